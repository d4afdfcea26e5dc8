package dev.tocsin.policy.read;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.policy.oncall.Turns;
import dev.tocsin.policy.suppress.TimeWindow;
import dev.tocsin.policy.yaml.YamlNode.Scalar;

/**
 * Reads when a layer hands over: {@code rotate} with {@code handover} and {@code from}, or {@code shifts}. A {@code from}
 * that is a day means the first handover on it or after it; one with a time is the beginning itself.
 */
final class TurnsReader {

    private static final Pattern WEEKS = Pattern.compile("([1-9][0-9]?)w");
    private static final Pattern HANDOVER = Pattern.compile("(?:([a-z]{3}|[0-9]{1,2}) +)?([0-9]{1,2}:[0-9]{2})");
    private static final Duration SHORTEST = Duration.ofHours(1);
    private static final LocalTime MORNING = LocalTime.of(9, 0);
    private static final String ROTATE = "weekly";

    private final Times times;
    private final Findings findings;

    TurnsReader(Times times, Findings findings) {
        this.times = times;
        this.findings = findings;
    }

    /**
     * When a layer hands over.
     *
     * @param begin
     *            when its first turn begins, where that is not what {@code from} says itself
     */
    record Rotation(Optional<Turns> turns, long firstTurn, Optional<Instant> begin) {

        private static final Rotation NONE = new Rotation(Optional.empty(), 0, Optional.empty());
    }

    /** What {@code handover} says: a day of the week or of the month, and a time. */
    private record Written(Optional<DayOfWeek> weekday, Optional<Integer> day, LocalTime time) {}

    /** What {@code from} says. */
    private record Begin(LocalDateTime local, Instant moment, boolean isDay) {}

    /** Empty when something is wrong, which is reported. */
    Optional<Rotation> read(Section section, int crews, ZoneId zone) {
        var begin = begin(section, zone);
        if (section.node("shifts").isPresent()) {
            return shifts(section, zone, begin);
        }
        if (section.node("rotate").isEmpty()) {
            if (crews > 1) {
                section.needed("rotate", ROTATE);
                return Optional.empty();
            }
            section.node("handover").ifPresent(node -> findings.add(node.place(), "'handover' requires 'rotate'",
                    "add 'rotate: weekly', or remove it"));
            return Optional.of(Rotation.NONE);
        }
        if (begin.isEmpty()) {
            section.needed("from", "2026-01-05");
            return Optional.empty();
        }
        return section.scalar("rotate", ROTATE).flatMap(rotate -> turns(section, rotate, zone, begin.get()))
                .map(turns -> beginning(turns, begin.get()));
    }

    private Optional<Rotation> shifts(Section section, ZoneId zone, Optional<Begin> begin) {
        for (var key : List.of("rotate", "handover")) {
            section.node(key).ifPresent(node -> findings.add(node.place(), "'" + key + "' conflicts with 'shifts'",
                    "remove one of them: 'shifts' defines when each turn begins"));
        }
        if (begin.isEmpty()) {
            section.needed("from", "2026-01-05");
        }
        var handovers = new ArrayList<Turns.Handover>();
        for (var word : section.words("shifts", "[mon 09:00, fri 17:00]")) {
            written(word).ifPresent(it -> it.weekday().ifPresentOrElse(
                    day -> handovers.add(new Turns.Handover(day, it.time())),
                    () -> findings.add(word.place(), "a shift has no day of the week",
                            "write when it begins, such as mon 09:00")));
        }
        if (begin.isEmpty() || handovers.isEmpty()) {
            return Optional.empty();
        }
        var monday = begin.get().local().toLocalDate().with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
        return Optional.of(beginning(new Turns.Weekly(zone, monday, handovers), begin.get()));
    }

    private Optional<Turns> turns(Section section, Scalar rotate, ZoneId zone, Begin begin) {
        var handover = section.scalar("handover", "mon 09:00");
        var written = handover.flatMap(this::written);
        if (handover.isPresent() && written.isEmpty()) {
            return Optional.empty();
        }
        var time = written.map(Written::time).orElse(begin.isDay() ? MORNING : begin.local().toLocalTime());
        if (rotate.text().equals("monthly")) {
            written.flatMap(Written::weekday).ifPresent(day -> misplaced(handover.orElseThrow(), "1 09:00"));
            var day = written.flatMap(Written::day).orElse(Math.min(Turns.Monthly.LAST_DAY,
                    written.isPresent() || begin.isDay() ? 1 : begin.local().getDayOfMonth()));
            return Optional.of(new Turns.Monthly(zone, begin.local().toLocalDate().withDayOfMonth(day).atTime(time)));
        }
        return length(rotate).flatMap(length -> {
            var weeks = length.toDays() % 7 == 0 && length.equals(Duration.ofDays(length.toDays()));
            if (written.flatMap(Written::day).isPresent()
                    || (!weeks && written.flatMap(Written::weekday).isPresent())) {
                misplaced(handover.orElseThrow(), weeks ? "mon 09:00" : "\"09:00\"");
                return Optional.empty();
            }
            var first = (weeks
                    ? date(begin, written.flatMap(Written::weekday))
                    : begin.local().toLocalDate()).atTime(time);
            return Optional.of(Turns.ByTheClock.fits(length)
                    ? new Turns.ByTheClock(zone, first, length)
                    : new Turns.Exact(first.atZone(zone).toInstant(), length));
        });
    }

    /** A day leads to the next handover; what has a time lies in a turn that may have begun before. */
    private static LocalDate date(Begin begin, Optional<DayOfWeek> weekday) {
        var date = begin.local().toLocalDate();
        return weekday.map(day -> date.with(begin.isDay()
                ? TemporalAdjusters.nextOrSame(day)
                : TemporalAdjusters.previousOrSame(day))).orElse(date);
    }

    private Optional<Duration> length(Scalar rotate) {
        var weeks = WEEKS.matcher(rotate.text());
        var length = switch (rotate.text()) {
            case "daily" -> Optional.of(Duration.ofDays(1));
            case "weekly" -> Optional.of(Duration.ofDays(7));
            default -> weeks.matches()
                    ? Optional.of(Duration.ofDays(7L * Integer.parseInt(weeks.group(1))))
                    : DurationReader.parse(rotate.text());
        };
        if (length.filter(it -> it.compareTo(SHORTEST) >= 0).isEmpty()) {
            findings.add(rotate.place(), "'rotate' cannot be '" + Section.shortened(rotate.text()) + "'",
                    "write daily, weekly, monthly, or the length of a turn, such as 2w, 3d or 12h");
            return Optional.empty();
        }
        return length;
    }

    private static Rotation beginning(Turns turns, Begin begin) {
        var turn = turns.at(begin.moment());
        if (!begin.isDay()) {
            return new Rotation(Optional.of(turns), turn, Optional.of(begin.moment()));
        }
        var first = turns.start(turn).isBefore(begin.moment()) ? turn + 1 : turn;
        return new Rotation(Optional.of(turns), first, Optional.of(turns.start(first)));
    }

    private Optional<Begin> begin(Section section, ZoneId zone) {
        var isDay = section.node("from").filter(node -> node instanceof Scalar scalar && Times.isDay(scalar.text()))
                .isPresent();
        return times.moment(section, "from", zone)
                .map(moment -> new Begin(LocalDateTime.ofInstant(moment, zone), moment, isDay));
    }

    private Optional<Written> written(Scalar scalar) {
        var form = HANDOVER.matcher(scalar.text());
        var time = form.matches() ? TimeWindow.timeOfDay(form.group(2)) : Optional.<LocalTime>empty();
        var weekday = form.matches() && form.group(1) != null
                ? TimeWindow.dayNamed(form.group(1))
                : Optional.<DayOfWeek>empty();
        var day = form.matches() && form.group(1) != null && Character.isDigit(form.group(1).charAt(0))
                ? Optional.of(Integer.parseInt(form.group(1)))
                : Optional.<Integer>empty();
        var known = form.matches() && (form.group(1) == null || weekday.isPresent()
                || day.filter(it -> it >= 1 && it <= Turns.Monthly.LAST_DAY).isPresent());
        if (time.isEmpty() || !known || form.group(2).startsWith("24")) {
            findings.add(scalar.place(), "'" + Section.shortened(scalar.text()) + "' is not a handover",
                    "write a time with a weekday or, for monthly rotations, a day of the month (1 to 28): \"09:00\", mon 09:00, 1 09:00");
            return Optional.empty();
        }
        return Optional.of(new Written(weekday, day, time.get()));
    }

    private void misplaced(Scalar handover, String example) {
        findings.add(handover.place(), "'" + handover.text() + "' does not fit the rotation",
                "write 'handover: " + example + "', or another 'rotate'");
    }
}
