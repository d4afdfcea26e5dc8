package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import dev.tocsin.event.Delivery;
import dev.tocsin.policy.model.Throttle;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads tocsin.deliveries with a consumer of its own. It reads up to the end that readers of uncommitted records see: a predecessor's claim may be committed while its marker has not reached the partition, and must not be missed.
 */
public final class DeliveryLog implements PastDeliveries {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);
    /** What a throttle counts, and an allowance for clock differences between brokers. */
    private static final Duration SLACK = Throttle.LONGEST.plus(Duration.ofMinutes(5));
    private static final Duration POLL = Duration.ofMillis(100);

    private final DeliveryClients clients;
    private final Deserializer<Delivery> deserializer;
    private final Duration patience;
    private final Consumer<Delivery> alsoTell;

    /**
     * @param patience
     *            how many rounds of {@link #POLL} without progress, as a time, before it fails; longer than a
     *            transaction may last
     * @param alsoTell
     *            receives every delivery that is read
     */
    public DeliveryLog(DeliveryClients clients, Deserializer<Delivery> deserializer, Duration patience,
            Consumer<Delivery> alsoTell) {
        this.clients = clients;
        this.deserializer = deserializer;
        this.patience = patience;
        this.alsoTell = alsoTell;
    }

    @Override
    public Map<Integer, Map<String, Delivery>> read(Map<Integer, Optional<Instant>> since) {
        var past = new HashMap<Integer, Map<String, Delivery>>();
        var start = new HashMap<TopicPartition, Optional<Instant>>();
        since.forEach((partition, from) -> {
            past.put(partition, new HashMap<>());
            start.put(new TopicPartition(Topics.DELIVERIES.name(), partition), from);
        });
        try (var reader = clients.committedReader(); var all = clients.uncommittedReader()) {
            reader.assign(start.keySet());
            var ends = all.endOffsets(start.keySet());
            seek(reader, start);
            readTo(reader, ends, past);
        }
        return past;
    }

    private static void seek(org.apache.kafka.clients.consumer.Consumer<String, byte[]> reader,
            Map<TopicPartition, Optional<Instant>> start) {
        var times = new HashMap<TopicPartition, Long>();
        start.forEach((partition, from) -> from
                .ifPresent(at -> times.put(partition, Math.max(0, at.minus(SLACK).toEpochMilli()))));
        var found = reader.offsetsForTimes(times);
        var whole = new HashSet<>(start.keySet());
        whole.removeAll(times.keySet());
        reader.seekToBeginning(whole);
        times.keySet().forEach(partition -> Optional.ofNullable(found.get(partition)).map(OffsetAndTimestamp::offset)
                .ifPresentOrElse(offset -> reader.seek(partition, offset),
                        () -> reader.seekToEnd(Set.of(partition))));
    }

    private void readTo(org.apache.kafka.clients.consumer.Consumer<String, byte[]> reader,
            Map<TopicPartition, Long> ends,
            Map<Integer, Map<String, Delivery>> past) {
        var idle = Duration.ZERO;
        while (ends.entrySet().stream().anyMatch(end -> reader.position(end.getKey()) < end.getValue())) {
            var before = position(reader, ends.keySet());
            for (var record : reader.poll(POLL)) {
                decode(record.value()).ifPresent(delivery -> {
                    Objects.requireNonNull(past.get(record.partition())).put(delivery.getNotificationId(), delivery);
                    alsoTell.accept(delivery);
                });
            }
            idle = position(reader, ends.keySet()) == before ? idle.plus(POLL) : Duration.ZERO;
            if (idle.compareTo(patience) > 0) {
                throw new TimeoutException(
                        "cannot read tocsin.deliveries to its end: a transaction is open or the broker is" + " slow");
            }
        }
    }

    private static long position(org.apache.kafka.clients.consumer.Consumer<String, byte[]> reader,
            Set<TopicPartition> partitions) {
        return partitions.stream().mapToLong(reader::position).sum();
    }

    private Optional<Delivery> decode(byte[] value) {
        try {
            return Optional.ofNullable(value).map(it -> deserializer.deserialize(Topics.DELIVERIES.name(), it));
        } catch (dev.tocsin.schemas.serde.UndecodableRecordException unreadable) {
            LOG.error("skipped an unreadable delivery; its notification counts as not attempted", unreadable);
            return Optional.empty();
        }
    }
}
