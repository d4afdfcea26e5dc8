package dev.tocsin.schemas.feed;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads as a member of a consumer group, step by step in a thread of its own, with a new consumer after any failure.
 *
 * @param <V>
 *            the values read
 */
public final class GroupReader<V> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(GroupReader.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    /**
     * How long closing waits for the consumer. A group waits for a dead member until its session expires, and so does a member
     * that leaves meanwhile; interrupting it earlier would log errors.
     */
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final String what;
    private final Supplier<Consumer<String, V>> consumers;
    private final java.util.function.Consumer<Consumer<String, V>> join;
    private final Step<V> step;
    private final Thread thread;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Consumer<String, V>> open = new AtomicReference<>();

    /** One poll and what follows from it. */
    @FunctionalInterface
    public interface Step<V> {

        /** Takes one step; what it throws ends the consumer, and the next one starts after a pause. */
        void take(Consumer<String, V> consumer) throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * A reader that is not running yet.
     *
     * @param what
     *            it reads, in the words of the log
     * @param consumers
     *            gives a new consumer for the beginning and after each failure
     * @param join
     *            subscribes a new consumer
     * @param step
     *            is repeated until the reader is closed
     */
    public GroupReader(String what, Supplier<Consumer<String, V>> consumers,
            java.util.function.Consumer<Consumer<String, V>> join, Step<V> step) {
        this.what = what;
        this.consumers = consumers;
        this.join = join;
        this.step = step;
        this.thread = Thread.ofPlatform().daemon().name(what.replace(' ', '-')).unstarted(this::run);
    }

    /** Starts reading. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (isRunning()) {
            try (var consumer = consumers.get()) {
                open.set(consumer);
                join.accept(consumer);
                while (isRunning()) {
                    step.take(consumer);
                }
            } catch (WakeupException closed) {
                LOG.debug("the reader of {} is closing", what);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | ExecutionException | TimeoutException failed) {
                LOG.warn("{}: {}; retrying", what, failed.toString());
                pause();
            } finally {
                open.set(null);
            }
        }
    }

    /** Whether it has not been closed. */
    public boolean isRunning() {
        return closing.getCount() > 0;
    }

    /** Waits two seconds, or until it is closed. */
    public void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var reading = open.get();
        if (reading != null) {
            reading.wakeup();
        }
        try {
            if (!thread.join(LAST_WORDS)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
