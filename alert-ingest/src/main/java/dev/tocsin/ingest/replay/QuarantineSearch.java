package dev.tocsin.ingest.replay;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.ingest.publish.IngestIds;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;

/** Finds a request in {@code tocsin.quarantine} by its id, which says when it came. */
final class QuarantineSearch {

    /** Clocks differ, and the log's time is its own. */
    private static final Duration SLACK = Duration.ofMinutes(5);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Deserializer<QuarantinedRequest> values;

    /**
     * @param consumers
     *            give consumers without a group, of committed records
     */
    QuarantineSearch(Supplier<Consumer<String, byte[]>> consumers, Deserializer<QuarantinedRequest> values) {
        this.consumers = consumers;
        this.values = values;
    }

    /** The request; empty if the topic does not have it. The last record counts. */
    Optional<QuarantinedRequest> find(String id) {
        try (var consumer = consumers.get()) {
            var partitions = consumer.partitionsFor(Topics.QUARANTINE.name()).stream().map(info -> new TopicPartition(
                    info.topic(), info.partition())).toList();
            consumer.assign(partitions);
            seek(consumer, partitions, id);
            var ends = consumer.endOffsets(partitions);
            Optional<QuarantinedRequest> found = Optional.empty();
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                    if (id.equals(record.key()) && record.value() != null) {
                        found = Optional.of(values.deserialize(record.topic(), record.value()));
                    }
                }
                if (found.isPresent()) {
                    return found;
                }
            }
            return found;
        }
    }

    private static void seek(Consumer<String, byte[]> consumer, List<TopicPartition> partitions, String id) {
        consumer.seekToBeginning(partitions);
        IngestIds.instant(id).ifPresent(at -> {
            Map<TopicPartition, Long> from = new HashMap<>();
            partitions.forEach(partition -> from.put(partition, at.minus(SLACK).toEpochMilli()));
            consumer.offsetsForTimes(from).forEach((partition, offset) -> {
                if (offset == null) {
                    consumer.seekToEnd(List.of(partition));
                } else {
                    consumer.seek(partition, offset.offset());
                }
            });
        });
    }
}
