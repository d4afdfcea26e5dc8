package dev.tocsin.ingest.authenticity;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** So many a minute and no more: a bucket that starts full and fills evenly. */
public final class SampleBudget {

    private static final double MINUTE_MILLIS = Duration.ofMinutes(1).toMillis();

    private final int perMinute;
    private final Clock clock;
    private double left;
    private Instant filledAt;

    public SampleBudget(int perMinute, Clock clock) {
        this.perMinute = perMinute;
        this.clock = clock;
        this.left = perMinute;
        this.filledAt = clock.instant();
    }

    /** Takes one, if there is one. A clock that steps back fills nothing. */
    public synchronized boolean take() {
        var now = clock.instant();
        var passed = Math.max(0, Duration.between(filledAt, now).toMillis());
        left = Math.min(perMinute, left + perMinute * (passed / MINUTE_MILLIS));
        filledAt = now;
        if (left < 1) {
            return false;
        }
        left -= 1;
        return true;
    }
}
