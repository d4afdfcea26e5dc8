package dev.tocsin.console.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import dev.tocsin.console.projection.LogPlace;
import dev.tocsin.event.Incident;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.Deserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads the last snapshot of one incident again, where the projection has no room for it. One reader at a time. */
public final class SnapshotReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SnapshotReader.class);
    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final Duration POLL = Duration.ofMillis(500);

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final Deserializer<Incident> deserializer;
    private final Clock clock;
    private final ReentrantLock lock = new ReentrantLock();
    private Optional<Consumer<String, byte[]>> open = Optional.empty();

    /**
     * @param consumers
     *            makes a consumer that reads committed records only; the first is made when it is needed
     */
    public SnapshotReader(Supplier<Consumer<String, byte[]>> consumers, Deserializer<Incident> deserializer,
            Clock clock) {
        this.consumers = consumers;
        this.deserializer = deserializer;
        this.clock = clock;
    }

    /** The snapshot at a place; empty when it was superseded and compacted away meanwhile, or Kafka does not answer. */
    public Optional<Incident> read(String incidentId, LogPlace place) {
        lock.lock();
        try {
            var consumer = open.orElseGet(consumers);
            open = Optional.of(consumer);
            return find(consumer, incidentId, place);
        } catch (KafkaException failure) {
            LOG.warn("cannot read the snapshot of incident {}: {}", incidentId, failure.getMessage());
            closeConsumer();
            return Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private Optional<Incident> find(Consumer<String, byte[]> consumer, String incidentId, LogPlace place) {
        var partition = new TopicPartition(Topics.INCIDENTS.name(), place.partition());
        consumer.assign(List.of(partition));
        consumer.seek(partition, place.offset());
        var end = clock.instant().plus(PATIENCE);
        while (clock.instant().isBefore(end)) {
            for (var record : consumer.poll(POLL).records(partition)) {
                return record.offset() == place.offset() && record.value() != null && incidentId.equals(record.key())
                        ? Optional.of(deserializer.deserialize(record.topic(), record.value()))
                        : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private void closeConsumer() {
        open.ifPresent(consumer -> consumer.close(org.apache.kafka.clients.consumer.CloseOptions.timeout(Duration
                .ofSeconds(1))));
        open = Optional.empty();
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closeConsumer();
        } finally {
            lock.unlock();
        }
    }
}
