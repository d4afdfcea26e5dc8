package dev.tocsin.policy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.calendar.BusinessCalendar;

/**
 * A deadline.
 *
 * @param within
 *            how long there is; on a calendar, each 24 hours of it are one working day
 * @param calendar
 *            whose working time counts; empty: all time counts
 * @param warnAtPercent
 *            after how much of the time a warning is due, 1 to 99; empty: none
 */
public record Deadline(Duration within, Optional<BusinessCalendar> calendar, Optional<Integer> warnAtPercent) {

    public Deadline {
        Objects.requireNonNull(within, "within");
        Objects.requireNonNull(calendar, "calendar");
        Objects.requireNonNull(warnAtPercent, "warnAtPercent");
    }

    /** So long by the clock on the wall, without a warning. */
    public static Deadline of(Duration within) {
        return new Deadline(within, Optional.empty(), Optional.empty());
    }

    /** When it is over, counted from a moment. */
    public Instant due(Instant from) {
        return calendar.map(it -> it.add(from, within)).orElseGet(() -> from.plus(within));
    }

    /** When the warning is due, counted from a moment. */
    public Optional<Instant> warning(Instant from) {
        return warnAtPercent.map(percent -> calendar
                .map(it -> it.after(from, share(it.workingTime(within), percent)))
                .orElseGet(() -> from.plus(share(within, percent))));
    }

    private static Duration share(Duration whole, int percent) {
        return whole.multipliedBy(percent).dividedBy(100);
    }
}
