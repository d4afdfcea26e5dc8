package dev.tocsin.ingest.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.ingest.queue.QueueReader.Step;
import org.junit.jupiter.api.Test;

/** What a poll does with what it received. */
class QueueReaderTest {

    private final List<String> log = new ArrayList<>();
    private Set<String> refused = Set.of();
    private long nanos;
    private long perMessage;
    private boolean stopping;
    private boolean ready = true;
    private boolean broken;

    private final QueueReader reader = new QueueReader(new Queue(), new Desk(), Duration.ofMinutes(2), () -> nanos,
            () -> stopping);

    @Test
    void shouldDeleteOnlyAfterAllIsStored() {
        assertThat(reader.next()).isEqualTo(Step.RECEIVED);
        assertThat(log).containsExactly("take a", "take b", "take c", "delete [a, b, c]", "RECEIVED");
    }

    @Test
    void shouldReleaseWhatFollowsOneThatCouldNotBeStored() {
        refused = Set.of("b");
        assertThat(reader.next()).isEqualTo(Step.NOT_STORED);
        assertThat(log).containsExactly("take a", "take b", "delete [a]", "release [b, c]", "NOT_STORED");
    }

    @Test
    void shouldBeginNoMessageThatOthersMightSoonReceive() {
        perMessage = Duration.ofSeconds(61).toNanos();
        assertThat(reader.next()).isEqualTo(Step.NOT_STORED);
        assertThat(log).containsExactly("take a", "delete [a]", "release [b, c]", "NOT_STORED");
    }

    @Test
    void shouldReleaseAllWhenItStops() {
        stopping = true;
        assertThat(reader.next()).isEqualTo(Step.NOT_STORED);
        assertThat(log).containsExactly("release [a, b, c]", "NOT_STORED");
    }

    @Test
    void shouldReceiveNothingThatCannotBeStored() {
        ready = false;
        assertThat(reader.next()).isEqualTo(Step.WAITING);
        assertThat(log).containsExactly("WAITING");
    }

    @Test
    void shouldTellThatTheQueueFails() {
        broken = true;
        assertThat(reader.next()).isEqualTo(Step.FAILED);
        assertThat(log).containsExactly("take a", "take b", "take c", "failed: no answer", "FAILED");
    }

    private final class Queue implements MessageQueue {

        @Override
        public List<QueueMessage> receive() {
            return Stream.of("a", "b", "c").map(id -> new QueueMessage(id, id, "")).toList();
        }

        @Override
        public void delete(List<QueueMessage> messages) throws IOException {
            if (broken) {
                throw new IOException("no answer");
            }
            log.add("delete " + messages.stream().map(QueueMessage::id).toList());
        }

        @Override
        public void release(List<QueueMessage> messages) {
            log.add("release " + messages.stream().map(QueueMessage::id).toList());
        }

        @Override
        public void close() {
            log.add("close");
        }
    }

    private final class Desk implements QueueDesk {

        @Override
        public boolean ready() {
            return ready;
        }

        @Override
        public boolean take(QueueMessage message) {
            log.add("take " + message.id());
            nanos += perMessage;
            return !refused.contains(message.id());
        }

        @Override
        public void polled(Step step) {
            log.add(step.name());
        }

        @Override
        public void failed(String why) {
            log.add("failed: " + why);
        }
    }
}
