package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.runtime.CommitPace;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A group refuses the offsets of somebody who is out of it, so every transaction that writes must have some. */
class FencedTransactionsTest {

    private static final String GROUP = "g";
    private static final TopicPartition ONE = new TopicPartition("t", 0);
    private static final ConsumerGroupMetadata FIRST = generation(1);
    private static final ConsumerGroupMetadata SECOND = generation(2);

    private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");
    private final MockProducer<byte[], byte[]> mock = new MockProducer<>(true, null, new ByteArraySerializer(),
            new ByteArraySerializer());
    private final Producer<byte[], byte[]> producer = FencedTransactions.of(mock, () -> consumer,
            new CommitPace(() -> 0));

    @BeforeEach
    void assign() {
        consumer.assign(List.of(ONE));
        consumer.updateBeginningOffsets(Map.of(ONE, 3L));
        producer.initTransactions();
    }

    @Test
    void shouldCommitAgainWhatStandsWhenATimerWroteBeforeAnythingWasRead() {
        committedByWhoHadItBefore(7);

        write(Map.of(), FIRST);

        assertThat(committed()).containsExactly(Map.of(ONE, new OffsetAndMetadata(7, "time")));
    }

    @Test
    void shouldCommitTheBeginningWhenNothingEverWas() {
        write(Map.of(), FIRST);

        assertThat(committed()).containsExactly(Map.of(ONE, new OffsetAndMetadata(3)));
    }

    @Test
    void shouldLeaveOffsetsAsTheyAre() {
        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);

        assertThat(committed()).containsExactly(Map.of(ONE, new OffsetAndMetadata(9)));
    }

    @Test
    void shouldNeverGoBackBehindWhatItCommittedItself() {
        committedByWhoHadItBefore(7);

        write(Map.of(), FIRST);
        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);
        write(Map.of(), FIRST);

        assertThat(committed()).last().isEqualTo(Map.of(ONE, new OffsetAndMetadata(9)));
    }

    @Test
    void shouldForgetWhatItKnewWhenOthersMayHaveHadThePartition() {
        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);
        committedByWhoHadItBefore(20);

        write(Map.of(), SECOND);

        assertThat(committed()).last().isEqualTo(Map.of(ONE, new OffsetAndMetadata(20, "time")));
    }

    @Test
    void shouldForgetWhatWasAborted() {
        committedByWhoHadItBefore(7);
        producer.beginTransaction();
        send();
        producer.sendOffsetsToTransaction(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);
        producer.abortTransaction();

        write(Map.of(), FIRST);

        assertThat(committed()).containsExactly(Map.of(ONE, new OffsetAndMetadata(7, "time")));
    }

    @Test
    void shouldSayThatItIsOutAsTheBrokerSaidIt() {
        committedByWhoHadItBefore(7);
        mock.sendOffsetsToTransactionException = new CommitFailedException("out of the group");
        producer.beginTransaction();
        send();

        assertThatThrownBy(() -> producer.sendOffsetsToTransaction(Map.of(), FIRST)).isInstanceOf(
                CommitFailedException.class).hasMessage("out of the group");
    }

    @Test
    void shouldCostNothingWhenNothingWasWritten() {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(Map.of(), FIRST);
        producer.commitTransaction();

        assertThat(committed()).isEmpty();
    }

    @Test
    void shouldCostNothingToSayOnceMoreWhatStands() {
        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);

        commitOnly(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);
        var again = mock.commitCount();
        commitOnly(Map.of(ONE, new OffsetAndMetadata(10)), FIRST);

        assertThat(again).isEqualTo(1);
        assertThat(mock.commitCount()).isEqualTo(2);
        assertThat(committed()).last().isEqualTo(Map.of(ONE, new OffsetAndMetadata(10)));
    }

    @Test
    void shouldSayAllAnewInAnotherGenerationOfTheGroup() {
        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);

        commitOnly(Map.of(ONE, new OffsetAndMetadata(9)), SECOND);

        assertThat(mock.commitCount()).isEqualTo(2);
    }

    @Test
    void shouldWriteOnAfterATransactionThatWasNone() {
        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);
        commitOnly(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);

        write(Map.of(ONE, new OffsetAndMetadata(10)), FIRST);

        assertThat(mock.history()).hasSize(2);
        assertThat(committed()).last().isEqualTo(Map.of(ONE, new OffsetAndMetadata(10)));
    }

    @Test
    void shouldTakeBackOnlyWhatWasBegun() {
        producer.beginTransaction();
        producer.abortTransaction();

        write(Map.of(ONE, new OffsetAndMetadata(9)), FIRST);

        assertThat(mock.transactionAborted()).isFalse();
        assertThat(mock.commitCount()).isEqualTo(1);
    }

    /** Kafka has no other way yet to make one without a group. */
    @SuppressWarnings("removal")
    private static ConsumerGroupMetadata generation(int number) {
        return new ConsumerGroupMetadata(GROUP, number, "me", Optional.empty());
    }

    private void committedByWhoHadItBefore(long offset) {
        consumer.commitSync(Map.of(ONE, new OffsetAndMetadata(offset, "time")));
    }

    private void write(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        send();
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
    }

    private void commitOnly(Map<TopicPartition, OffsetAndMetadata> offsets, ConsumerGroupMetadata group) {
        producer.beginTransaction();
        producer.sendOffsetsToTransaction(offsets, group);
        producer.commitTransaction();
    }

    private void send() {
        var _ = producer.send(new ProducerRecord<>("out", new byte[0]), null);
    }

    private List<Map<TopicPartition, OffsetAndMetadata>> committed() {
        return mock.consumerGroupOffsetsHistory().stream().map(each -> each.get(GROUP)).toList();
    }
}
