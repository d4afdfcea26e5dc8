package dev.tocsin.console.silence;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.Signal;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Writes a silence to {@code tocsin.silences} and, in the same transaction, to every partition of {@code tocsin.signals}.
 * All writers share one transactional id: of two at the same time one is fenced, fails, and may try again.
 */
public final class KafkaSilenceLog implements SilenceLog {

    /** Transactional id of every writer of silences. */
    public static final String TRANSACTIONAL_ID = "tocsin-silence-writer";

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Supplier<Producer<String, Bytes>> producers;
    private final EventSerdes serdes;
    private final Clock clock;

    /**
     * A writer; it connects only while it writes.
     *
     * @param kafka
     *            client settings, at least {@code bootstrap.servers}
     */
    public KafkaSilenceLog(Map<String, Object> kafka, EventSerdes serdes, Clock clock) {
        this(() -> new KafkaProducer<>(settings(kafka), new StringSerializer(), new BytesSerializer()), serdes, clock);
    }

    KafkaSilenceLog(Supplier<Producer<String, Bytes>> producers, EventSerdes serdes, Clock clock) {
        this.producers = producers;
        this.serdes = serdes;
        this.clock = clock;
    }

    @Override
    public synchronized void append(SilenceSet silence) {
        try (var producer = producers.get()) {
            producer.initTransactions();
            producer.beginTransaction();
            write(producer, silence);
        } catch (KafkaException failed) {
            throw new CommandLogUnavailableException("Kafka did not accept the silence: " + failed.getMessage(),
                    failed);
        }
    }

    private void write(Producer<String, Bytes> producer, SilenceSet silence) {
        try {
            send(producer, record(Topics.SILENCES, Optional.empty(), silence.getSilenceId(), silence));
            for (var each : producer.partitionsFor(Topics.SIGNALS.name())) {
                send(producer, record(Topics.SIGNALS, Optional.of(each.partition()), "", signal(silence, each
                        .partition())));
            }
            producer.commitTransaction();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw abort(producer, new KafkaException("interrupted", interrupted));
        } catch (ExecutionException failed) {
            throw abort(producer, new KafkaException(failed.getCause().getMessage(), failed.getCause()));
        } catch (TimeoutException late) {
            throw abort(producer, new KafkaException("no answer within " + PATIENCE.toSeconds() + " s", late));
        } catch (KafkaException failed) {
            throw abort(producer, failed);
        }
    }

    private static void send(Producer<String, Bytes> producer, ProducerRecord<String, Bytes> record)
            throws InterruptedException, ExecutionException, TimeoutException {
        var _ = producer.send(record).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static KafkaException abort(Producer<String, Bytes> producer, KafkaException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException fenced) {
            cause.addSuppressed(fenced);
        }
        return cause;
    }

    /** Set again, a silence has another end, so its signals have other ids; written again, they have the same. */
    private Signal signal(SilenceSet silence, int partition) {
        return Signal.newBuilder().setId("silence-" + silence.getSilenceId() + "-" + silence.getEndsAt().toEpochMilli()
                + "-" + partition).setServiceKey("").setReceivedAt(clock.instant()).setBody(silence).build();
    }

    private <V extends SpecificRecord> ProducerRecord<String, Bytes> record(Topic<V> topic, Optional<Integer> partition,
            String key, V value) {
        try (Serializer<V> serializer = serdes.of(topic).serializer()) {
            return new ProducerRecord<>(topic.name(), partition.orElse(null), key, Bytes.wrap(serializer.serialize(topic
                    .name(), value)));
        }
    }

    private static Map<String, Object> settings(Map<String, Object> kafka) {
        var settings = new HashMap<>(kafka);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        settings.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        settings.put(ProducerConfig.ACKS_CONFIG, "all");
        settings.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        return settings;
    }
}
