package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.fixture.Notifications.NOON;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Signal;
import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.fixture.HandClock;
import dev.tocsin.runtime.CommitPace;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** A {@link DeliverySession} over Kafka's mocks: the test turns it by hand. */
final class MockedLoop implements AutoCloseable {

    static final TopicPartition PARTITION = new TopicPartition(Topics.NOTIFICATIONS.name(), 3);

    private static final LoopLimits LIMITS = new LoopLimits(3, Duration.ofSeconds(30), Duration.ofSeconds(1),
            BreakerRules
                    .standard());

    final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
            new ByteArraySerializer());
    final ConcurrentLinkedQueue<DeliveryStep.Claim> sent = new ConcurrentLinkedQueue<>();
    final Map<Integer, Map<String, Delivery>> past = new HashMap<>();
    final Map<String, String> told = new HashMap<>();
    final HandClock clock = new HandClock(NOON);
    final ChannelAlarms troubles = new ChannelAlarms(_ -> true, () -> told);
    final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    final DeliveryLoopMonitor watch = new DeliveryLoopMonitor(metrics);
    final BreakerDesk desk = new BreakerDesk();
    Function<DeliveryStep.Claim, Outcome> receiver = _ -> new Outcome.Delivered("receipt", 200);
    boolean mayStart = true;
    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://notifier-loop"));
    private final InFlightAttempts sends = new InFlightAttempts(this::send, Duration.ofSeconds(30),
            AttemptThreads.VIRTUAL);
    private final DeliverySession session;
    private long offset;

    MockedLoop() {
        var judge = new FreshnessCheck() {
            @Override
            public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
                return new FreshnessVerdict.Send();
            }

            @Override
            public int parallel(Notification notification) {
                return 4;
            }
        };
        session = new DeliverySession(consumer, ledger(),
                new DeliveryBooks(consumer, since -> Map.copyOf(past), sends, LIMITS), sends, judge, () -> mayStart,
                serdes.of(Topics.NOTIFICATIONS).deserializer(), clock, watch,
                troubles, desk, new BreakerGauges(metrics, troubles::place));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.rebalance(List.of(PARTITION));
        session.turn(true, true);
    }

    private DeliveryWriter ledger() {
        var ledger = new DeliveryWriter(List.of(producer), serdes, new CommitPace(System::nanoTime));
        ledger.open();
        return ledger;
    }

    private Outcome send(DeliveryStep.Claim claim) {
        sent.add(claim);
        return receiver.apply(claim);
    }

    void notify(Notification... notifications) {
        for (var notification : notifications) {
            raw(serdes.of(Topics.NOTIFICATIONS).serializer().serialize(Topics.NOTIFICATIONS.name(), notification));
        }
    }

    void raw(byte[] value) {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++,
                NOON.toEpochMilli(), TimestampType.LOG_APPEND_TIME, 0, 0, "key", value, new RecordHeaders(),
                java.util.Optional.empty()));
    }

    /** One turn with no waiting. */
    void turn() {
        session.turn(true, true);
    }

    /** Turns until nothing is under way. */
    void settle() {
        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofMinutes(4)).until(() -> {
            // An attempt that ends during the turn has a result that only the next turn sees.
            var ended = sends.inFlight() == 0;
            session.turn(true, true);
            return ended && session.idle() && sends.inFlight() == 0;
        });
    }

    /** Turns until all attempts have ended, whatever becomes of their results. */
    void settleInVain() {
        org.awaitility.Awaitility.await().atMost(java.time.Duration.ofSeconds(60)).until(() -> {
            session.turn(true, true);
            return sends.inFlight() == 0;
        });
    }

    /** What was written to the log of signals. */
    List<Signal> signals() {
        return written(Topics.SIGNALS.name()).stream().map(record -> serdes.of(Topics.SIGNALS).deserializer()
                .deserialize(Topics.SIGNALS.name(), record.value())).toList();
    }

    List<Decision> decisions() {
        return written(Topics.DECISIONS.name()).stream().map(record -> serdes.of(Topics.DECISIONS).deserializer()
                .deserialize(Topics.DECISIONS.name(), record.value())).toList();
    }

    List<DeliveryOutcome> outcomes() {
        return deliveries().stream().map(Delivery::getOutcome).toList();
    }

    List<Delivery> deliveries() {
        return written(Topics.DELIVERIES.name()).stream().map(record -> serdes.of(Topics.DELIVERIES).deserializer()
                .deserialize(Topics.DELIVERIES.name(), record.value())).toList();
    }

    List<ProducerRecord<String, byte[]>> written(String topic) {
        return producer.history().stream().filter(record -> record.topic().equals(topic)).toList();
    }

    List<OffsetAndMetadata> committed() {
        var all = new ArrayList<OffsetAndMetadata>();
        producer.consumerGroupOffsetsHistory()
                .forEach(commit -> commit.values().forEach(offsets -> all.add(offsets.get(PARTITION))));
        return all;
    }

    @Override
    public void close() {
        consumer.close();
        producer.close();
    }
}
