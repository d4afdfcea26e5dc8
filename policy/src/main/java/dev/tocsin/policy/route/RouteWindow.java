package dev.tocsin.policy.route;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Times of the calendar, as Alertmanager's time intervals say them (prometheus/alertmanager, timeinterval/timeinterval.go):
 * a moment is inside when one of the spans holds. All is judged by the local time of the span's zone, so an hour that daylight
 * saving time repeats counts twice, and one that it skips not at all.
 *
 * @param name
 *            its name
 */
public record RouteWindow(String name, List<Span> spans) {

    /** Days after which the times of a day, or of a week, have shown all that they hold, a skipped hour included. */
    private static final int SOON = 16;
    /** How far ahead a change is looked for: two leap days are at most eight years apart, and a window may name years. */
    private static final int YEARS_AHEAD = 9;
    private static final int MOST_YEARS_AHEAD = 60;
    /** Days that are judged in full whatever the calendar says, as the moment asked about lies among them. */
    private static final int FIRST_DAYS = 3;

    public RouteWindow {
        spans = List.copyOf(spans);
    }

    /** Whether a moment is inside. */
    public boolean holdsAt(Instant at) {
        return spans.stream().anyMatch(span -> span.holdsAt(at));
    }

    /** The first moment after the given one that is inside while the given one is not, or the reverse. */
    public Optional<Instant> nextChange(Instant after) {
        var now = holdsAt(after);
        var year = after.atZone(ZoneOffset.UTC).getYear() - 1;
        if (!now && spans.stream().allMatch(span -> span.isOverBefore(year))) {
            return Optional.empty();
        }
        var zones = spans.stream().map(Span::zone).distinct().toList();
        int horizon = horizon(year + 1);
        for (int day = -1; day < horizon; day++) {
            var ahead = day;
            if (day > FIRST_DAYS && isLikeTheDayBefore(after, day)) {
                continue;
            }
            var change = zones.stream().flatMap(zone -> edges(after.atZone(zone).toLocalDate().plusDays(ahead), zone))
                    .filter(edge -> edge.isAfter(after)).sorted().filter(edge -> holdsAt(edge) != now).findFirst();
            if (change.isPresent()) {
                return change;
            }
        }
        return Optional.empty();
    }

    /** Days after which a window that has not changed never does. */
    private int horizon(int year) {
        if (spans.stream().allMatch(span -> span.daysOfMonth().isEmpty() && span.months().isEmpty() && span.years()
                .isEmpty())) {
            return SOON;
        }
        int named = spans.stream().flatMap(span -> span.years().stream()).mapToInt(range -> Math.max(range.from(),
                range.to() == Integer.MAX_VALUE ? range.from() : range.to())).max().orElse(year);
        return 366 * Math.clamp((long) named + 2 - year, YEARS_AHEAD, MOST_YEARS_AHEAD);
    }

    /** Whether nothing can be different from the day before: the same dates hold around it, and no clock is shifted. */
    private boolean isLikeTheDayBefore(Instant after, int day) {
        return spans.stream().allMatch(span -> {
            var date = after.atZone(span.zone()).toLocalDate().plusDays(day);
            var holds = span.holdsOn(date);
            return span.holdsOn(date.minusDays(2)) == holds && span.holdsOn(date.minusDays(1)) == holds && span
                    .holdsOn(date.plusDays(1)) == holds && isSteady(date, span.zone());
        });
    }

    private static boolean isSteady(LocalDate date, ZoneId zone) {
        var from = date.minusDays(3).atStartOfDay(zone).toInstant();
        var shift = zone.getRules().isFixedOffset() ? null : zone.getRules().nextTransition(from);
        return shift == null || shift.getInstant().isAfter(from.plus(Duration.ofDays(6)));
    }

    /** Moments of a local day at which anything may begin or end. */
    private Stream<Instant> edges(LocalDate day, ZoneId zone) {
        var midnight = day.atStartOfDay(zone).toInstant();
        var clock = Stream.concat(Stream.of(0), spans.stream().filter(span -> span.zone().equals(zone))
                .flatMap(span -> span.times().stream()).flatMap(time -> Stream.of(time.from(), time.to())))
                .distinct().flatMap(minute -> local(day, minute, zone));
        var shift = Optional.ofNullable(zone.getRules().nextTransition(midnight.minusSeconds(1)))
                .map(transition -> transition.getInstant())
                .filter(at -> at.isBefore(midnight.plus(Duration.ofHours(26))));
        return Stream.concat(clock, shift.stream());
    }

    private static Stream<Instant> local(LocalDate day, int minute, ZoneId zone) {
        var date = minute == Minutes.DAY ? day.plusDays(1) : day;
        var time = date.atTime(LocalTime.ofSecondOfDay(minute % Minutes.DAY * 60L));
        return zone.getRules().getValidOffsets(time).stream().map(time::toInstant);
    }

    /**
     * What must hold together; an empty list holds always.
     *
     * @param weekdays
     *            days of the week, 0 for Sunday to 6 for Saturday
     * @param daysOfMonth
     *            from 1, or from the end, -1 for the last
     * @param months
     *            1 to 12
     */
    public record Span(List<Minutes> times, List<Range> weekdays, List<Range> daysOfMonth, List<Range> months,
            List<Range> years, ZoneId zone) {

        public Span {
            times = List.copyOf(times);
            weekdays = List.copyOf(weekdays);
            daysOfMonth = List.copyOf(daysOfMonth);
            months = List.copyOf(months);
            years = List.copyOf(years);
        }

        boolean holdsAt(Instant at) {
            var local = at.atZone(zone);
            int minute = local.getHour() * 60 + local.getMinute();
            return (times.isEmpty() || times.stream().anyMatch(time -> time.from() <= minute && minute < time.to()))
                    && holdsOn(local.toLocalDate());
        }

        /** Whether the date fits, whatever the time. */
        boolean holdsOn(LocalDate date) {
            return (daysOfMonth.isEmpty() || daysOfMonth.stream().anyMatch(range -> isDay(range, date)))
                    && holds(months, date.getMonthValue()) && holds(weekdays, date.getDayOfWeek().getValue() % 7)
                    && holds(years, date.getYear());
        }

        private boolean isOverBefore(int year) {
            return !years.isEmpty() && years.stream().allMatch(range -> range.to() < year);
        }

        private static boolean holds(List<Range> ranges, int value) {
            return ranges.isEmpty() || ranges.stream().anyMatch(range -> range.from() <= value && value <= range.to());
        }

        /** A range that begins after the end of a short month is not in it; one that ends later ends with it. */
        private static boolean isDay(Range range, LocalDate date) {
            int length = date.lengthOfMonth();
            int from = range.from() < 0 ? length + range.from() + 1 : range.from();
            int to = range.to() < 0 ? length + range.to() + 1 : range.to();
            int day = date.getDayOfMonth();
            return from <= length && Math.max(from, -length) <= day && day <= Math.min(to, length);
        }
    }

    /** Minutes of a day, the last one exclusive; {@link #DAY} is midnight at its end. */
    public record Minutes(int from, int to) {

        /** Length of a day. */
        public static final int DAY = 24 * 60;
    }

    /** Numbers, both ends inclusive. */
    public record Range(int from, int to) {}
}
