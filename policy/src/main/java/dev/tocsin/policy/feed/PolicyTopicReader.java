package dev.tocsin.policy.feed;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Topics;
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

/** Reads tocsin.policy, all partitions, without a group, committed records only, and begins again after any failure. */
final class PolicyTopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyTopicReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration RETRY = Duration.ofSeconds(1);

    private final Supplier<Consumer<String, PolicyVersion>> consumers;
    private final java.util.function.Consumer<PolicyVersion> versions;
    private final Runnable reachedEnd;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Consumer<String, PolicyVersion>> open = new AtomicReference<>();
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final Thread thread;
    private boolean complete;

    /**
     * A reader that is not running yet.
     *
     * @param consumers
     *            gives a new consumer for the beginning and after each failure
     * @param versions
     *            takes each version, in the order of the log
     * @param reachedEnd
     *            called once, when everything that was there at the beginning has been read
     */
    PolicyTopicReader(Supplier<Consumer<String, PolicyVersion>> consumers,
            java.util.function.Consumer<PolicyVersion> versions, Runnable reachedEnd) {
        this.consumers = consumers;
        this.versions = versions;
        this.reachedEnd = reachedEnd;
        this.thread = Thread.ofPlatform().daemon().name("tocsin-policy-feed").unstarted(this::run);
    }

    /** Consumers of a real cluster, without a group, of committed records only. */
    static Supplier<Consumer<String, PolicyVersion>> consumers(Map<String, Object> given, EventSerdes serdes) {
        return consumers(given, Map.of(), serdes);
    }

    /** The same for who reads to the end and goes: closing a consumer waits for its last fetch. */
    static Supplier<Consumer<String, PolicyVersion>> briefConsumers(Map<String, Object> given, EventSerdes serdes) {
        return consumers(given, Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 20), serdes);
    }

    private static Supplier<Consumer<String, PolicyVersion>> consumers(Map<String, Object> given,
            Map<String, Object> more,
            EventSerdes serdes) {
        var props = CommittedReaders.config(given, more);
        return () -> new KafkaConsumer<>(props, new StringDeserializer(), serdes.of(Topics.POLICY).deserializer());
    }

    void start() {
        thread.start();
    }

    private void run() {
        while (isRunning()) {
            try (var consumer = consumers.get()) {
                open.set(consumer);
                read(consumer);
            } catch (WakeupException closed) {
                LOG.debug("policy feed is closing");
            } catch (RuntimeException failed) {
                LOG.warn("reading {} failed; retrying: {}", Topics.POLICY.name(), failed.toString());
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

    private void read(Consumer<String, PolicyVersion> consumer) {
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

    private static List<TopicPartition> partitions(Consumer<String, PolicyVersion> consumer) {
        return consumer.partitionsFor(Topics.POLICY.name()).stream()
                .map(info -> new TopicPartition(info.topic(), info.partition())).toList();
    }

    /** A record that cannot be decoded will never be: it is skipped, loudly, and the last good policy stays. */
    private void poll(Consumer<String, PolicyVersion> consumer) {
        try {
            for (var rec : consumer.poll(POLL)) {
                if (rec.value() != null) {
                    versions.accept(rec.value());
                }
            }
        } catch (RecordDeserializationException poison) {
            LOG.error("record {} of {} is not a policy; skipped", poison.offset(), poison.topicPartition(), poison);
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
