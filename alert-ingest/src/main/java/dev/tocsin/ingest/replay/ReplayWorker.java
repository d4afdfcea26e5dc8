package dev.tocsin.ingest.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code tocsin.replays} and has the requests of people carried out. Of several processes, one looks after a partition;
 * it reads the partition from its beginning, so what is requested and what is done follow from the log alone. Killed between
 * the records of a request and its outcome, it writes them again under the same ids, which the correlator knows as repeats.
 */
public final class ReplayWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ReplayWorker.class);
    private static final String GROUP = "tocsin-alert-ingest-replays";
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    /** Longer than a member of the group that died is waited for: leaving it earlier by force would be logged as an error. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final Supplier<Consumer<String, QuarantineReplay>> consumers;
    private final QuarantineSearch quarantine;
    private final ReplayDesk desk;
    private final ReplayBook book = new ReplayBook();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().name("replays").daemon().unstarted(this::run);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final AtomicReference<Consumer<String, QuarantineReplay>> open = new AtomicReference<>();

    private ReplayWorker(Supplier<Consumer<String, QuarantineReplay>> consumers, QuarantineSearch quarantine,
            ReplayDesk desk) {
        this.consumers = consumers;
        this.quarantine = quarantine;
        this.desk = desk;
    }

    /** On a cluster, running. */
    public static ReplayWorker on(Map<String, Object> kafka, EventSerdes serdes, ReplayDesk desk) {
        var alone = CommittedReaders.config(kafka, Map.of(ConsumerConfig.CLIENT_ID_CONFIG,
                "tocsin-alert-ingest-quarantine"));
        var inGroup = CommittedReaders.inGroup(GROUP, kafka, Map.of(ConsumerConfig.CLIENT_ID_CONFIG, GROUP));
        var worker = new ReplayWorker(() -> new KafkaConsumer<>(inGroup, new StringDeserializer(), serdes.of(
                Topics.REPLAYS)
                .deserializer()), new QuarantineSearch(() -> new KafkaConsumer<>(alone, new StringDeserializer(),
                        new ByteArrayDeserializer()), serdes.of(Topics.QUARANTINE).deserializer()), desk);
        worker.thread.start();
        return worker;
    }

    private void run() {
        while (isRunning()) {
            try (var consumer = consumers.get()) {
                open.set(consumer);
                consumer.subscribe(List.of(Topics.REPLAYS.name()), new FromTheBeginning(consumer));
                while (isRunning()) {
                    step(consumer);
                }
            } catch (WakeupException closed) {
                LOG.debug("the reader of replays is closing");
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException failed) {
                LOG.warn("replays: {}; retrying", failed.toString());
                pause();
            } finally {
                open.set(null);
            }
        }
    }

    private boolean isRunning() {
        return closing.getCount() > 0;
    }

    private void step(Consumer<String, QuarantineReplay> consumer) throws InterruptedException {
        for (var record : consumer.poll(POLL)) {
            if (record.value() != null) {
                book.take(record.value());
            }
        }
        var caughtUp = ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
        if (!caughtUp || !desk.ready()) {
            return;
        }
        for (var asked : book.requested()) {
            if (!isRunning()) {
                return;
            }
            carryOut(asked);
        }
    }

    private void carryOut(QuarantineReplay asked) throws InterruptedException {
        try {
            var before = book.doneBefore(asked);
            var outcome = before.isPresent()
                    ? desk.repeat(before.get())
                    : desk.replay(asked, quarantine.find(asked.getId()));
            outcome.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            book.answered(asked.getId());
        } catch (ExecutionException | TimeoutException notNow) {
            LOG.warn("replay of {}: {}; retrying", asked.getId(), notNow.toString());
            pause();
        }
    }

    /** Until it is closed at the longest. */
    private void pause() {
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

    /** What this process reads anew it knows anew. */
    private final class FromTheBeginning implements ConsumerRebalanceListener {

        private final Consumer<?, ?> consumer;

        FromTheBeginning(Consumer<?, ?> consumer) {
            this.consumer = consumer;
        }

        @Override
        public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
            ends.keySet().removeAll(partitions);
            book.clear();
        }

        @Override
        public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
            var mine = consumer.assignment();
            book.clear();
            ends.clear();
            consumer.seekToBeginning(mine);
            ends.putAll(consumer.endOffsets(mine));
        }
    }
}
