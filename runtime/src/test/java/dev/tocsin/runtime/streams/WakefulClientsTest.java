package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** A poll must not last for the hour by which somebody set the clock back. */
class WakefulClientsTest {

    private final AtomicLong ahead = new AtomicLong();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void shouldEndPollsWhenTheClockIsSetBack() {
        try (var clients = new WakefulClients(ahead::get)) {
            consumer.assign(java.util.List.of(new TopicPartition("t", 0)));
            consumer.updateBeginningOffsets(java.util.Map.of(new TopicPartition("t", 0), 0L));
            var wakeful = clients.wakeful(consumer);
            ahead.set(-3_600_000);

            clients.look();

            assertThat(wakeful.poll(Duration.ZERO).isEmpty()).as("woken, and nothing came").isTrue();
            assertThat(wakeful.poll(Duration.ZERO).isEmpty()).isTrue();
        }
    }

    @Test
    void shouldLeaveThemAloneWhenTheClockRunsOrIsSetForward() {
        try (var clients = new WakefulClients(ahead::get)) {
            clients.wakeful(consumer);
            ahead.set(-200);
            clients.look();
            ahead.set(3_600_000);
            clients.look();

            consumer.wakeup();

            assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).as("the only one").isInstanceOf(
                    WakeupException.class);
            assertThat(consumer.closed()).isFalse();
        }
    }
}
