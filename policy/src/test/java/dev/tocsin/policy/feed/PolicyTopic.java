package dev.tocsin.policy.feed;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
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

    private final List<PolicyVersion> published;
    private final List<PolicyVersion> read = new CopyOnWriteArrayList<>();
    private final AtomicBoolean unreachable = new AtomicBoolean();
    private MockConsumer<String, PolicyVersion> consumer;
    private long end;

    private PolicyTopic(PolicyVersion... versions) {
        published = new CopyOnWriteArrayList<>(versions);
        consumer = readFromTheBeginning();
    }

    static PolicyTopic holding(PolicyVersion... versions) {
        return new PolicyTopic(versions);
    }

    private MockConsumer<String, PolicyVersion> readFromTheBeginning() {
        end = 0;
        var reader = new MockConsumer<String, PolicyVersion>("earliest");
        var node = new Node(0, "localhost", 1);
        reader.updatePartitions(PARTITION.topic(), List
                .of(new PartitionInfo(PARTITION.topic(), 0, node, new Node[]{node}, new Node[]{node})));
        reader.updateBeginningOffsets(Map.of(PARTITION, 0L));
        var before = List.copyOf(published);
        reader.schedulePollTask(() -> before.forEach(version -> append(reader, version)));
        reader.updateEndOffsets(new HashMap<>(Map.of(PARTITION, (long) before.size())));
        return reader;
    }

    static PolicyVersion version(int number, String text) {
        return PolicyVersion.newBuilder().setName("test").setVersion(number).setText(text)
                .setSha256(PolicyLoader.sha256(text)).setAuthor("somebody").setPublishedAt(Instant.EPOCH).build();
    }

    /** A version that readers see from their next look on. */
    void publish(PolicyVersion version) {
        var reader = consumer;
        published.add(version);
        reader.schedulePollTask(() -> append(reader, version));
    }

    /** What a reader has seen. */
    List<PolicyVersion> read() {
        return List.copyOf(read);
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

    private void append(MockConsumer<String, PolicyVersion> reader, PolicyVersion version) {
        reader.addRecord(new ConsumerRecord<>(PARTITION.topic(), PARTITION.partition(), end++, "test", version));
        read.add(version);
    }

    @Override
    public Consumer<String, PolicyVersion> get() {
        if (unreachable.getAndSet(false)) {
            throw new KafkaException("the broker is away");
        }
        if (consumer.closed()) {
            consumer = readFromTheBeginning();
        }
        return consumer;
    }
}
