package dev.tocsin.escalator.backlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.junit.jupiter.api.Test;

/** What nobody will ever read counts as read, a record does not. */
class EmptyOffsetRangesTest {

    private static final TopicPartition ONE = new TopicPartition("tocsin.signals", 1);
    private static final Map<TopicPartition, Long> READ = Map.of(ONE, 5L);

    private final Reader reader = new Reader();
    private final EmptyOffsetRanges voids = new EmptyOffsetRanges(() -> reader);

    private static final class Reader extends MockConsumer<byte[], byte[]> {

        private int polls;

        Reader() {
            super("earliest");
            updateBeginningOffsets(Map.of(ONE, 0L));
            updateEndOffsets(Map.of(ONE, 8L));
        }

        @Override
        public synchronized ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
            polls++;
            return super.poll(timeout);
        }

        void hasARecordAt(long offset) {
            schedulePollTask(() -> addRecord(new ConsumerRecord<>(ONE.topic(), ONE.partition(), offset, new byte[0],
                    new byte[0])));
        }

        void hasNothingBefore(long offset) {
            schedulePollTask(() -> seek(ONE, offset));
        }
    }

    @Test
    void shouldSkipEmptyOffsetRanges() {
        reader.hasNothingBefore(8);

        voids.look(List.of(ONE), READ);

        assertThat(voids.leftOut(READ)).isEqualTo(Map.of(ONE, 8L));
        assertThat(voids.leftOut(Map.of(ONE, 9L))).as("read on since").isEqualTo(Map.of(ONE, 9L));
    }

    @Test
    void shouldSkipEmptyOffsetRangesBeforeTheFirstRead() {
        reader.hasNothingBefore(8);

        voids.look(List.of(ONE), Map.of());

        assertThat(voids.leftOut(Map.of())).isEqualTo(Map.of(ONE, 8L));
    }

    @Test
    void shouldNotLeaveOutARecordAndNotLookForItAgain() {
        reader.hasARecordAt(6);

        voids.look(List.of(ONE), READ);
        var polls = reader.polls;
        voids.look(List.of(ONE), READ);

        assertThat(voids.leftOut(READ)).isEqualTo(READ);
        assertThat(reader.polls).isEqualTo(polls).isOne();
    }

    @Test
    void shouldLookAgainWhereReadingWentOnAndStandsStillAgain() {
        reader.hasARecordAt(6);
        voids.look(List.of(ONE), READ);
        reader.hasNothingBefore(8);

        voids.look(List.of(ONE), Map.of(ONE, 7L));

        assertThat(voids.leftOut(Map.of(ONE, 7L))).isEqualTo(Map.of(ONE, 8L));
    }

    /** Somebody's transaction is open: what stands behind it may be committed yet. */
    @Test
    void shouldNotLeaveOutWhatCannotBeReadYet() {
        reader.updateEndOffsets(Map.of(ONE, 5L));

        voids.look(List.of(ONE), READ);

        assertThat(voids.leftOut(READ)).isEqualTo(READ);
    }

    @Test
    void shouldSayOnceThatItMayNotLookAndCountAllAsUnread() {
        reader.setPollException(new TopicAuthorizationException(Set.of("tocsin.signals")));

        voids.look(List.of(ONE), READ);
        voids.look(List.of(ONE), READ);

        assertThat(voids.leftOut(READ)).isEqualTo(READ);
        assertThat(reader.polls).isOne();
        assertThat(reader.closed()).isTrue();
    }
}
