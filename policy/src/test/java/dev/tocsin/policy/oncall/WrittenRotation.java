package dev.tocsin.policy.oncall;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import net.fortuna.ical4j.model.Recur;

/**
 * A rotation in the words of a policy, and what iCalendar's recurrence rules, expanded by ical4j, make of it. Nothing here
 * uses the code under test: turns are counted one by one from the first.
 *
 * @param people
 *            in the order of their turns
 * @param from
 *            the day from which on it counts
 * @param only
 *            hours to which it is restricted
 */
record WrittenRotation(List<String> people, Rhythm rhythm, LocalTime time, LocalDate from, Optional<Hours> only) {

    /** How it rotates. */
    enum Rhythm {
        DAILY("daily"), EVERY_THIRD_DAY("3d"), WEEKLY("weekly"), FORTNIGHTLY("2w"), TWELVE_HOURS("12h"), EIGHT_HOURS(
                "8h"), MONTHLY("monthly"), EXACT_36_HOURS("36h"), EXACT_5_HOURS("5h"), TWICE_A_WEEK("");

        private final String word;

        Rhythm(String word) {
            this.word = word;
        }
    }

    /** Days and hours. */
    record Hours(List<DayOfWeek> days, LocalTime from, LocalTime to) {

        String yaml() {
            return "{days: [" + days.stream().map(WrittenRotation::word).collect(Collectors.joining(", "))
                    + "], from: \"" + from + "\", to: \"" + to + "\"}";
        }

        /** From when to when they last. */
        TreeMap<Instant, Instant> expanded(ZoneId zone, LocalDate first, Instant until) {
            var shift = to.isAfter(from) ? 0 : 1;
            var begins = weekly(first, 0, from, zone, until);
            var ends = weekly(first.plusDays(shift), shift, to, zone, until);
            var spans = new TreeMap<Instant, Instant>();
            for (int i = 0; i < Math.min(begins.size(), ends.size()); i++) {
                spans.merge(begins.get(i).toInstant(), ends.get(i).toInstant(), (one, other) -> one.isAfter(other)
                        ? one
                        : other);
            }
            return spans;
        }

        /**
         * One rule for each day: within one rule for several, a time that is skipped on one of them moves the others, too.
         */
        private List<ZonedDateTime> weekly(LocalDate first, int shift, LocalTime time, ZoneId zone, Instant until) {
            return days.stream().map(day -> first.with(TemporalAdjusters.nextOrSame(day.plus(shift))))
                    .flatMap(date -> expand("FREQ=WEEKLY", date.atTime(time), zone, until).stream()).sorted()
                    .toList();
        }
    }

    private static final List<DayOfWeek> TWICE = List.of(DayOfWeek.TUESDAY, DayOfWeek.SATURDAY);

    /** A layer. */
    String yaml() {
        var rotation = switch (rhythm) {
            case TWICE_A_WEEK -> "shifts: [tue " + time + ", sat " + time.plusHours(5) + "]";
            case WEEKLY, FORTNIGHTLY -> "rotate: " + rhythm.word + ", handover: wed " + time;
            case MONTHLY -> "rotate: monthly, handover: 27 " + time;
            case DAILY, EVERY_THIRD_DAY, TWELVE_HOURS, EIGHT_HOURS, EXACT_36_HOURS, EXACT_5_HOURS ->
                "rotate: " + rhythm.word + ", handover: \"" + time + "\"";
        };
        return "{people: [" + String.join(", ", people) + "], " + rotation + ", from: " + from
                + only.map(hours -> ", only: " + hours.yaml()).orElse("") + "}";
    }

    /** When turns begin, and whose they are. */
    TreeMap<Instant, String> turns(ZoneId zone, Instant until) {
        var turns = new TreeMap<Instant, String>();
        var starts = starts(zone, until);
        for (int turn = 0; turn < starts.size(); turn++) {
            turns.put(starts.get(turn), people.get(turn % people.size()));
        }
        return turns;
    }

    private List<Instant> starts(ZoneId zone, Instant until) {
        var month = (from.getDayOfMonth() <= 27 ? from : from.plusMonths(1)).withDayOfMonth(27);
        var wednesday = next(DayOfWeek.WEDNESDAY).atTime(time);
        var rules = switch (rhythm) {
            case DAILY -> List.of(expand("FREQ=DAILY", from.atTime(time), zone, until));
            case EVERY_THIRD_DAY -> List.of(expand("FREQ=DAILY;INTERVAL=3", from.atTime(time), zone, until));
            case WEEKLY -> List.of(expand("FREQ=WEEKLY", wednesday, zone, until));
            case FORTNIGHTLY -> List.of(expand("FREQ=WEEKLY;INTERVAL=2", wednesday, zone, until));
            case TWELVE_HOURS -> everyDay(zone, until, 12);
            case EIGHT_HOURS -> everyDay(zone, until, 8);
            case MONTHLY -> List.of(floating("FREQ=MONTHLY", month.atTime(time), zone, until));
            case EXACT_36_HOURS -> List.of(exact(36, zone, until));
            case EXACT_5_HOURS -> List.of(exact(5, zone, until));
            case TWICE_A_WEEK -> List.of(expand("FREQ=WEEKLY", next(TWICE.getFirst()).atTime(time), zone, until),
                    expand("FREQ=WEEKLY", next(TWICE.getLast()).atTime(time.plusHours(5)), zone, until));
        };
        return rules.stream().flatMap(List::stream).map(ZonedDateTime::toInstant).sorted().toList();
    }

    private List<List<ZonedDateTime>> everyDay(ZoneId zone, Instant until, int hours) {
        return IntStream.range(0, 24 / hours).mapToObj(i -> from.atTime(time.plusHours((long) i * hours)))
                .map(first -> expand("FREQ=DAILY", first, zone, until)).toList();
    }

    /** From the first turn of the day on: exact turns go backwards from the handover, too. */
    private List<ZonedDateTime> exact(int hours, ZoneId zone, Instant until) {
        var first = from.atTime(time).atZone(zone);
        while (!first.minusHours(hours).toInstant().isBefore(from.atStartOfDay(zone).toInstant())) {
            first = first.minusHours(hours);
        }
        return new Recur<ZonedDateTime>("FREQ=HOURLY;INTERVAL=" + hours).getDates(first, first, until.atZone(zone));
    }

    private LocalDate next(DayOfWeek day) {
        return from.with(TemporalAdjusters.nextOrSame(day));
    }

    /**
     * The dates of a rule that begins in a zone. Of a local time that comes twice iCalendar means the first (RFC 5545,
     * 3.3.5), but ical4j the one with the offset of the rule's beginning. No rule can begin at a time that is skipped: such
     * a one is floating.
     */
    private static List<ZonedDateTime> expand(String rule, LocalDateTime begin, ZoneId zone, Instant until) {
        var first = begin.atZone(zone);
        return first.toLocalDateTime().equals(begin)
                ? new Recur<ZonedDateTime>(rule).getDates(first, first, until.atZone(zone)).stream()
                        .map(ZonedDateTime::withEarlierOffsetAtOverlap).toList()
                : floating(rule, begin, zone, until);
    }

    /** The dates of a rule without a zone, then put into it. Monthly in a zone, ical4j stays late after a skipped time. */
    private static List<ZonedDateTime> floating(String rule, LocalDateTime first, ZoneId zone, Instant until) {
        return new Recur<LocalDateTime>(rule).getDates(first, first, LocalDateTime.ofInstant(until, zone)).stream()
                .map(date -> date.atZone(zone)).toList();
    }

    private static String word(DayOfWeek day) {
        return day.name().substring(0, 3).toLowerCase(java.util.Locale.ROOT);
    }
}
