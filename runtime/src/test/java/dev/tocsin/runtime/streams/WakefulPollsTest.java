package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;

import dev.tocsin.runtime.ClockWatch;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.junit.jupiter.api.Test;

/** A poll must not last for the hour by which somebody set the clock back. */
class WakefulPollsTest {

    private final AtomicLong ahead = new AtomicLong();
    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

    @Test
    void shouldEndPollsWhenTheClockIsSetBack() {
        try (var watch = new ClockWatch(ahead::get)) {
            var polls = new WakefulPolls(watch);
            consumer.assign(List.of(new TopicPartition("t", 0)));
            consumer.updateBeginningOffsets(Map.of(new TopicPartition("t", 0), 0L));
            var wakeful = polls.wakeful(consumer);
            ahead.set(-3_600_000);

            watch.look();

            assertThat(wakeful.poll(Duration.ZERO).isEmpty()).as("woken, and nothing came").isTrue();
            assertThat(wakeful.poll(Duration.ZERO).isEmpty()).isTrue();
        }
    }

    @Test
    void shouldMakeACallAgainThatWasWokenThoughAPollWasMeant() {
        try (var watch = new ClockWatch(ahead::get)) {
            var polls = new WakefulPolls(watch);
            var partition = new TopicPartition("t", 0);
            consumer.assign(List.of(partition));
            var wakeful = polls.wakeful(new MockConsumer<>("earliest") {

                private int calls;

                @Override
                public synchronized Set<TopicPartition> assignment() {
                    if (calls++ == 0) {
                        throw new WakeupException();
                    }
                    return consumer.assignment();
                }
            });

            assertThat(wakeful.assignment()).containsExactly(partition);
        }
    }

    @Test
    void shouldLeaveThemAloneWhenTheClockRunsOrIsSetForward() {
        try (var watch = new ClockWatch(ahead::get)) {
            var polls = new WakefulPolls(watch);
            polls.wakeful(consumer);
            ahead.set(-200);
            watch.look();
            ahead.set(3_600_000);
            watch.look();

            consumer.wakeup();

            assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).as("the only one").isInstanceOf(
                    WakeupException.class);
            assertThat(consumer.closed()).isFalse();
        }
    }
}
