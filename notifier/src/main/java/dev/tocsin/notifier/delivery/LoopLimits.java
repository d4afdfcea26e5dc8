package dev.tocsin.notifier.delivery;

import java.time.Duration;

/**
 * Bounds of the loop.
 *
 * @param unfinishedPerPartition
 *            unfinished notifications above which a partition is paused
 * @param sendDeadline
 *            longest time of one attempt
 * @param grace
 *            how long closing waits for attempts in flight
 */
public record LoopLimits(int unfinishedPerPartition, Duration sendDeadline, Duration grace) {

    /** The defaults. */
    public static LoopLimits standard() {
        return new LoopLimits(1000, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }
}
