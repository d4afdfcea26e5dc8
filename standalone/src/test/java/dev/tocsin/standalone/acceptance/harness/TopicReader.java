package dev.tocsin.standalone.acceptance.harness;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads whole topics as any reader of committed records sees them, and looks how far the services are. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(100);
    private static final int CLOSING_WAITS_FOR_A_FETCH = 20;

    private final String bootstrapServers;
    private final EventSerdes serdes;

    /**
     * @param registryUrl
     *            of the schema registry
     */
    public TopicReader(String bootstrapServers, String registryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.serdes = new EventSerdes(Map.of("schema.registry.url", registryUrl));
    }

    /** All values of a topic, each partition in its order. */
    public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        try (var deserializer = serdes.of(topic).deserializer()) {
            return records(topic).stream().map(record -> deserializer.deserialize(topic.name(), record.value()))
                    .toList();
        }
    }

    /** All records of a topic, as bytes. */
    public List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
        var partitions = partitions(topic);
        try (var consumer = new KafkaConsumer<>(Map.<String, Object>of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers, ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, CLOSING_WAITS_FOR_A_FETCH), new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            var records = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(records::add);
            }
            return records;
        }
    }

    /** Committed records that a service has not worked off, by group and partition; empty when all is done. */
    public Map<String, Long> lag(Topic<?> topic, String group) throws Exception {
        var committed = committed(group);
        var lag = new TreeMap<String, Long>();
        for (var record : records(topic)) {
            var partition = new TopicPartition(record.topic(), record.partition());
            if (record.offset() >= committed.getOrDefault(partition, 0L)) {
                lag.merge(group + " " + partition, 1L, Long::sum);
            }
        }
        return lag;
    }

    /** Partitions with a transaction that is neither committed nor aborted. */
    public List<TopicPartition> openTransactions(List<Topic<?>> topics) throws Exception {
        try (var admin = admin()) {
            var latest = topics.stream().flatMap(topic -> partitions(topic).stream())
                    .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
            var stable = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
            var end = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all().get();
            return latest.keySet().stream()
                    .filter(partition -> stable.get(partition).offset() < end.get(partition).offset()).toList();
        }
    }

    /** The consumer group whose name holds a word, if there is one. */
    public Optional<String> groupNamed(String word) throws Exception {
        try (var admin = admin()) {
            return admin.listGroups().all().get().stream().map(group -> group.groupId())
                    .filter(group -> group.contains(word)).sorted().findFirst();
        }
    }

    /** How many partitions each instance of a group has: the client id without the number of its thread. */
    public Map<String, Integer> assignment(String group) throws Exception {
        try (var admin = admin()) {
            return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                    .collect(Collectors.toMap(member -> member.clientId().replaceFirst("-StreamThread-.*", ""),
                            member -> member.assignment().topicPartitions().size(), Integer::sum));
        }
    }

    private Map<TopicPartition, Long> committed(String group) throws Exception {
        try (var admin = admin()) {
            return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                    .filter(entry -> entry.getValue() != null)
                    .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private Admin admin() {
        return Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    private static List<TopicPartition> partitions(Topic<?> topic) {
        return IntStream.range(0, Topic.PARTITIONS).mapToObj(number -> new TopicPartition(topic.name(), number))
                .toList();
    }
}
