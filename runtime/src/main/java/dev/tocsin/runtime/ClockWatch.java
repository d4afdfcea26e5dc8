package dev.tocsin.runtime;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import org.apache.kafka.common.utils.Time;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Detects steps of the system clock. Kafka clients time polls and heartbeats by it: after the clock is set back they stall for as long, and must be woken or recreated.
 */
public final class ClockWatch implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClockWatch.class);
    private static final Duration EVERY = Duration.ofMillis(500);
    private static final Duration STEP = Duration.ofSeconds(1);
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final List<Consumer<Duration>> listeners = new CopyOnWriteArrayList<>();
    private final LongSupplier ahead;
    private final Thread watch;
    private long lastAhead;

    /** Watches this machine's clock, twice a second. */
    public ClockWatch() {
        this(() -> Time.SYSTEM.milliseconds() - Time.SYSTEM.nanoseconds() / NANOS_PER_MILLI);
    }

    /**
     * Watches another clock.
     *
     * @param ahead
     *            milliseconds ahead of the monotonic clock, from any origin
     */
    public ClockWatch(LongSupplier ahead) {
        this.ahead = ahead;
        this.lastAhead = ahead.getAsLong();
        this.watch = Thread.ofVirtual().name("clock-watch").start(this::watch);
    }

    /**
     * Adds a listener for steps of more than a second.
     *
     * @param listener
     *            receives the size of the step, negative if the clock was set back; may block
     */
    public void whenSet(Consumer<Duration> listener) {
        listeners.add(listener);
    }

    /** Checks now, besides the periodic checks. */
    public synchronized void look() {
        var now = ahead.getAsLong();
        var step = Duration.ofMillis(now - lastAhead);
        lastAhead = now;
        if (step.abs().compareTo(STEP) <= 0) {
            return;
        }
        if (step.abs().compareTo(SlewedTime.SET) > 0) {
            LOG.warn(
                    "the system clock was set by {}; timers keep the previous time. If the clock is correct now, restart",
                    step);
        }
        listeners.forEach(listener -> tell(listener, step));
    }

    private static void tell(Consumer<Duration> listener, Duration step) {
        try {
            listener.accept(step);
        } catch (RuntimeException failed) {
            LOG.error("the system clock was set by {}, and handling that failed", step, failed);
        }
    }

    private void watch() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                look();
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        watch.interrupt();
    }
}
