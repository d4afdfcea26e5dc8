package dev.tocsin.policy.feed;

import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.RecordDeserializationException;
import org.apache.kafka.common.errors.RecordDeserializationException.DeserializationExceptionOrigin;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;

/** A tocsin.policy of one partition, with what was published before a reader came. */
final class PolicyTopic implements Supplier<Consumer<String, PolicyVersion>> {

    private static final TopicPartition PARTITION = new TopicPartition(Topics.POLICY.name(), 0);

    private final MockConsumer<String, PolicyVersion> consumer = new MockConsumer<>("earliest");
    private final AtomicBoolean unreachable = new AtomicBoolean();
    private long end;

    private PolicyTopic(PolicyVersion... versions) {
        var node = new Node(0, "localhost", 1);
        consumer.updatePartitions(PARTITION.topic(), List
                .of(new PartitionInfo(PARTITION.topic(), 0, node, new Node[]{node}, new Node[]{node})));
        consumer.updateBeginningOffsets(Map.of(PARTITION, 0L));
        consumer.schedulePollTask(() -> Arrays.stream(versions).forEach(this::append));
        consumer.updateEndOffsets(new HashMap<>(Map.of(PARTITION, (long) versions.length)));
    }

    static PolicyTopic holding(PolicyVersion... versions) {
        return new PolicyTopic(versions);
    }

    static PolicyVersion version(int number, String text) {
        return PolicyVersion.newBuilder().setName("test").setVersion(number).setText(text)
                .setSha256(PolicyLoader.sha256(text)).setAuthor("somebody").setPublishedAt(Instant.EPOCH).build();
    }

    void publish(PolicyVersion version) {
        consumer.schedulePollTask(() -> append(version));
    }

    /** The first reader does not get through. */
    PolicyTopic unreachableAtFirst() {
        unreachable.set(true);
        return this;
    }

    /** The record at the given offset, which was not appended, is nothing that can be decoded. */
    PolicyTopic poisonedAt(long offset) {
        consumer.schedulePollTask(() -> {
            consumer.setPollException(new RecordDeserializationException(DeserializationExceptionOrigin.VALUE,
                    PARTITION,
                    offset, 0, TimestampType.LOG_APPEND_TIME, null, null, new RecordHeaders(), "no policy", null));
            end = offset + 1;
            consumer.updateEndOffsets(new HashMap<>(Map.of(PARTITION, end)));
        });
        return this;
    }

    private void append(PolicyVersion version) {
        consumer.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), end++, "test", version));
    }

    @Override
    public Consumer<String, PolicyVersion> get() {
        if (unreachable.getAndSet(false)) {
            throw new KafkaException("the broker is away");
        }
        return consumer;
    }
}
