package dev.tocsin.ingest.publish;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.Command;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SourceHealth;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The one producer of the process: idempotent, acknowledged by all in-sync replicas, and soon out of patience. While one
 * request to the broker is under way, and the broker flushes what is in it, all that comes meanwhile waits and then travels
 * together: as many senders share a flush as came during the last one.
 */
public final class KafkaAlertPublisher implements AlertPublisher {

    private static final Duration LAST_WORDS = Duration.ofSeconds(5);

    private final Producer<String, byte[]> producer;
    private final Supplier<Optional<String>> brokers;
    private final Serializer<ReceivedRequest> received;
    private final Serializer<Signal> signals;
    private final Serializer<QuarantinedRequest> quarantined;
    private final Serializer<QuarantineReplay> replays;
    private final Serializer<SourceHealth> sources;
    private volatile boolean knowsTopics;

    /**
     * @param brokers
     *            says what is wrong with the brokers now, if anything
     */
    public KafkaAlertPublisher(Producer<String, byte[]> producer, EventSerdes serdes,
            Supplier<Optional<String>> brokers) {
        this.producer = producer;
        this.brokers = brokers;
        this.received = serdes.of(Topics.RECEIVED).serializer();
        this.signals = serdes.of(Topics.SIGNALS).serializer();
        this.quarantined = serdes.of(Topics.QUARANTINE).serializer();
        this.replays = serdes.of(Topics.REPLAYS).serializer();
        this.sources = serdes.of(Topics.SOURCES).serializer();
    }

    /**
     * The producer's configuration.
     *
     * @param settings
     *            {@code bootstrap.servers} and whatever an operator overrides; what the promise rests on cannot be overridden
     */
    public static Map<String, Object> producerConfig(Map<String, Object> settings) {
        var config = new HashMap<String, Object>();
        config.put(ProducerConfig.CLIENT_ID_CONFIG, "tocsin-alert-ingest");
        // A sender waits for its answer, and all records of a request are handed over together: nothing is won by lingering.
        // What shares a flush is gathered while the flush before is under way, which takes one request in flight.
        config.put(ProducerConfig.LINGER_MS_CONFIG, "0");
        config.put(ProducerConfig.BATCH_SIZE_CONFIG, Integer.toString(64 * 1024));
        config.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "lz4");
        config.put(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION, "1");
        config.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, "250");
        // The first alert after a quiet hour must not wait for partitions that were forgotten meanwhile.
        config.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Long.toString(Duration.ofDays(1).toMillis()));
        config.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, "2000");
        // Longer than an ordinary sender waits: what it sends again meanwhile joins what is under way.
        config.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, "30000");
        config.put(ProducerConfig.BUFFER_MEMORY_CONFIG, Integer.toString(64 * 1024 * 1024));
        // A whole body of 10 MiB must fit into one record of tocsin.received.
        config.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Integer.toString(Topic.MAX_RECORD_BYTES));
        config.putAll(settings);
        config.put(ProducerConfig.ACKS_CONFIG, "all");
        config.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, "true");
        return config;
    }

    @Override
    public CompletableFuture<Void> publish(Publication publication) {
        try {
            var records = new ArrayList<ProducerRecord<String, byte[]>>();
            publication.received()
                    .ifPresent(it -> records.add(record(Topics.RECEIVED, it.getId(), it, received)));
            publication.signals().forEach(it -> records.add(signal(it)));
            publication.quarantined()
                    .ifPresent(it -> records.add(record(Topics.QUARANTINE, it.getId(), it, quarantined)));
            publication.replay().ifPresent(it -> records.add(record(Topics.REPLAYS, it.getId(), it, replays)));
            publication.sources().forEach(it -> records.add(record(Topics.SOURCES, it.getSource() + "@" + it
                    .getInstance(), it, sources)));
            return send(records);
        } catch (RuntimeException notEncoded) {
            return CompletableFuture.failedFuture(notEncoded);
        }
    }

    /**
     * By the home key where there is one, else by the service key. A command or a report on a page that names its incident
     * and no service lies where that incident's log does.
     */
    private ProducerRecord<String, byte[]> signal(Signal signal) {
        var partition = signal.getServiceKey().isEmpty()
                ? incident(signal).map(id -> ServiceKeys.partitionOfIncident(id, producer.partitionsFor(Topics.SIGNALS
                        .name()).size())).orElse(null)
                : null;
        var key = signal.getHomeKey().isEmpty() ? signal.getServiceKey() : signal.getHomeKey();
        return new ProducerRecord<>(Topics.SIGNALS.name(), partition, key, signals.serialize(
                Topics.SIGNALS.name(), signal));
    }

    private static Optional<String> incident(Signal signal) {
        return switch (signal.getBody()) {
            case Command command -> Optional.of(command.getIncidentId());
            case Bulletin report -> Optional.of(report.getSubject());
            default -> Optional.empty();
        };
    }

    private static <V extends SpecificRecord> ProducerRecord<String, byte[]> record(Topic<V> topic, String key, V value,
            Serializer<V> serializer) {
        return new ProducerRecord<>(topic.name(), key, serializer.serialize(topic.name(), value));
    }

    private CompletableFuture<Void> send(List<ProducerRecord<String, byte[]>> records) {
        var all = new CompletableFuture<Void>();
        var open = new AtomicInteger(records.size());
        for (var record : records) {
            if (all.isCompletedExceptionally()) {
                break;
            }
            try {
                var _ = producer.send(record, (_, failure) -> {
                    if (failure != null) {
                        all.completeExceptionally(failure);
                    } else if (open.decrementAndGet() == 0) {
                        all.complete(null);
                    }
                });
            } catch (KafkaException | IllegalStateException refused) {
                all.completeExceptionally(refused);
            }
        }
        return all;
    }

    @Override
    public Optional<String> trouble() {
        return brokers.get().or(this::doesNotKnowTopics);
    }

    /** An alert waits no longer for the partitions of its topic than for anything else: they are asked for before it. */
    private Optional<String> doesNotKnowTopics() {
        try {
            if (!knowsTopics) {
                List.of(Topics.RECEIVED, Topics.SIGNALS, Topics.QUARANTINE).forEach(topic -> producer.partitionsFor(
                        topic.name()));
                knowsTopics = true;
            }
            return Optional.empty();
        } catch (KafkaException notYet) {
            return Optional.of("the producer has no topic metadata yet: " + notYet.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close(LAST_WORDS);
    }
}
