package dev.tocsin.notifier.freshness;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.tocsin.event.Incident;
import dev.tocsin.schemas.serde.UndecodableRecordException;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps an {@link IncidentView} up to date: reads tocsin.incidents on its own thread and restarts after failures. */
public final class IncidentReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentReader.class);
    private static final Duration POLL = Duration.ofMillis(200);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final Duration TIDY_EVERY = Duration.ofHours(1);

    private final IncidentView view;
    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Deserializer<Incident> deserializer;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("notifier-incidents").unstarted(this::run);
    private volatile boolean caughtUp;
    private volatile Instant lastRead = Instant.EPOCH;
    private Instant tidied = Instant.EPOCH;

    /** A stopped reader. */
    public IncidentReader(IncidentView view, Supplier<Consumer<String, byte[]>> consumers,
            Deserializer<Incident> deserializer, Clock clock) {
        this.view = view;
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.clock = clock;
    }

    /** Starts reading. */
    public void start() {
        thread.start();
    }

    /** Whether the topic was read to its end once and reading continues. */
    public boolean upToDate() {
        return caughtUp && Freshness.trusted(lastRead, clock.instant());
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var consumer = consumers.get()) {
                read(consumer);
            } catch (RuntimeException failure) {
                LOG.warn("the view of incidents is stale", failure);
                pause();
            }
        }
    }

    private void read(Consumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topics.INCIDENTS.name()).stream()
                .map(it -> new TopicPartition(it.topic(), it.partition())).toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException(Topics.INCIDENTS.name() + " does not exist yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        var ends = consumer.endOffsets(partitions);
        while (closing.getCount() > 0) {
            for (var record : consumer.poll(POLL)) {
                take(record);
            }
            caughtUp = caughtUp || reached(consumer, ends);
            lastRead = clock.instant();
            tidy();
        }
    }

    private static boolean reached(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            view.saw(deserializer.deserialize(record.topic(), record.value()));
        } catch (UndecodableRecordException unreadable) {
            LOG.error("skipped an unreadable incident at partition {} offset {}: {}", record.partition(),
                    record.offset(), unreadable.getMessage());
        }
    }

    private void tidy() {
        if (lastRead.isAfter(tidied.plus(TIDY_EVERY))) {
            tidied = lastRead;
            view.forget(lastRead);
        }
    }

    private void pause() {
        try {
            var _ = closing.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            closing.countDown();
        }
    }

    @Override
    public void close() {
        closing.countDown();
        try {
            var _ = thread.join(Duration.ofSeconds(5));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
