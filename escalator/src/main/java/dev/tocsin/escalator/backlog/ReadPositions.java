package dev.tocsin.escalator.backlog;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Polls the read positions of correlator and escalator from the brokers, four times a second while a page waits. Without permission, or without an answer for a minute, it reports no backlog: when in doubt, page.
 */
public final class ReadPositions implements Backlog, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReadPositions.class);
    private static final Duration EVERY = Duration.ofMillis(250);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final Duration WITHOUT_ANSWER = Duration.ofMinutes(1);
    private static final Duration WANTED_FOR = Duration.ofMinutes(3);

    private final Supplier<Admin> admins;
    private final InstantSource clock;
    private final LogPasses passes = new LogPasses();
    private final EmptyOffsetRanges voids;
    private final AtomicReference<Instant> wantedUntil = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> answeredAt = new AtomicReference<>(Instant.MIN);
    private final AtomicReference<Instant> readThrough = new AtomicReference<>(Instant.MIN);
    private final Thread thread;
    private Optional<Admin> admin = Optional.empty();
    private Map<TopicPartition, OffsetSpec> latest = Map.of();

    /**
     * A reading that has not begun.
     *
     * @param kafka
     *            client settings, at least {@code bootstrap.servers}
     * @param clock
     *            by which those who ask tell time
     */
    public ReadPositions(Map<String, Object> kafka, InstantSource clock) {
        this.admins = () -> Admin.create(kafka);
        this.voids = new EmptyOffsetRanges(() -> new KafkaConsumer<>(consumerProps(kafka), new ByteArrayDeserializer(),
                new ByteArrayDeserializer()));
        this.clock = clock;
        this.thread = Thread.ofVirtual().name("escalator-backlog").unstarted(this::run);
    }

    private static Map<String, Object> consumerProps(Map<String, Object> kafka) {
        return CommittedReaders.config(kafka, Map.of(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1,
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50));
    }

    /** Starts polling: once at the start, to learn which partitions make no progress, then on demand. */
    public void start() {
        watch();
        thread.start();
    }

    @Override
    public void watch() {
        var now = clock.instant();
        if (wantedUntil.getAndSet(now.plus(WANTED_FOR)).isBefore(now)) {
            answeredAt.set(now);
        }
    }

    @Override
    public boolean mayHoldStormSince(Instant since) {
        watch();
        return readThrough.get().isBefore(since) && clock.instant().isBefore(answeredAt.get().plus(WITHOUT_ANSWER));
    }

    @Override
    public void close() {
        thread.interrupt();
    }

    private void run() {
        try {
            while (true) {
                Thread.sleep(EVERY);
                if (clock.instant().isBefore(wantedUntil.get())) {
                    look();
                } else {
                    passes.forget();
                    voids.close();
                }
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        } finally {
            dropAdmin();
            voids.close();
        }
    }

    private void look() throws InterruptedException {
        var at = clock.instant();
        try {
            var client = admin.orElseGet(admins);
            admin = Optional.of(client);
            var ends = ends(client);
            var read = read(client);
            passes.look(at, ends, voids.leftOut(read));
            passes.readThrough().ifPresent(readThrough::set);
            answeredAt.set(at);
            voids.look(passes.standing(), read);
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof AuthorizationException) {
                LOG.warn(
                        "first pages do not wait for storms because the read positions are unknown: allow the escalator to"
                                + " describe the groups {} and {}", Groups.CORRELATOR, Groups.ESCALATOR, failed
                                        .getCause());
                readThrough.set(Instant.MAX);
                thread.interrupt();
            }
            LOG.debug("read positions are unknown", failed);
        } catch (TimeoutException | RuntimeException failed) {
            LOG.debug("read positions are unknown", failed);
            dropAdmin();
        }
    }

    private Map<TopicPartition, Long> ends(Admin client) throws InterruptedException, ExecutionException,
            TimeoutException {
        if (latest.isEmpty()) {
            latest = latest(client);
        }
        var ends = new HashMap<TopicPartition, Long>();
        answer(client.listOffsets(latest).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    private static Map<TopicPartition, OffsetSpec> latest(Admin client) throws InterruptedException,
            ExecutionException, TimeoutException {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        answer(client.describeTopics(List.of(Topics.SIGNALS.name(), Topics.INCIDENTS.name())).allTopicNames()).values()
                .forEach(topic -> topic.partitions().forEach(each -> latest.put(new TopicPartition(topic.name(), each
                        .partition()), OffsetSpec.latest())));
        return Map.copyOf(latest);
    }

    private static Map<TopicPartition, Long> read(Admin client) throws InterruptedException, ExecutionException,
            TimeoutException {
        var correlator = client.listConsumerGroupOffsets(Groups.CORRELATOR).partitionsToOffsetAndMetadata();
        var escalator = client.listConsumerGroupOffsets(Groups.ESCALATOR).partitionsToOffsetAndMetadata();
        var read = new HashMap<TopicPartition, Long>();
        var found = new HashMap<>(answer(correlator));
        found.putAll(answer(escalator));
        found.forEach((partition, offset) -> {
            if (offset != null) {
                read.put(partition, offset.offset());
            }
        });
        return read;
    }

    private void dropAdmin() {
        admin.ifPresent(client -> client.close(Duration.ofSeconds(1)));
        admin = Optional.empty();
    }

    private static <T> T answer(KafkaFuture<T> future) throws InterruptedException, ExecutionException,
            TimeoutException {
        return future.get(ANSWER_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
    }
}
