package dev.tocsin.notifier.delivery;

import java.time.Duration;

import dev.tocsin.notifier.breaker.BreakerRules;

/**
 * Bounds of the loop.
 *
 * @param unfinishedPerPartition
 *            unfinished notifications above which a partition is paused
 * @param sendDeadline
 *            longest time of one attempt
 * @param grace
 *            how long closing waits for attempts in flight
 * @param breakers
 *            when circuit breakers open and become half-open
 */
public record LoopLimits(int unfinishedPerPartition, Duration sendDeadline, Duration grace, BreakerRules breakers) {

    /** The defaults. */
    public static LoopLimits standard() {
        return new LoopLimits(1000, Duration.ofSeconds(30), Duration.ofSeconds(10), BreakerRules.standard());
    }

    /** Share of the bound that one destination can use up: a tenth, so that several that hang do not pause a partition. */
    private static final int SHARES = 10;

    /** How many times the bound may be unfinished in all, which bounds the memory. */
    private static final int MOST = 10;

    /** Whether a partition takes no more now. */
    boolean isFull(DeliveryBook book) {
        return book.size() >= (long) unfinishedPerPartition * MOST
                || book.weight(Math.max(1, unfinishedPerPartition / SHARES)) >= unfinishedPerPartition;
    }
}
