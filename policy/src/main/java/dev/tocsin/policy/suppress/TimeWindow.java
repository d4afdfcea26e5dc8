package dev.tocsin.policy.suppress;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A time of day that comes back. In a gap of daylight saving time a local time is taken as much later as the gap is long; in
 * an overlap the first of the two counts.
 *
 * @param days
 *            on which it begins; empty: every day
 * @param from
 *            local time at which it begins
 * @param to
 *            local time at which it ends, exclusive; not later than {@code from} means on the next day
 * @param zone
 *            of both
 */
public record TimeWindow(Set<DayOfWeek> days, LocalTime from, LocalTime to, ZoneId zone) {

    public TimeWindow {
        days = Set.copyOf(days);
    }

    /** Whether it holds at a moment. */
    public boolean holdsAt(Instant at) {
        var today = at.atZone(zone).toLocalDate();
        return Stream.of(today.minusDays(1), today).filter(this::begins)
                .anyMatch(day -> !at.isBefore(start(day)) && at.isBefore(end(day)));
    }

    /** The next moment after the given one at which it begins or ends. */
    public Optional<Instant> nextChange(Instant after) {
        var today = after.atZone(zone).toLocalDate();
        return Stream.iterate(today.minusDays(1), day -> day.plusDays(1)).limit(9).filter(this::begins)
                .flatMap(day -> Stream.of(start(day), end(day))).filter(moment -> moment.isAfter(after)).sorted()
                .findFirst();
    }

    private boolean begins(LocalDate day) {
        return days.isEmpty() || days.contains(day.getDayOfWeek());
    }

    private Instant start(LocalDate day) {
        return ZonedDateTime.of(day, from, zone).toInstant();
    }

    private Instant end(LocalDate day) {
        return ZonedDateTime.of(to.isAfter(from) ? day : day.plusDays(1), to, zone).toInstant();
    }
}
