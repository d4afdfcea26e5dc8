package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

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
        try (var polls = new WakefulPolls(ahead::get)) {
            consumer.assign(List.of(new TopicPartition("t", 0)));
            consumer.updateBeginningOffsets(Map.of(new TopicPartition("t", 0), 0L));
            var wakeful = polls.wakeful(consumer);
            ahead.set(-3_600_000);

            polls.look();

            assertThat(wakeful.poll(Duration.ZERO).isEmpty()).as("woken, and nothing came").isTrue();
            assertThat(wakeful.poll(Duration.ZERO).isEmpty()).isTrue();
        }
    }

    @Test
    void shouldMakeACallAgainThatWasWokenThoughAPollWasMeant() {
        try (var polls = new WakefulPolls(ahead::get)) {
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
    void shouldSayThatTheClockWasSetBackAndNotThatItDrifted() {
        try (var polls = new WakefulPolls(ahead::get)) {
            var told = new AtomicInteger();
            polls.whenSetBack(told::incrementAndGet);
            for (var millis : List.of(-200L, -4_000L, 3_600_000L)) {
                ahead.set(millis);
                polls.look();
            }
            assertThat(told).hasValue(0);

            ahead.set(0);
            polls.look();

            assertThat(told).hasValue(1);
        }
    }

    @Test
    void shouldLookAgainWhenWhatIsDoneAboutItFailed() {
        try (var polls = new WakefulPolls(ahead::get)) {
            polls.whenSetBack(() -> {
                throw new IllegalStateException("not now");
            });
            ahead.set(-3_600_000);

            assertThatNoException().isThrownBy(polls::look);
        }
    }

    @Test
    void shouldLeaveThemAloneWhenTheClockRunsOrIsSetForward() {
        try (var polls = new WakefulPolls(ahead::get)) {
            polls.wakeful(consumer);
            ahead.set(-200);
            polls.look();
            ahead.set(3_600_000);
            polls.look();

            consumer.wakeup();

            assertThatThrownBy(() -> consumer.poll(Duration.ZERO)).as("the only one").isInstanceOf(
                    WakeupException.class);
            assertThat(consumer.closed()).isFalse();
        }
    }
}
