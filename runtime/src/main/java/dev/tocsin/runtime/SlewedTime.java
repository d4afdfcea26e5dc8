package dev.tocsin.runtime;

import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.utils.Time;

/**
 * Wall-clock time that never steps. It starts at the system clock, runs with the monotonic clock, and follows the system clock by at most half a percent. A difference of more than five seconds means that the system clock was set: it is ignored until a restart, so that no timer fires early. With system time, Kafka Streams would stop timers and commits for an hour if the clock were set back by an hour.
 */
public final class SlewedTime implements Time {

    /** Difference above which the system clock was set rather than drifted. */
    public static final Duration SET = Duration.ofSeconds(5);

    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long SLEW_DIVISOR = 200;

    private final LongSupplier wallMillis;
    private final LongSupplier monotonicNanos;

    private long lastNanos;
    private long currentNanos;

    /** Time of this machine. */
    public SlewedTime() {
        this(Time.SYSTEM::milliseconds, Time.SYSTEM::nanoseconds);
    }

    SlewedTime(LongSupplier wallMillis, LongSupplier monotonicNanos) {
        this.wallMillis = wallMillis;
        this.monotonicNanos = monotonicNanos;
        this.lastNanos = monotonicNanos.getAsLong();
        this.currentNanos = wallMillis.getAsLong() * NANOS_PER_MILLI;
    }

    @Override
    public synchronized long milliseconds() {
        var now = monotonicNanos.getAsLong();
        var elapsed = Math.max(0, now - lastNanos);
        lastNanos = now;
        currentNanos += elapsed;
        var behind = wallMillis.getAsLong() * NANOS_PER_MILLI - currentNanos;
        var most = Math.abs(behind) > SET.toNanos() ? 0 : elapsed / SLEW_DIVISOR;
        currentNanos += Math.clamp(behind, -most, most);
        return currentNanos / NANOS_PER_MILLI;
    }

    /** How far the system clock is ahead of this time; negative if it is behind. Above {@link #SET} it was set. */
    public Duration systemClockAhead() {
        return Duration.ofMillis(wallMillis.getAsLong() - milliseconds());
    }

    @Override
    public long nanoseconds() {
        return monotonicNanos.getAsLong();
    }

    @Override
    public void sleep(long millis) {
        Time.SYSTEM.sleep(millis);
    }

    @Override
    public void waitObject(Object object, Supplier<Boolean> condition, long deadlineMillis)
            throws InterruptedException {
        synchronized (object) {
            while (!condition.get()) {
                var left = deadlineMillis - milliseconds();
                if (left <= 0) {
                    throw new TimeoutException("condition not satisfied before its deadline");
                }
                object.wait(left);
            }
        }
    }
}
