package dev.tocsin.escalator.timer;

import java.time.Duration;

/**
 * Frequency and limits of sweeps.
 *
 * @param soonest
 *            shortest time until the next sweep, when one was not enough
 * @param heartbeat
 *            longest time between two sweeps, though nothing falls due
 * @param incidents
 *            most incidents that one sweep looks at
 * @param time
 *            longest that one sweep works
 * @param lateAfter
 *            lateness above which a notification counts as late work
 * @param lateIntentsPerSecond
 *            most intents of late work each second, for each partition
 */
public record SweepLimits(Duration soonest, Duration heartbeat, int incidents, Duration time, Duration lateAfter,
        int lateIntentsPerSecond) {

    /** Measured to leave the thread its time for records. */
    public static SweepLimits lateAfter(Duration lateAfter) {
        return new SweepLimits(Duration.ofMillis(1), Duration.ofSeconds(30), 500, Duration.ofMillis(100), lateAfter,
                200);
    }
}
