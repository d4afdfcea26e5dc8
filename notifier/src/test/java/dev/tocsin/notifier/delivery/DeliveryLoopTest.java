package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.fixture.HandClock;
import dev.tocsin.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The loop goes on with new clients, and leaves the old ones closed. */
class DeliveryLoopTest {

    private final List<MockConsumer<String, byte[]>> members = new CopyOnWriteArrayList<>();
    private final DeliveryLoop loop = new DeliveryLoop(new MockClients(), new EventSerdes(Map.of("schema.registry.url",
            "mock://delivery-loop")), _ -> Map.of(), new SendAll(), _ -> new Outcome.Delivered("receipt", 200),
            () -> true, new HandClock(NOON), new LoopLimits(3, Duration.ofSeconds(30), Duration.ofSeconds(1),
                    BreakerRules.standard()),
            new SimpleMeterRegistry(), new ChannelAlarms(_ -> true, Map::of), new BreakerDesk());

    @AfterEach
    void close() {
        loop.close();
    }

    @Test
    void shouldGoOnWithNewClientsWhenTheyAreToBeRenewed() {
        loop.start();
        await().atMost(Duration.ofMinutes(4)).until(() -> members.size() == 1 && !members.getFirst().subscription()
                .isEmpty());

        loop.renew();

        await().atMost(Duration.ofMinutes(4)).until(() -> members.size() == 2 && !members.getLast().subscription()
                .isEmpty());
        assertThat(members.getFirst().closed()).isTrue();
        assertThat(members.getLast().closed()).isFalse();
    }

    @Test
    void shouldKeepItsClientsOtherwise() {
        loop.start();
        await().atMost(Duration.ofMinutes(4)).until(() -> members.size() == 1 && !members.getFirst().subscription()
                .isEmpty());

        loop.close();

        assertThat(members).hasSize(1);
        assertThat(members.getFirst().closed()).isTrue();
    }

    private final class MockClients implements DeliveryClients {

        @Override
        public Consumer<String, byte[]> member() {
            var member = new MockConsumer<String, byte[]>("earliest");
            members.add(member);
            return member;
        }

        @Override
        public Consumer<String, byte[]> committedReader() {
            return new MockConsumer<>("earliest");
        }

        @Override
        public Consumer<String, byte[]> uncommittedReader() {
            return new MockConsumer<>("earliest");
        }

        @Override
        public List<Producer<String, byte[]>> writers() {
            return List.of(new MockProducer<>(true, null, new StringSerializer(), new ByteArraySerializer()));
        }
    }

    private static final class SendAll implements FreshnessCheck {

        @Override
        public FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat) {
            return new FreshnessVerdict.Send();
        }

        @Override
        public int parallel(Notification notification) {
            return 1;
        }
    }
}
