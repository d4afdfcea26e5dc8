package dev.tocsin.console.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

import dev.tocsin.console.report.Histories;
import dev.tocsin.console.report.ReportLog;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads facts and snapshots for a report: the timeline of the period, then of {@code tocsin.incidents} what was written since its
 * begin. The last snapshot of every incident that changed since then is there, because the topic is compacted. At most
 * {@link #MOST_READ} records and {@link #PATIENCE} for each.
 */
public final class KafkaReportLog implements ReportLog {

    static final int MOST_READ = 5_000_000;
    static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaReportLog.class);
    /** A fact is written some time after it happened. */
    private static final Duration WRITTEN_WITHIN = Duration.ofMinutes(1);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final EventSerdes serdes;
    private final Clock clock;

    /**
     * @param consumers
     *            makes a consumer that reads committed records only; one for each report
     * @param clock
     *            for the time limit
     */
    public KafkaReportLog(Supplier<Consumer<String, byte[]>> consumers,
            EventSerdes serdes, Clock clock) {
        this.consumers = consumers;
        this.serdes = serdes;
        this.clock = clock;
    }

    @Override
    public Extent read(Instant from, Instant until, Histories into) {
        try {
            var consumer = consumers.get();
            try {
                var timeline = partitions(consumer, Topics.TIMELINE);
                var since = completeSince(consumer, timeline);
                var notes = new ArrayList<String>();
                read(consumer, Topics.TIMELINE, from, Optional.of(until.plus(WRITTEN_WITHIN)), _ -> true, fact -> {
                    if (!fact.getAt().isAfter(until)) {
                        into.accept(fact);
                    }
                }).ifPresent(notes::add);
                read(consumer, Topics.INCIDENTS, from, Optional.empty(), into::wants, into::accept).ifPresent(
                        notes::add);
                return new Extent(since, notes);
            } finally {
                consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
            }
        } catch (KafkaException failure) {
            LOG.warn("cannot read the log for a report: {}", failure.getMessage());
            return new Extent(Optional.empty(), List.of("Kafka did not answer: try again."));
        }
    }

    /** From when all partitions have all facts: those that retention cut begin with a later offset than 0. */
    private static Optional<Instant> completeSince(Consumer<String, byte[]> consumer,
            List<TopicPartition> partitions) {
        var cut = consumer.beginningOffsets(partitions).entrySet().stream().filter(begin -> begin.getValue() > 0).map(
                Map.Entry::getKey).toList();
        if (cut.isEmpty()) {
            return Optional.empty();
        }
        var times = new HashMap<TopicPartition, Long>();
        cut.forEach(partition -> times.put(partition, 0L));
        return consumer.offsetsForTimes(times).values().stream().filter(Objects::nonNull).map(first -> Instant
                .ofEpochMilli(first.timestamp())).max(Instant::compareTo);
    }

    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer,
            Topic<?> topic) {
        return consumer.partitionsFor(topic.name()).stream().map(each -> new TopicPartition(each.topic(), each
                .partition())).toList();
    }

    /** Reads a topic; says why it stopped before its end. */
    private <V extends SpecificRecord> Optional<String> read(
            Consumer<String, byte[]> consumer, Topic<V> topic, Instant from,
            Optional<Instant> to, Predicate<String> wanted, java.util.function.Consumer<V> taker) {
        var scan = LogScan.of(consumer, partitions(consumer, topic), from, to);
        var until = clock.instant().plus(PATIENCE);
        var read = 0;
        while (!scan.isDone()) {
            if (read > MOST_READ || clock.instant().isAfter(until)) {
                return Optional.of("Reading " + topic.name() + " stopped after " + read
                        + " records, so figures are too low. Choose a shorter period.");
            }
            var batch = new ArrayList<ConsumerRecord<String, byte[]>>();
            for (var record : scan.next()) {
                read++;
                if (scan.isWithin(record) && record.value() != null && wanted.test(record.key())) {
                    batch.add(record);
                }
            }
            NewestRecords.of(batch).forEach(record -> decode(topic, record).ifPresent(taker));
        }
        return Optional.empty();
    }

    private <V extends SpecificRecord> Optional<V> decode(Topic<V> topic, ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(serdes.of(topic).deserializer().deserialize(topic.name(), record.value()));
        } catch (KafkaException poison) {
            LOG.debug("skipped record {}-{}@{}", record.topic(), record.partition(), record.offset(), poison);
            return Optional.empty();
        }
    }
}
