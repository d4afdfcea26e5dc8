package dev.tocsin.policy.calendar;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The working hours of a team. In a gap of daylight saving time a local time is taken as much later as the gap is long; in
 * an overlap the first of the two counts.
 *
 * @param name
 *            its name in the policy
 * @param zone
 *            of its hours and days
 * @param days
 *            on which it works, at least one
 * @param hours
 *            in which it works on each of them, in order and apart, at least one
 * @param holidays
 *            on which it does not work
 */
public record BusinessCalendar(String name, ZoneId zone, Set<DayOfWeek> days, List<Hours> hours,
        Set<LocalDate> holidays) {

    private static final Duration DAY = Duration.ofDays(1);

    public BusinessCalendar {
        days = Set.copyOf(days);
        hours = List.copyOf(hours);
        holidays = Set.copyOf(holidays);
        if (days.isEmpty() || hours.isEmpty()) {
            throw new IllegalArgumentException("calendar " + name + " is never open");
        }
    }

    /**
     * Some hours of a day.
     *
     * @param from
     *            local time at which they begin
     * @param to
     *            local time at which they end, exclusive, later than {@code from}; midnight is the end of the day
     */
    public record Hours(LocalTime from, LocalTime to) {

        /** How long they are by the clock on the wall. */
        public Duration length() {
            var length = Duration.between(from, to);
            return length.isPositive() ? length : length.plus(DAY);
        }
    }

    /** Some time without a break, the end exclusive. */
    private record Span(Instant from, Instant to) {}

    /** Whether the team works at a moment. */
    public boolean isOpen(Instant at) {
        return spansFrom(at).takeWhile(span -> !span.from().isAfter(at)).anyMatch(span -> at.isBefore(span.to()));
    }

    /** The next moment after the given one at which work begins or ends. */
    public Instant nextChange(Instant after) {
        return spansFrom(after).filter(span -> span.to().isAfter(span.from()))
                .flatMap(span -> Stream.of(span.from(), span.to())).filter(moment -> moment.isAfter(after)).findFirst()
                .orElseThrow();
    }

    /** How much working time there is in an amount: each 24 hours of it are one working day, the rest counts as it is. */
    public Duration workingTime(Duration amount) {
        var day = hours.stream().map(Hours::length).reduce(Duration.ZERO, Duration::plus);
        return day.multipliedBy(amount.toDays()).plus(amount.minusDays(amount.toDays()));
    }

    /**
     * The moment at which so much working time has passed. A day is a working day: "1d" from Friday noon is Monday noon.
     *
     * @param amount
     *            not negative; zero gives {@code from} itself
     */
    public Instant add(Instant from, Duration amount) {
        return after(from, workingTime(amount));
    }

    /** The moment at which so much working time has passed, without days that count as working days. */
    public Instant after(Instant from, Duration working) {
        if (!working.isPositive()) {
            return from;
        }
        var left = working;
        var reached = from;
        for (var spans = spansFrom(from).iterator(); true;) {
            var span = spans.next();
            var begin = span.from().isAfter(reached) ? span.from() : reached;
            if (span.to().isAfter(begin)) {
                var available = Duration.between(begin, span.to());
                if (left.compareTo(available) <= 0) {
                    return begin.plus(left);
                }
                left = left.minus(available);
                reached = span.to();
            }
        }
    }

    /** How much working time lies between two moments; zero when the second is not later. */
    public Duration between(Instant from, Instant to) {
        var sum = Duration.ZERO;
        var reached = from;
        for (var spans = spansFrom(from).iterator(); true;) {
            var span = spans.next();
            if (!span.from().isBefore(to)) {
                return sum;
            }
            var begin = span.from().isAfter(reached) ? span.from() : reached;
            var end = span.to().isBefore(to) ? span.to() : to;
            if (end.isAfter(begin)) {
                sum = sum.plus(Duration.between(begin, end));
                reached = end;
            }
        }
    }

    /** Without end, in order, from the day before the moment on. */
    private Stream<Span> spansFrom(Instant at) {
        var yesterday = at.atZone(zone).toLocalDate().minusDays(1);
        return Stream.iterate(yesterday, day -> day.plusDays(1)).filter(this::works)
                .flatMap(day -> hours.stream().map(it -> span(day, it)));
    }

    private boolean works(LocalDate day) {
        return days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }

    private Span span(LocalDate day, Hours open) {
        var last = open.to().equals(LocalTime.MIDNIGHT) ? day.plusDays(1) : day;
        return new Span(ZonedDateTime.of(day, open.from(), zone).toInstant(),
                ZonedDateTime.of(last, open.to(), zone).toInstant());
    }
}
