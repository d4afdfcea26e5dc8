package dev.tocsin.ingest.answer;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.tocsin.event.Incident;
import dev.tocsin.schemas.serde.UndecodableRecordException;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps {@link KnownIncidents} up to date: reads tocsin.incidents on its own thread and begins again after failures. */
public final class IncidentReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IncidentReader.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration TIDY_EVERY = Duration.ofMinutes(10);

    private final KnownIncidents known;
    private final Map<String, Object> config;
    private final Deserializer<Incident> deserializer;
    private final Clock clock;
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().daemon().name("ingest-incidents").unstarted(this::run);
    private Instant tidied = Instant.EPOCH;

    /** A reader that is not running yet. */
    public IncidentReader(KnownIncidents known, Map<String, Object> kafka, Deserializer<Incident> deserializer,
            Clock clock) {
        this.known = known;
        var own = new HashMap<String, Object>(kafka);
        own.put(ConsumerConfig.CLIENT_ID_CONFIG, "tocsin-alert-ingest-incidents");
        this.config = CommittedReaders.config(own, Map.of());
        this.deserializer = deserializer;
        this.clock = clock;
    }

    /** Starts reading. */
    public void start() {
        thread.start();
    }

    private void run() {
        while (closing.getCount() > 0) {
            try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
                read(consumer);
            } catch (KafkaException | IllegalStateException failure) {
                LOG.warn("cannot read incidents, answers to pages are given without their state: {}", failure
                        .toString());
                pause();
            }
        }
    }

    private void read(KafkaConsumer<String, byte[]> consumer) {
        var partitions = consumer.partitionsFor(Topics.INCIDENTS.name()).stream().map(it -> new TopicPartition(it
                .topic(), it.partition())).toList();
        if (partitions.isEmpty()) {
            throw new IllegalStateException(Topics.INCIDENTS.name() + " does not exist yet");
        }
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        while (closing.getCount() > 0) {
            consumer.poll(POLL).forEach(this::take);
            tidy(clock.instant());
        }
    }

    private void take(ConsumerRecord<String, byte[]> record) {
        if (record.value() == null) {
            return;
        }
        try {
            known.saw(deserializer.deserialize(record.topic(), record.value()));
        } catch (UndecodableRecordException unreadable) {
            LOG.error("skipped an unreadable incident at partition {} offset {}: {}", record.partition(), record
                    .offset(), unreadable.getMessage());
        }
    }

    private void tidy(Instant now) {
        if (now.isAfter(tidied.plus(TIDY_EVERY))) {
            tidied = now;
            known.forget(now.minus(KEPT));
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
            var _ = thread.join(Duration.ofSeconds(3));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
