package dev.tocsin.policy.feed;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.tocsin.event.OnCallChange;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.schemas.feed.TopicFollower;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;

/**
 * The overrides and swaps that people set at run time, kept up to date in the background. Safe for use by many threads.
 */
public final class OnCallFeed implements AutoCloseable {

    private final TopicFollower<OnCallChange> reader;
    private final Map<String, OnCallChange> changes = new LinkedHashMap<>();
    private final CountDownLatch read = new CountDownLatch(1);
    private volatile OnCallChanges current = OnCallChanges.NONE;

    /**
     * A feed that is not running yet.
     *
     * @param consumerProps
     *            of Kafka, at least {@code bootstrap.servers}; no group is used
     */
    public OnCallFeed(Map<String, Object> consumerProps, EventSerdes serdes) {
        this(TopicFollower.consumers(Topics.ONCALL, consumerProps, serdes));
    }

    OnCallFeed(Supplier<Consumer<String, OnCallChange>> consumers) {
        this.reader = new TopicFollower<>(Topics.ONCALL, consumers, this::accept, read::countDown);
    }

    /** Begins to read tocsin.oncall from its beginning. */
    public void start() {
        reader.start();
    }

    /** The changes known so far. */
    public OnCallChanges current() {
        return current;
    }

    /**
     * Waits until everything that was there at the start has been read.
     *
     * @param atMost
     *            how long
     * @return whether it has been
     */
    public boolean awaitRead(Duration atMost) {
        try {
            return read.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private void accept(OnCallChange change) {
        changes.put(change.getId(), change);
        current = OnCallChanges.of(changes.values());
    }

    @Override
    public void close() {
        reader.close();
    }
}
