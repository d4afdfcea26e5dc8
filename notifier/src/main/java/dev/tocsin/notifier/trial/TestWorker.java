package dev.tocsin.notifier.trial;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import dev.tocsin.event.ChannelTest;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.schemas.feed.GroupReader;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.CommittedReaders;
import dev.tocsin.schemas.topic.Groups;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads {@code tocsin.tests} and sends the test messages that people request. Of several notifiers, one takes each test. The
 * offset is committed before anything is sent: a notifier that is killed leaves a test without a result, and sends none twice.
 */
public final class TestWorker implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TestWorker.class);
    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Producer<String, ChannelTest>> producers;
    private final Deserializer<ChannelTest> deserializer;
    private final TestDesk desk;
    private final BooleanSupplier ready;
    private final GroupReader<byte[]> reader;

    TestWorker(Supplier<Consumer<String, byte[]>> consumers, Supplier<Producer<String, ChannelTest>> producers,
            Deserializer<ChannelTest> deserializer, TestDesk desk, BooleanSupplier ready) {
        this.reader = new GroupReader<>("channel tests", consumers, consumer -> consumer.subscribe(List.of(
                Topics.CHANNEL_TESTS.name())), this::step);
        this.producers = producers;
        this.deserializer = deserializer;
        this.desk = desk;
        this.ready = ready;
    }

    /**
     * On a cluster, not yet running.
     *
     * @param policy
     *            in force
     * @param ready
     *            whether that is known
     */
    public static TestWorker on(Map<String, Object> kafka, EventSerdes serdes, Supplier<CompiledPolicy> policy,
            TestMessages messages, BooleanSupplier ready, Clock clock) {
        var reading = CommittedReaders.inGroup(Groups.CHANNEL_TESTS, kafka, Map.of(ConsumerConfig.CLIENT_ID_CONFIG,
                Groups.CHANNEL_TESTS, ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 1));
        var writing = new HashMap<>(kafka);
        writing.put(ProducerConfig.CLIENT_ID_CONFIG, Groups.CHANNEL_TESTS);
        writing.put(ProducerConfig.ACKS_CONFIG, "all");
        var serde = serdes.of(Topics.CHANNEL_TESTS);
        return new TestWorker(() -> new KafkaConsumer<>(reading, new StringDeserializer(),
                new ByteArrayDeserializer()), () -> new KafkaProducer<>(writing, new StringSerializer(), serde
                        .serializer()), serde.deserializer(), new TestDesk(policy, messages::send, clock), ready);
    }

    /** Starts reading. */
    public void start() {
        reader.start();
    }

    private void step(Consumer<String, byte[]> consumer) throws InterruptedException, ExecutionException,
            TimeoutException {
        if (!ready.getAsBoolean()) {
            reader.pause();
            return;
        }
        for (var read : consumer.poll(POLL)) {
            consumer.commitSync(Map.of(new TopicPartition(read.topic(), read.partition()), new OffsetAndMetadata(read
                    .offset() + 1)));
            carryOut(read);
        }
    }

    private void carryOut(ConsumerRecord<String, byte[]> read) throws InterruptedException, ExecutionException,
            TimeoutException {
        var result = decoded(read).flatMap(desk::carryOut);
        if (result.isEmpty()) {
            return;
        }
        var test = result.get();
        LOG.info("test of channel {} to {} requested by {}: {}", test.getChannel(), test.getTarget(), test.getActor(),
                test.getState());
        try (var producer = producers.get()) {
            var _ = producer.send(new ProducerRecord<>(Topics.CHANNEL_TESTS.name(), test.getId(), test)).get(PATIENCE
                    .toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    private Optional<ChannelTest> decoded(ConsumerRecord<String, byte[]> read) {
        try {
            return Optional.ofNullable(deserializer.deserialize(read.topic(), read.value()));
        } catch (RuntimeException undecodable) {
            LOG.warn("{}-{} offset {} cannot be decoded: {}", read.topic(), read.partition(), read.offset(), undecodable
                    .toString());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        reader.close();
    }
}
