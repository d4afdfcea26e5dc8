package dev.tocsin.console.feed;

import static dev.tocsin.console.Records.NOW;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.schemas.topic.Topic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/** Topics with three partitions each, in which the time of a record is a second for each offset. */
final class SearchedConsumer extends MockConsumer<String, byte[]> {

    static final int PARTITIONS = 3;

    List<TopicPartition> assigned = List.of();
    /** Offset of the first record that retention left, for each partition of which it took some. */
    final Map<TopicPartition, Long> begins = new HashMap<>();

    private final Map<TopicPartition, List<ConsumerRecord<String, byte[]>>> fed = new HashMap<>();

    SearchedConsumer() {
        super("earliest");
    }

    /** Appends a record. */
    void feed(Topic<?> topic, int partition, String key, byte[] value) {
        var all = fed.computeIfAbsent(new TopicPartition(topic.name(), partition), _ -> new ArrayList<>());
        all.add(new ConsumerRecord<>(topic.name(), partition, all.size(), key, value));
    }

    @Override
    public synchronized List<PartitionInfo> partitionsFor(String topic) {
        return IntStream.range(0, PARTITIONS).mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                .toList();
    }

    @Override
    public synchronized void assign(Collection<TopicPartition> partitions) {
        super.assign(partitions);
        assigned = List.copyOf(partitions);
        updateEndOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> (long) fed.getOrDefault(
                each, List.of()).size())));
        updateBeginningOffsets(partitions.stream().collect(Collectors.toMap(each -> each, each -> begins.getOrDefault(
                each, 0L))));
        fed.forEach((partition, all) -> {
            if (partitions.contains(partition)) {
                all.forEach(this::addRecord);
            }
        });
    }

    @Override
    public synchronized Map<TopicPartition, Long> beginningOffsets(Collection<TopicPartition> partitions) {
        return partitions.stream().collect(Collectors.toMap(each -> each, each -> begins.getOrDefault(each, 0L)));
    }

    @Override
    public synchronized Map<TopicPartition, OffsetAndTimestamp> offsetsForTimes(Map<TopicPartition, Long> times) {
        var found = new HashMap<TopicPartition, OffsetAndTimestamp>();
        times.forEach((partition, millis) -> {
            var offset = Math.max(begins.getOrDefault(partition, 0L), Math.ceilDiv(millis - NOW.toEpochMilli(), 1_000));
            if (offset < fed.getOrDefault(partition, List.of()).size()) {
                found.put(partition, new OffsetAndTimestamp(offset, NOW.toEpochMilli() + offset * 1_000));
            }
        });
        return found;
    }
}
