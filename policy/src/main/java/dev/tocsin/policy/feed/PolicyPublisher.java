package dev.tocsin.policy.feed;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.feed.TopicFollower;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes versions of the policy: the whole text on tocsin.policy and, in the same transaction, its activation on every
 * partition of tocsin.signals. All publishers share one transactional id, so of two at the same time one is fenced and
 * fails, and no version number is given twice.
 */
public final class PolicyPublisher {

    /** Transactional id of every publisher. */
    public static final String TRANSACTIONAL_ID = "tocsin-policy-publisher";

    private static final Logger LOG = LoggerFactory.getLogger(PolicyPublisher.class);
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final Supplier<Producer<String, Bytes>> producers;
    private final PolicyArchive archive;
    private final EventSerdes serdes;
    private final Clock clock;

    /**
     * A publisher; it connects only while it publishes.
     *
     * @param kafka
     *            client settings, at least {@code bootstrap.servers}
     */
    public PolicyPublisher(Map<String, Object> kafka, EventSerdes serdes, Clock clock) {
        this(() -> new KafkaProducer<>(producerProps(kafka), new StringSerializer(), new BytesSerializer()),
                TopicFollower.briefConsumers(Topics.POLICY, kafka, serdes), serdes, clock);
    }

    PolicyPublisher(Supplier<Producer<String, Bytes>> producers,
            Supplier<Consumer<String, PolicyVersion>> consumers, EventSerdes serdes, Clock clock) {
        this.producers = producers;
        this.archive = new PolicyArchive(consumers);
        this.serdes = serdes;
        this.clock = clock;
    }

    /**
     * Checks a text and makes it the newest version. The text of the version that is newest already is not published again.
     * When it returns, whoever reads the topic from now on finds the version.
     *
     * @param fileName
     *            how to call the text in errors
     * @param author
     *            who publishes
     * @return the version that is newest now
     * @throws PolicyErrors
     *             when the text cannot take effect; nothing was published then
     * @throws KafkaException
     *             when it cannot be written, or another publisher was faster; nothing was published then
     */
    public PolicyVersion publish(String fileName, String yaml, String author) throws PolicyErrors {
        var compiled = PolicyLoader.load(fileName, yaml);
        try (var producer = producers.get()) {
            // From here on any older publisher is fenced, so what is newest cannot change unnoticed.
            producer.initTransactions();
            var newest = archive.newest(PATIENCE);
            if (newest.filter(it -> it.getText().equals(yaml)).isPresent()) {
                return newest.get();
            }
            var version = PolicyVersion.newBuilder().setName(compiled.name())
                    .setVersion(newest.map(PolicyVersion::getVersion).orElse(0) + 1)
                    .setSha256(PolicyLoader.sha256(yaml)).setText(yaml).setAuthor(author)
                    .setPublishedAt(clock.instant()).build();
            write(producer, version);
            if (!archive.awaitReadable(version.getVersion(), PATIENCE)) {
                LOG.warn("version {} of the policy is published, but not yet visible to readers", version.getVersion());
            }
            return version;
        }
    }

    private void write(Producer<String, Bytes> producer, PolicyVersion version) {
        producer.beginTransaction();
        try {
            producer.send(record(Topics.POLICY, Optional.empty(), version.getName(), version)).get();
            for (var each : producer.partitionsFor(Topics.SIGNALS.name())) {
                producer.send(record(Topics.SIGNALS, Optional.of(each.partition()), "", activation(version, each
                        .partition()))).get();
            }
            producer.commitTransaction();
        } catch (ExecutionException failed) {
            throw abort(producer, new KafkaException(why(failed.getCause()), failed.getCause()));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw abort(producer, new KafkaException("interrupted while the policy was published", interrupted));
        } catch (KafkaException failed) {
            throw abort(producer, failed);
        }
    }

    private static String why(Throwable cause) {
        return cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException
                ? "another policy was published at the same time; review it, and publish again if yours still applies"
                : "the policy could not be published: " + cause.getMessage();
    }

    private static KafkaException abort(Producer<String, Bytes> producer, KafkaException cause) {
        try {
            producer.abortTransaction();
        } catch (KafkaException fenced) {
            cause.addSuppressed(fenced);
        }
        return cause;
    }

    private static Signal activation(PolicyVersion version, int partition) {
        return Signal.newBuilder().setId("policy-" + version.getName() + "-" + version.getVersion() + "-" + partition)
                .setServiceKey("").setReceivedAt(version.getPublishedAt())
                .setBody(PolicyActivated.newBuilder().setPolicy(version).build()).build();
    }

    private <V extends SpecificRecord> ProducerRecord<String, Bytes> record(Topic<V> topic,
            Optional<Integer> partition, String key, V value) {
        try (Serializer<V> serializer = serdes.of(topic).serializer()) {
            var bytes = Bytes.wrap(serializer.serialize(topic.name(), value));
            return new ProducerRecord<>(topic.name(), partition.orElse(null), key, bytes);
        }
    }

    private static Map<String, Object> producerProps(Map<String, Object> kafka) {
        var props = new HashMap<>(kafka);
        props.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, TRANSACTIONAL_ID);
        props.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        props.put(ProducerConfig.ACKS_CONFIG, "all");
        props.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, (int) PATIENCE.toMillis());
        props.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, Topic.MAX_RECORD_BYTES);
        return props;
    }
}
