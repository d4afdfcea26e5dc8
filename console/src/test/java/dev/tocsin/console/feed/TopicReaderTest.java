package dev.tocsin.console.feed;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aFact;
import static dev.tocsin.console.Records.acknowledged;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.console.projection.Bounds;
import dev.tocsin.console.projection.Change;
import dev.tocsin.console.projection.Change.IncidentChanged;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.AuditEntry;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.clients.consumer.internals.AutoOffsetResetStrategy;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Reads over Kafka's own mock consumer, which keeps assignments and positions as the real one does. */
class TopicReaderTest {

    private static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://console-reader"));
    /** What has not come by then never comes. */
    private static final Duration SOON = Duration.ofMinutes(4);

    private final Projection projection = new Projection(Bounds.DEFAULT);
    private final List<Change> announced = new CopyOnWriteArrayList<>();
    private final List<AuditEntry> audited = new ArrayList<>();
    private final RecordReader records = new RecordReader(SERDES, projection, audited::add);
    private final FedConsumer consumer = new FedConsumer();
    private final AtomicInteger made = new AtomicInteger();
    private final TopicReader reader = new TopicReader(() -> {
        made.incrementAndGet();
        return consumer;
    }, records, projection, new TopicReader.Horizons(Duration.ofDays(7), Duration.ofDays(1)), announced::addAll, Clock
            .fixed(NOW, ZoneOffset.UTC));

    @AfterEach
    void stop() {
        reader.close();
    }

    @Test
    void shouldBeCaughtUpOnceEverythingThatWasThereIsRead() {
        consumer.feed(Topics.INCIDENTS, "i1", anIncident("i1").build());
        consumer.feed(Topics.TIMELINE, "checkout", aFact("i1", "opened", FactKind.OPENED).build());

        reader.start();

        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());
        assertThat(projection.file("i1").orElseThrow().timeline()).hasSize(1);
        assertThat(announced).isEmpty();
    }

    @Test
    void shouldAnnounceWhatComesAfterwards() {
        consumer.feed(Topics.INCIDENTS, "i1", anIncident("i1").build());
        reader.start();
        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());

        consumer.feed(Topics.INCIDENTS, "i1", acknowledged("i1", "ada").build());

        await().atMost(SOON).until(() -> announced.contains(new IncidentChanged("i1")));
        assertThat(projection.incident("i1")).map(IncidentHeadline::state).contains(IncidentState.ACKNOWLEDGED);
    }

    @Test
    void shouldReadTheTimelineOnlyBackToTheOldestIncidentItHolds() {
        consumer.feed(Topics.INCIDENTS, "i1", anIncident("i1").build());

        reader.start();
        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());

        assertThat(consumer.asked.get(new TopicPartition("tocsin.timeline", 0))).isEqualTo(NOW.minus(Duration.ofMinutes(
                67)));
        assertThat(consumer.asked.get(new TopicPartition("tocsin.quarantine", 0))).isEqualTo(NOW.minus(Duration.ofDays(
                7)));
    }

    @Test
    void shouldReadAsManyPartitionsAsTheTopicsHave() {
        consumer.create(Topics.INCIDENTS, 3);
        consumer.feedBytes(Topics.INCIDENTS, 2, "i1", SERDES.of(Topics.INCIDENTS).serializer().serialize(
                "tocsin.incidents", anIncident("i1").build()));

        reader.start();

        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());
        assertThat(projection.incidents()).hasSize(1);
    }

    @Test
    void shouldNotBeCaughtUpBeforeTheTopicsAreThere() {
        consumer.drop(Topics.TIMELINE);
        reader.start();
        await().atMost(SOON).until(() -> reader.progress().trouble().isPresent());
        assertThat(reader.progress().trouble()).hasValue("topic tocsin.timeline does not exist");
        assertThat(reader.progress().caughtUpAt()).isEmpty();

        consumer.create(Topics.TIMELINE, 1);

        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());
    }

    @Test
    void shouldPassOverBytesThatCannotBeDecoded() {
        consumer.feedBytes(Topics.INCIDENTS, "broken", new byte[]{1, 2, 3});
        consumer.feed(Topics.INCIDENTS, "i1", anIncident("i1").build());

        reader.start();

        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());
        assertThat(records.undecodable()).isEqualTo(1);
        assertThat(projection.incidents()).hasSize(1);
    }

    @Test
    void shouldForgetAnIncidentWhoseRecordWasTakenOff() {
        consumer.feed(Topics.INCIDENTS, "i1", anIncident("i1").build());
        consumer.feedBytes(Topics.INCIDENTS, "i1", null);

        reader.start();

        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());
        assertThat(projection.incidents()).isEmpty();
    }

    @Test
    void shouldGoOnAfterAFailure() {
        reader.start();
        await().atMost(SOON).until(() -> reader.progress().caughtUpAt().isPresent());

        consumer.failOnce("the broker went away");
        await().atMost(SOON).until(() -> reader.progress().trouble().isPresent());
        consumer.feed(Topics.INCIDENTS, "i1", anIncident("i1").build());

        await().atMost(SOON).until(() -> projection.incident("i1").isPresent());
        assertThat(made).hasValueGreaterThan(1);
        assertThat(reader.progress().trouble()).isEmpty();
    }

    /** A mock consumer of one partition for each topic, with records that are there before the partition is assigned. */
    private static final class FedConsumer extends MockConsumer<String, byte[]> {

        private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> log = new HashMap<>();
        private final Map<TopicPartition, Integer> given = new HashMap<>();
        private final Map<TopicPartition, Instant> asked = new HashMap<>();
        private Optional<String> failure = Optional.empty();

        FedConsumer() {
            super(AutoOffsetResetStrategy.EARLIEST.name());
            Stream.of(RecordReader.FIRST, RecordReader.THEN).flatMap(List::stream).forEach(topic -> create(topic, 1));
        }

        synchronized void create(Topic<?> topic, int partitions) {
            var all = IntStream.range(0, partitions).mapToObj(number -> new PartitionInfo(topic.name(), number, null,
                    null, null)).toList();
            updatePartitions(topic.name(), all);
            var zero = new HashMap<TopicPartition, Long>();
            all.forEach(each -> zero.put(new TopicPartition(each.topic(), each.partition()), 0L));
            updateBeginningOffsets(zero);
            updateEndOffsets(zero);
        }

        synchronized void drop(Topic<?> topic) {
            updatePartitions(topic.name(), List.of());
        }

        <V extends SpecificRecord> void feed(Topic<V> topic, String key, V value) {
            feedBytes(topic, key, SERDES.of(topic).serializer().serialize(topic.name(), value));
        }

        void feedBytes(Topic<?> topic, String key, byte[] value) {
            feedBytes(topic, 0, key, value);
        }

        synchronized void feedBytes(Topic<?> topic, int number, String key, byte[] value) {
            var partition = new TopicPartition(topic.name(), number);
            var written = log.computeIfAbsent(partition, none -> new ArrayList<>());
            written.add(new ConsumerRecord<>(topic.name(), number, written.size(), NOW.toEpochMilli(),
                    TimestampType.LOG_APPEND_TIME, -1,
                    -1, key, value, new RecordHeaders(), Optional.empty()));
            updateEndOffsets(Map.of(partition, (long) written.size()));
        }

        synchronized void failOnce(String why) {
            failure = Optional.of(why);
        }

        @Override
        public synchronized org.apache.kafka.clients.consumer.ConsumerRecords<String, byte[]> poll(Duration timeout) {
            if (failure.isPresent()) {
                var why = failure.get();
                failure = Optional.empty();
                throw new KafkaException(why);
            }
            log.forEach((partition, written) -> {
                if (assignment().contains(partition)) {
                    written.stream().skip(given.getOrDefault(partition, 0)).forEach(this::addRecord);
                    given.put(partition, written.size());
                }
            });
            return super.poll(Duration.ZERO);
        }

        @Override
        public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
            var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
            times.forEach((partition, at) -> {
                asked.put(partition, Instant.ofEpochMilli(at));
                found.put(partition, log.containsKey(partition) ? new OffsetAndTimestamp(0, at) : null);
            });
            return found;
        }

        @Override
        public synchronized void close() {
            // The next attempt gets the same one.
        }
    }
}
