package dev.tocsin.policy.suppress;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
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

    /** How days are written, from Monday on. */
    public static final List<String> DAY_NAMES = Stream.of(DayOfWeek.values())
            .map(day -> day.getDisplayName(TextStyle.SHORT, Locale.ROOT).toLowerCase(Locale.ROOT)).toList();

    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]?[0-9]|2[0-4]):([0-5][0-9])");

    /** A day by its name; empty when it is none. */
    public static Optional<DayOfWeek> dayNamed(String name) {
        return Optional.of(DAY_NAMES.indexOf(name)).filter(index -> index >= 0).map(index -> DayOfWeek.of(index + 1));
    }

    /** A time of day from 00:00 to 24:00, which is the next midnight; empty when it is none. */
    public static Optional<LocalTime> timeOfDay(String text) {
        var form = TIME_OF_DAY.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        var hour = Integer.parseInt(form.group(1));
        var minute = Integer.parseInt(form.group(2));
        return hour == 24
                ? Optional.of(LocalTime.MIDNIGHT).filter(midnight -> minute == 0)
                : Optional.of(LocalTime.of(hour, minute));
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
