package dev.tocsin.ingest.authenticity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Allows a given number within a period: a token bucket that starts full and refills evenly. */
public final class SampleBudget {

    private final int most;
    private final double withinMillis;
    private final Clock clock;
    private double left;
    private Instant filledAt;

    /** A number per minute. */
    public SampleBudget(int perMinute, Clock clock) {
        this(perMinute, Duration.ofMinutes(1), clock);
    }

    /** A number within a period. */
    public SampleBudget(int most, Duration within, Clock clock) {
        this.most = most;
        this.withinMillis = within.toMillis();
        this.clock = clock;
        this.left = most;
        this.filledAt = clock.instant();
    }

    /** Takes one, if there is one. A clock that steps back fills nothing. */
    public synchronized boolean take() {
        var now = clock.instant();
        var passed = Math.max(0, Duration.between(filledAt, now).toMillis());
        left = Math.min(most, left + most * (passed / withinMillis));
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
