package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

import dev.tocsin.escalator.backlog.ReadPositions;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.broker.EmbeddedBroker;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** ADR 9: the brokers know how far the correlator and the escalator have read. */
@Tag("embedded")
class LogReadingIT {

    private static final TopicPartition SIGNALS = new TopicPartition(Topics.SIGNALS.name(), 3);
    private static final TopicPartition INCIDENTS = new TopicPartition(Topics.INCIDENTS.name(), 7);

    private static final Duration BEFORE_IT_COUNTS_AS_STUCK = Duration.ofSeconds(30);

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
    private final InstantSource clock = () -> Instant.now().plus(ahead.get());

    @TempDir
    private Path folder;

    private EmbeddedBroker broker;
    private Map<String, Object> client;
    private Admin admin;

    @BeforeEach
    void startABroker() {
        broker = new EmbeddedBroker(folder.resolve("kafka"), 0);
        broker.start();
        client = Map.of("bootstrap.servers", broker.bootstrapServers());
        TopicAdmin.create(client, TopicLayout.of(12));
        admin = Admin.create(client);
    }

    @AfterEach
    void stopTheBroker() {
        admin.close();
        broker.close();
    }

    @Test
    void shouldSayThatWordMayBeOnItsWayUntilBothHaveReadTheLogThroughOrStandStill() throws Exception {
        try (var reading = new ReadPositions(client, clock)) {
            reading.start();
            write(client, SIGNALS, 5);
            write(client, INCIDENTS, 5);
            read(admin, Groups.CORRELATOR, SIGNALS, 2);
            read(admin, Groups.ESCALATOR, INCIDENTS, 5);
            var began = clock.instant();
            assertStaysUnread(reading, began);

            read(admin, Groups.CORRELATOR, SIGNALS, 5);
            Awaiting.until("the log to be read through", () -> !reading.mayHoldStormSince(began));

            write(client, INCIDENTS, 5);
            var stuck = clock.instant();
            assertStaysUnread(reading, stuck);
            assertThat(reading.mayHoldStormSince(began)).as("what began before was heard of").isFalse();

            Awaiting.until("the wait to end for a partition that nobody reads", () -> {
                ahead.updateAndGet(time -> time.plusSeconds(1));
                return !reading.mayHoldStormSince(stuck);
            });
            assertThat(ahead.get()).as("in doubt, page; but not at once").isGreaterThan(Duration.ofSeconds(40));

            read(admin, Groups.ESCALATOR, INCIDENTS, 7);
            var goesOn = clock.instant();
            assertStaysUnread(reading, goesOn);
            read(admin, Groups.ESCALATOR, INCIDENTS, 10);
            Awaiting.until("the log to be read through", () -> !reading.mayHoldStormSince(goesOn));
        }
    }

    /** After a crash it may well be the last thing in a partition, and no group's offset ever passes it. */
    @Test
    void shouldNotTakeATransactionThatWasTakenBackForUnread() throws Exception {
        var began = Instant.now();
        var time = new AtomicReference<>(began);
        try (var reading = new ReadPositions(client, time::get)) {
            write(client, SIGNALS, 5);
            read(admin, Groups.CORRELATOR, SIGNALS, 5);
            writeInVain(client, SIGNALS, 5);
            write(client, INCIDENTS, 5);
            read(admin, Groups.ESCALATOR, INCIDENTS, 5);
            reading.start();

            Awaiting.until("the log to be read through", () -> {
                goOn(time, began.plus(BEFORE_IT_COUNTS_AS_STUCK));
                return !reading.mayHoldStormSince(began);
            });

            write(client, SIGNALS, 5);
            time.updateAndGet(now -> now.plusSeconds(1));
            var wrote = time.get();
            assertStaysUnread(reading, wrote);
            read(admin, Groups.CORRELATOR, SIGNALS, 16);
            Awaiting.until("the log to be read through", () -> {
                goOn(time, wrote.plus(BEFORE_IT_COUNTS_AS_STUCK));
                return !reading.mayHoldStormSince(wrote);
            });
        }
    }

    private static void goOn(AtomicReference<Instant> time, Instant until) {
        time.updateAndGet(now -> now.isBefore(until) ? now.plusMillis(100) : now);
    }

    /** Longer than five passes take. */
    private static void assertStaysUnread(ReadPositions reading, Instant since) throws InterruptedException {
        for (var looks = 0; looks < 20; looks++) {
            assertThat(reading.mayHoldStormSince(since)).isTrue();
            Thread.sleep(200);
        }
    }

    private static void write(Map<String, Object> client, TopicPartition to, int records) throws Exception {
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new StringSerializer())) {
            for (var number = 0; number < records; number++) {
                producer.send(new ProducerRecord<>(to.topic(), to.partition(), "key", "value")).get();
            }
        }
    }

    private static void writeInVain(Map<String, Object> client, TopicPartition to, int records) throws Exception {
        var settings = new HashMap<>(client);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, "in-vain");
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new StringSerializer())) {
            producer.initTransactions();
            producer.beginTransaction();
            for (var number = 0; number < records; number++) {
                producer.send(new ProducerRecord<>(to.topic(), to.partition(), "key", "taken back")).get();
            }
            producer.abortTransaction();
        }
    }

    private static void read(Admin admin, String group, TopicPartition from, long next) throws Exception {
        admin.alterConsumerGroupOffsets(group, Map.of(from, new OffsetAndMetadata(next))).all().get();
    }
}
