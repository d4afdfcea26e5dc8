package dev.tocsin.console.feed;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;

/** Reads the records of some partitions between two times of the log, each partition in its order. Ends at what was there when it began. */
final class LogScan {

    private static final Duration POLL = Duration.ofMillis(250);

    private final Consumer<String, byte[]> consumer;
    private final Map<TopicPartition, Long> ends;

    private LogScan(Consumer<String, byte[]> consumer, Map<TopicPartition, Long> ends) {
        this.consumer = consumer;
        this.ends = ends;
    }

    /**
     * Assigns the partitions and seeks to the begin.
     *
     * @param from
     *            earliest time in the log
     * @param to
     *            latest time in the log; empty: to the end
     */
    static LogScan of(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant from,
            Optional<Instant> to) {
        consumer.assign(partitions);
        var begins = consumer.offsetsForTimes(times(partitions, from));
        Map<TopicPartition, OffsetAndTimestamp> later = to.map(until -> consumer.offsetsForTimes(times(partitions, until
                .plusMillis(1)))).orElse(Map.of());
        var lasts = consumer.endOffsets(partitions);
        var ends = new HashMap<TopicPartition, Long>();
        for (var partition : partitions) {
            var begin = offset(begins, partition, lasts);
            var end = offset(later, partition, lasts);
            consumer.seek(partition, begin);
            if (begin < end) {
                ends.put(partition, end);
            }
        }
        return new LogScan(consumer, ends);
    }

    private static long offset(Map<TopicPartition, OffsetAndTimestamp> found, TopicPartition partition,
            Map<TopicPartition, Long> lasts) {
        return Optional.ofNullable(found.get(partition)).map(OffsetAndTimestamp::offset).orElse(lasts.get(partition));
    }

    private static Map<TopicPartition, Long> times(List<TopicPartition> partitions, Instant at) {
        var times = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> times.put(partition, Math.max(0, at.toEpochMilli())));
        return times;
    }

    boolean isDone() {
        return ends.entrySet().stream().noneMatch(end -> consumer.position(end.getKey()) < end.getValue());
    }

    /** The next records; may be none although more will come. */
    Iterable<ConsumerRecord<String, byte[]>> next() {
        consumer.pause(ends.keySet().stream().filter(partition -> consumer.position(partition) >= ends.get(partition))
                .toList());
        return consumer.poll(POLL);
    }

    /** Whether a record lies before the end of the part that is read. */
    boolean isWithin(ConsumerRecord<String, byte[]> record) {
        return record.offset() < ends.getOrDefault(new TopicPartition(record.topic(), record.partition()), 0L);
    }
}
