package dev.tocsin.ingest.replay;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.schemas.feed.GroupReader;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
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
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final QuarantineSearch quarantine;
    private final ReplayDesk desk;
    private final ReplayBook book = new ReplayBook();
    private final Map<TopicPartition, Long> ends = new HashMap<>();
    private final GroupReader<QuarantineReplay> reader;

    private ReplayWorker(Supplier<Consumer<String, QuarantineReplay>> consumers, QuarantineSearch quarantine,
            ReplayDesk desk) {
        this.reader = new GroupReader<>("replays", consumers, consumer -> consumer.subscribe(List.of(Topics.REPLAYS
                .name()), new FromTheBeginning(consumer)), this::step);
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
        worker.reader.start();
        return worker;
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
            if (!reader.isRunning()) {
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
            reader.pause();
        }
    }

    @Override
    public void close() {
        reader.close();
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
