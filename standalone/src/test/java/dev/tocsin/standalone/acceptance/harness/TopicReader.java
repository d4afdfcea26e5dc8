package dev.tocsin.standalone.acceptance.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;

/**
 * Reads whole topics as any reader of committed records sees them, and looks how far the services are. It is kept open for
 * as long as somebody looks.
 */
public final class TopicReader implements AutoCloseable {

    private final String bootstrapServers;
    private final EventSerdes serdes;
    private final Admin admin;
    private final Map<Topic<?>, TopicLog<?>> logs = new ConcurrentHashMap<>();

    /**
     * @param registryUrl
     *            of the schema registry
     */
    public TopicReader(String bootstrapServers, String registryUrl) {
        this.bootstrapServers = bootstrapServers;
        this.serdes = new EventSerdes(Map.of("schema.registry.url", registryUrl));
        this.admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    }

    /** All values of a topic, each partition in its order. */
    public <V extends SpecificRecord> List<V> values(Topic<V> topic) {
        return log(topic).values();
    }

    /** All records of a topic, as bytes. */
    public List<ConsumerRecord<String, byte[]>> records(Topic<?> topic) {
        return log(topic).records();
    }

    @SuppressWarnings("unchecked") // filed under its topic
    private <V extends SpecificRecord> TopicLog<V> log(Topic<V> topic) {
        return (TopicLog<V>) logs.computeIfAbsent(topic, _ -> new TopicLog<>(bootstrapServers, topic, serdes.of(topic)
                .deserializer()));
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

    /** Is another as long as anything is written to the topics of Tocsin, or a service gets on with reading them. */
    public long movement() throws Exception {
        var latest = latest(Topics.ALL);
        var written = admin.listOffsets(latest).all().get().values().stream().mapToLong(end -> end.offset()).sum();
        for (var group : admin.listGroups().all().get()) {
            written += committed(group.groupId()).values().stream().mapToLong(Long::longValue).sum();
        }
        return written;
    }

    /** Partitions with a transaction that is neither committed nor aborted. */
    public List<TopicPartition> openTransactions(List<Topic<?>> topics) throws Exception {
        var latest = latest(topics);
        var stable = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_COMMITTED)).all().get();
        var end = admin.listOffsets(latest, new ListOffsetsOptions(IsolationLevel.READ_UNCOMMITTED)).all().get();
        return latest.keySet().stream()
                .filter(partition -> stable.get(partition).offset() < end.get(partition).offset()).toList();
    }

    /** The consumer group whose name holds a word, if there is one. */
    public Optional<String> groupNamed(String word) throws Exception {
        return admin.listGroups().all().get().stream().map(group -> group.groupId())
                .filter(group -> group.contains(word)).sorted().findFirst();
    }

    /** How many partitions each instance of a group has: the client id without the number of its thread. */
    public Map<String, Integer> assignment(String group) throws Exception {
        return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
                .collect(Collectors.toMap(member -> member.clientId().replaceFirst("-StreamThread-.*", ""),
                        member -> member.assignment().topicPartitions().size(), Integer::sum));
    }

    private Map<TopicPartition, OffsetSpec> latest(List<Topic<?>> topics) throws Exception {
        var latest = new HashMap<TopicPartition, OffsetSpec>();
        for (var topic : admin.describeTopics(topics.stream().map(Topic::name).toList()).allTopicNames().get()
                .values()) {
            topic.partitions().forEach(each -> latest.put(new TopicPartition(topic.name(), each.partition()), OffsetSpec
                    .latest()));
        }
        return latest;
    }

    private Map<TopicPartition, Long> committed(String group) throws Exception {
        return admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata().get().entrySet().stream()
                .filter(entry -> entry.getValue() != null)
                .collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue().offset()));
    }

    @Override
    public void close() {
        logs.values().forEach(TopicLog::close);
        admin.close();
    }
}
