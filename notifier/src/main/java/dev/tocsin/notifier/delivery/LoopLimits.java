package dev.tocsin.notifier.delivery;

import java.time.Duration;

/**
 * Bounds of the loop.
 *
 * @param unfinishedPerPartition
 *            so many unfinished notifications, and a partition is not read further
 * @param sendDeadline
 *            longest time of one attempt, whatever its channel says
 * @param grace
 *            how long closing waits for what is under way
 */
public record LoopLimits(int unfinishedPerPartition, Duration sendDeadline, Duration grace) {

    /** What holds unless an operator says otherwise. */
    public static LoopLimits standard() {
        return new LoopLimits(1000, Duration.ofSeconds(30), Duration.ofSeconds(10));
    }
}
