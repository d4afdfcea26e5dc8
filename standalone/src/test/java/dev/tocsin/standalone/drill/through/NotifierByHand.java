package dev.tocsin.standalone.drill.through;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.tocsin.event.Incident;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Signal;
import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.notifier.channel.MessageReaders;
import dev.tocsin.notifier.channel.PolicyBook;
import dev.tocsin.notifier.channel.Receipts;
import dev.tocsin.notifier.delivery.ChannelAlarms;
import dev.tocsin.notifier.delivery.DeliveryClients;
import dev.tocsin.notifier.delivery.LoopLimits;
import dev.tocsin.notifier.delivery.SteppedDelivery;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.directory.ChannelDirectory;
import dev.tocsin.notifier.directory.ChannelSender;
import dev.tocsin.notifier.freshness.Freshness;
import dev.tocsin.notifier.freshness.IncidentView;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.standalone.cases.Deliverer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The notifier as {@code Notifier} puts it together, without Kafka and without threads: it works when it is given something or the clock moved. */
final class NotifierByHand implements Deliverer, AutoCloseable {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.NOTIFICATIONS.name(), 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<String, byte[]> producer = new MockProducer<>(true, null, new StringSerializer(),
            new ByteArraySerializer());
    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://through"));
    private final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    private final BreakerDesk desk = new BreakerDesk();
    private final IncidentView incidents = new IncidentView();
    private final HandClock clock;
    private final GuardedHttp http;
    private final SteppedDelivery delivery;
    private long offset;
    private int heard;

    NotifierByHand(CompiledPolicy policy, Function<String, Optional<String>> environment, Instant start) {
        clock = new HandClock(start);
        var guard = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
        http = new GuardedHttp(guard, HttpLimits.standard(), clock);
        var book = PolicyBook.only(policy);
        var channels = new ChannelDirectory(book, ChannelAdapters.all(http, guard), Duration.ZERO);
        var door = AnswerDoor.from(Settings.of(Map.of("answers.url", "https://answers.example.org", "answers.secret",
                "a secret of this test, long enough to sign with")));
        var sender = new ChannelSender(channels, new Secrets(environment::apply), new MessageWriter(new MessageReaders(
                book, Duration.ZERO, Optional::empty)), new Receipts(), door, clock);
        delivery = new SteppedDelivery(new Clients(), serdes, _ -> Map.of(), new Freshness(incidents, () -> true,
                channels), sender, clock, LoopLimits.standard(), metrics, new ChannelAlarms(channels::addresses,
                        incidents::failingChannels), desk);
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.updateEndOffsets(Map.of(PARTITION, 0L));
        consumer.rebalance(List.of(PARTITION));
        delivery.settle();
    }

    @Override
    public List<Signal> deliver(List<Incident> changed, List<Notification> told, Instant now) {
        clock.set(now);
        changed.forEach(incidents::saw);
        told.forEach(this::add);
        delivery.settle();
        return heard();
    }

    private void add(Notification told) {
        var value = serdes.of(Topics.NOTIFICATIONS).serializer().serialize(Topics.NOTIFICATIONS.name(), told);
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), offset++, clock.millis(),
                TimestampType.LOG_APPEND_TIME, 0, value.length, told.getDestination(), value, new RecordHeaders(),
                Optional.empty()));
    }

    /** What it wrote to the log of signals since the last call. */
    private List<Signal> heard() {
        var history = producer.history();
        var fresh = history.subList(heard, history.size()).stream().filter(it -> it.topic().equals(Topics.SIGNALS
                .name())).map(it -> serdes.of(Topics.SIGNALS).deserializer().deserialize(it.topic(), it.value()))
                .toList();
        heard = history.size();
        return fresh;
    }

    @Override
    public Optional<Instant> nextDue() {
        return delivery.nextDue();
    }

    /** Takes the turns that a question at the desk waits for. */
    void turn() {
        delivery.settle();
    }

    BreakerDesk desk() {
        return desk;
    }

    SimpleMeterRegistry metrics() {
        return metrics;
    }

    int unfinished() {
        return delivery.unfinished();
    }

    @Override
    public void close() {
        delivery.close();
        http.close();
    }

    private final class Clients implements DeliveryClients {

        @Override
        public Consumer<String, byte[]> member() {
            return consumer;
        }

        @Override
        public Consumer<String, byte[]> committedReader() {
            throw new UnsupportedOperationException("there is no past to read");
        }

        @Override
        public Consumer<String, byte[]> uncommittedReader() {
            throw new UnsupportedOperationException("there is no past to read");
        }

        @Override
        public List<Producer<String, byte[]>> writers() {
            return List.of(producer);
        }
    }

    private static final class HandClock extends Clock {

        private volatile Instant now;

        private HandClock(Instant now) {
            this.now = now;
        }

        private void set(Instant next) {
            now = next;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    }
}
