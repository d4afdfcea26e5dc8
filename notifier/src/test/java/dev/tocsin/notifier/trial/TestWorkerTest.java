package dev.tocsin.notifier.trial;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;

import dev.tocsin.event.ChannelTest;
import dev.tocsin.event.ChannelTestState;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The reader of requested tests: at most one message for each, and a result for what was sent. */
class TestWorkerTest {

    private static final Instant NOW = Instant.parse("2026-12-01T03:00:00Z");
    private static final TopicPartition PLACE = new TopicPartition(Topics.CHANNEL_TESTS.name(), 0);

    private final MockConsumer<String, byte[]> consumer = new MockConsumer<>("earliest");
    private final List<MockProducer<String, ChannelTest>> producers = new CopyOnWriteArrayList<>();
    private final List<Long> committedWhenSent = new CopyOnWriteArrayList<>();
    private final AtomicBoolean ready = new AtomicBoolean(true);
    private final TestDesk desk = new TestDesk(() -> null, (_, _, _) -> {
        committedWhenSent.add(committed());
        return List.of();
    }, Clock.fixed(NOW, ZoneOffset.UTC));
    private final TestWorker worker = new TestWorker(() -> consumer, this::producer, (_, bytes) -> decoded(bytes),
            desk, ready::get);

    @AfterEach
    void close() {
        worker.close();
    }

    @Test
    void shouldCommitBeforeItSendsAndRecordTheResult() {
        start("first", "?", "second");

        await().atMost(Duration.ofSeconds(10)).until(() -> written().size() == 2);
        assertThat(written()).extracting(record -> record.key() + " " + record.value().getState())
                .containsExactly("first DELIVERED", "second DELIVERED");
        assertThat(committedWhenSent).as("nothing is sent before its offset is committed").containsExactly(1L, 3L);
    }

    @Test
    void shouldSendNothingBeforeThePolicyIsKnown() {
        ready.set(false);
        start("first");

        worker.close();

        assertThat(committedWhenSent).isEmpty();
        assertThat(written()).isEmpty();
    }

    private MockProducer<String, ChannelTest> producer() {
        var producer = new MockProducer<String, ChannelTest>(true, null, new StringSerializer(), (_, _) -> new byte[0]);
        producers.add(producer);
        return producer;
    }

    private List<ProducerRecord<String, ChannelTest>> written() {
        return producers.stream().flatMap(producer -> producer.history().stream()).toList();
    }

    private void start(String... requests) {
        consumer.schedulePollTask(() -> {
            consumer.rebalance(List.of(PLACE));
            consumer.updateBeginningOffsets(Map.of(PLACE, 0L));
            for (var offset = 0; offset < requests.length; offset++) {
                consumer.addRecord(new ConsumerRecord<>(PLACE.topic(), 0, offset, requests[offset], requests[offset]
                        .getBytes(UTF_8)));
            }
        });
        worker.start();
    }

    private long committed() {
        var offsets = consumer.committed(java.util.Set.of(PLACE));
        return offsets.getOrDefault(PLACE, new OffsetAndMetadata(0)).offset();
    }

    private static ChannelTest decoded(byte[] bytes) {
        var id = new String(bytes, UTF_8);
        if (id.equals("?")) {
            throw new IllegalArgumentException("not decodable");
        }
        return ChannelTest.newBuilder().setId(id).setState(ChannelTestState.REQUESTED).setChannel("box").setTarget(
                "ada").setActor("ben").setRequestedAt(NOW).build();
    }
}
