package dev.tocsin.schemas.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a topic from its beginning, all partitions, without a group, committed records only, and goes on after any failure. */
public final class TopicFollower<V extends SpecificRecord> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicFollower.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Topic<V> topic;
    private final Supplier<Consumer<String, V>> consumers;
    private final java.util.function.Consumer<V> values;
    private final Runnable reachedEnd;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Consumer<String, V>> open = new AtomicReference<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Thread thread;
    private boolean complete;

    /**
     * A reader that is not running yet.
     *
     * @param consumers
     *            gives a new consumer for the beginning and after each failure
     * @param values
     *            takes each value, in the order of the log
     * @param reachedEnd
     *            called once, when everything that was there at the beginning has been read
     */
    public TopicFollower(Topic<V> topic, Supplier<Consumer<String, V>> consumers, java.util.function.Consumer<V> values,
            Runnable reachedEnd) {
        this.topic = topic;
        this.consumers = consumers;
        this.values = values;
        this.reachedEnd = reachedEnd;
        this.thread = Thread.ofPlatform().daemon().name(topic.name() + "-feed").unstarted(this::run);
    }

    /** Consumers of a real cluster, without a group, of committed records only. */
    public static <V extends SpecificRecord> Supplier<Consumer<String, V>> consumers(Topic<V> topic,
            Map<String, Object> given,
            EventSerdes serdes) {
        return consumers(topic, given, Map.of(), serdes);
    }

    /** The same for who reads to the end and goes: closing a consumer waits for its last fetch. */
    public static <V extends SpecificRecord> Supplier<Consumer<String, V>> briefConsumers(Topic<V> topic,
            Map<String, Object> given, EventSerdes serdes) {
        return consumers(topic, given, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20), serdes);
    }

    private static <V extends SpecificRecord> Supplier<Consumer<String, V>> consumers(Topic<V> topic,
            Map<String, Object> given, Map<String, Object> more, EventSerdes serdes) {
        var props = CommittedReaders.config(given, more);
        return () -> new KafkaConsumer<>(props, new StringDeserializer(), serdes.of(topic).deserializer());
    }

    /** Starts reading. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (isRunning()) {
            try (var consumer = consumers.get()) {
                open.set(consumer);
                read(consumer);
            } catch (WakeupException closed) {
                LOG.debug("the reader of {} is closing", topic.name());
            } catch (RuntimeException failed) {
                LOG.warn("reading {} failed; retrying: {}", topic.name(), failed.toString());
            } finally {
                open.set(null);
            }
            pause();
        }
    }

    private boolean isRunning() {
        return closing.getCount() > 0;
    }

    private void pause() {
        try {
            closing.await(RETRY.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            closing.countDown();
        }
    }

    private void read(Consumer<String, V> consumer) {
        var partitions = partitions(consumer);
        if (partitions.isEmpty()) {
            throw new KafkaException("the topic does not exist yet");
        }
        consumer.assign(partitions);
        partitions.forEach(partition -> consumer.seek(partition, positions.getOrDefault(partition, 0L)));
        var ends = consumer.endOffsets(partitions);
        while (isRunning()) {
            poll(consumer);
            partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
            if (!complete && ends.entrySet().stream().allMatch(end -> positions.get(end.getKey()) >= end.getValue())) {
                complete = true;
                reachedEnd.run();
            }
        }
    }

    private List<TopicPartition> partitions(Consumer<String, V> consumer) {
        return consumer.partitionsFor(topic.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    }

    /** A record that cannot be decoded will never be: it is skipped, loudly, and the last good value stays. */
    private void poll(Consumer<String, V> consumer) {
        try {
            for (var rec : consumer.poll(POLL)) {
                if (rec.value() != null) {
                    values.accept(rec.value());
                }
            }
        } catch (RecordDeserializationException poison) {
            LOG.error("record {} of {} cannot be decoded; skipped", poison.offset(), poison.topicPartition(), poison);
            consumer.seek(poison.topicPartition(), poison.offset() + 1);
        }
    }

    @Override
    public void close() {
        closing.countDown();
        var consumer = open.get();
        if (consumer != null) {
            consumer.wakeup();
        }
        try {
            if (thread.isAlive()) {
                thread.join(Duration.ofSeconds(10));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
