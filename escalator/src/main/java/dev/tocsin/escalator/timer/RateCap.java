package dev.tocsin.escalator.timer;

import java.time.Duration;
import java.time.Instant;

/** Rate limit for late notifications, so that the end of an outage is not a flood. */
final class RateCap {

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private final int perSecond;
    private double left;
    private Instant refilledAt;

    RateCap(int perSecond, Instant startedAt) {
        this.perSecond = perSecond;
        this.left = perSecond;
        this.refilledAt = startedAt;
    }

    /** Whether one more incident may proceed; it may exceed the limit once, which delays the next. */
    boolean isOpen(Instant now) {
        if (now.isAfter(refilledAt)) {
            var seconds = (double) Duration.between(refilledAt, now).toNanos() / NANOS_PER_SECOND;
            left = Math.min(perSecond, left + seconds * perSecond);
            refilledAt = now;
        }
        return left >= 1;
    }

    /** When the limit allows the next incident. */
    Instant opensAt() {
        var missing = Math.max(0, 1 - left);
        return refilledAt.plusNanos((long) Math.ceil(missing * NANOS_PER_SECOND / perSecond));
    }

    void spend(int intents) {
        left -= intents;
    }
}
