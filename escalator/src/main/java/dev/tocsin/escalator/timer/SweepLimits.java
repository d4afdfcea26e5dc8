package dev.tocsin.escalator.timer;

import java.time.Duration;

/**
 * How often and how much a sweep does.
 *
 * @param every
 *            wall-clock time between two sweeps
 * @param incidents
 *            most incidents that one sweep looks at
 * @param time
 *            longest that one sweep works
 * @param lateAfter
 *            what is later than this is late work
 * @param lateIntentsPerSecond
 *            most intents of late work each second, for each partition
 */
public record SweepLimits(Duration every, int incidents, Duration time, Duration lateAfter,
        int lateIntentsPerSecond) {

    /** Measured to leave the thread its time for records. */
    public static SweepLimits lateAfter(Duration lateAfter) {
        return new SweepLimits(Duration.ofMillis(250), 500, Duration.ofMillis(100), lateAfter, 200);
    }
}
