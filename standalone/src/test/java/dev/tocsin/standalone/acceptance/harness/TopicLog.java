package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * One topic as far as it was read. Each look reads only what came since the last: whoever looks often takes no time from
 * those who are looked at.
 */
final class TopicLog<V extends SpecificRecord> implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CLOSING_WAITS_FOR_A_FETCH = 20;

    private final Topic<V> topic;
    private final KafkaConsumer<String, byte[]> consumer;
    private final Deserializer<V> deserializer;
    private final List<TopicPartition> partitions;
    private final List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    private final List<V> values = new ArrayList<>();

    TopicLog(String bootstrapServers, Topic<V> topic, Deserializer<V> deserializer) {
        this.topic = topic;
        this.deserializer = deserializer;
        this.consumer = new KafkaConsumer<>(Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, CLOSING_WAITS_FOR_A_FETCH), new StringDeserializer(),
                new ByteArrayDeserializer());
        this.partitions = consumer.partitionsFor(topic.name()).stream().map(each -> new TopicPartition(each.topic(),
                each.partition())).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** All committed records until now, each partition in its order. */
    synchronized List<ConsumerRecord<String, byte[]>> records() {
        var ends = consumer.endOffsets(partitions);
        while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
            consumer.poll(POLL).forEach(records::add);
        }
        return List.copyOf(records);
    }

    /** What is in them, in the same order. */
    synchronized List<V> values() {
        var all = records();
        all.subList(values.size(), all.size()).forEach(record -> values.add(deserializer.deserialize(topic.name(),
                record.value())));
        return List.copyOf(values);
    }

    @Override
    public synchronized void close() {
        consumer.close();
        deserializer.close();
    }
}
