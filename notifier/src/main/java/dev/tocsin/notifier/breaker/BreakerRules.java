package dev.tocsin.notifier.breaker;

import java.time.Duration;

/**
 * When breakers open, and for how long.
 *
 * @param failures
 *            failures in a row that open a breaker, at least 1
 * @param halfOpenAfter
 *            time after which an open breaker lets a probe through
 */
public record BreakerRules(int failures, Duration halfOpenAfter) {

    public BreakerRules {
        if (failures < 1 || halfOpenAfter.isNegative() || halfOpenAfter.isZero()) {
            throw new IllegalArgumentException("a breaker needs at least one failure and a time above zero");
        }
    }

    /** Five failures, 60 s. */
    public static BreakerRules standard() {
        return new BreakerRules(5, Duration.ofSeconds(60));
    }
}
