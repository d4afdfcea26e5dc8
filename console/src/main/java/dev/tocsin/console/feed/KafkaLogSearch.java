package dev.tocsin.console.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;

import dev.tocsin.console.explain.Found;
import dev.tocsin.console.explain.LogExtract;
import dev.tocsin.console.explain.LogQuery;
import dev.tocsin.console.explain.LogSearch;
import dev.tocsin.console.explain.RecordPlace;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.ServiceKeys;
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
 * Reads a part of the log again to answer a question: one reader at a time, at most {@link #MOST_READ} records and
 * {@link #PATIENCE} for a question. Looks for the IDs in the bytes of a record, and decodes only what contains one.
 */
public final class KafkaLogSearch implements LogSearch {

    static final int MOST_READ = 500_000;
    static final int MOST_FOUND = 20_000;
    static final Duration PATIENCE = Duration.ofSeconds(8);

    private static final Logger LOG = LoggerFactory.getLogger(KafkaLogSearch.class);
    private static final Set<Topic<?>> BY_SERVICE = Set.of(Topics.SIGNALS, Topics.DECISIONS, Topics.TIMELINE);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final EventSerdes serdes;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();

    /**
     * @param consumers
     *            makes a consumer that reads committed records only; one for each question
     * @param clock
     *            for the time limit
     */
    public KafkaLogSearch(Supplier<Consumer<String, byte[]>> consumers, EventSerdes serdes, Clock clock) {
        this.consumers = consumers;
        this.serdes = serdes;
        this.clock = clock;
    }

    @Override
    public LogExtract find(LogQuery query) {
        try {
            if (!lock.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                return new LogExtract(List.of(), false);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new LogExtract(List.of(), false);
        }
        try {
            return read(query);
        } catch (KafkaException failure) {
            LOG.warn("cannot read the log to explain: {}", failure.getMessage());
            return new LogExtract(List.of(), false);
        } finally {
            lock.unlock();
        }
    }

    private LogExtract read(LogQuery query) {
        var consumer = consumers.get();
        try {
            var partitions = query.topics().stream().flatMap(topic -> partitions(consumer, topic, query)).toList();
            return collect(LogScan.of(consumer, partitions, query.from(), Optional.of(query.to())), query);
        } finally {
            consumer.close(CloseOptions.timeout(Duration.ofSeconds(1)));
        }
    }

    private static Stream<TopicPartition> partitions(Consumer<String, byte[]> consumer, Topic<?> topic,
            LogQuery query) {
        var all = consumer.partitionsFor(topic.name());
        var one = query.serviceKey().filter(_ -> BY_SERVICE.contains(topic)).map(key -> ServiceKeys.partition(key, all
                .size()));
        return all.stream().filter(each -> one.isEmpty() || each.partition() == one.get()).map(
                each -> new TopicPartition(each.topic(), each.partition()));
    }

    private LogExtract collect(LogScan scan, LogQuery query) {
        var needles = query.needles().stream().map(needle -> needle.getBytes(UTF_8)).toList();
        var found = new ArrayList<Found<?>>();
        var until = clock.instant().plus(PATIENCE);
        var read = 0;
        while (!scan.isDone()) {
            if (read > MOST_READ || found.size() > MOST_FOUND || clock.instant().isAfter(until)) {
                return new LogExtract(found, false);
            }
            for (var record : scan.next()) {
                read++;
                if (scan.isWithin(record) && record.value() != null && (needles.isEmpty() || contains(record.value(),
                        needles))) {
                    decode(record, query).ifPresent(found::add);
                }
            }
        }
        return new LogExtract(found, true);
    }

    private Optional<Found<?>> decode(ConsumerRecord<String, byte[]> record, LogQuery query) {
        return query.topics().stream().filter(topic -> topic.name().equals(record.topic())).findFirst().flatMap(
                topic -> decode(topic, record));
    }

    private <V extends SpecificRecord> Optional<Found<V>> decode(Topic<V> topic,
            ConsumerRecord<String, byte[]> record) {
        try {
            return Optional.of(new Found<>(serdes.of(topic).deserializer().deserialize(topic.name(), record.value()),
                    new RecordPlace(topic.name(), record.partition(), record.offset())));
        } catch (KafkaException poison) {
            LOG.debug("skipped record {}-{}@{}", record.topic(), record.partition(), record.offset(), poison);
            return Optional.empty();
        }
    }

    /** Avro writes texts as plain UTF-8. */
    static boolean contains(byte[] value, List<byte[]> needles) {
        for (var needle : needles) {
            for (var at = 0; at <= value.length - needle.length; at++) {
                if (value[at] == needle[0] && java.util.Arrays.equals(value, at, at + needle.length, needle, 0,
                        needle.length)) {
                    return true;
                }
            }
        }
        return false;
    }
}
