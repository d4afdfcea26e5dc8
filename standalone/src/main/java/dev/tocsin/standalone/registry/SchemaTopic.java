package dev.tocsin.standalone.registry;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;

import dev.tocsin.schemas.topic.CommittedReaders;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The compacted topic behind the registry, with one writer: whoever opens it fences the writer before, and only then reads
 * it, so that nothing can be added behind his back.
 */
final class SchemaTopic implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(200);
    private static final int LONGEST_SILENCE = 150;

    private final Map<String, Object> client;
    private final String name;
    private final Producer<String, String> producer;

    /**
     * @param client
     *            settings of Kafka clients
     * @param name
     *            of the topic
     */
    SchemaTopic(Map<String, Object> client, String name) {
        this.client = client;
        this.name = name;
        this.producer = new KafkaProducer<>(with(Map.of("transactional.id", "tocsin-registry" + name, "acks", "all",
                "client.id", "tocsin-registry", "max.block.ms", "15000", "delivery.timeout.ms", "15000",
                "request.timeout.ms", "5000", "linger.ms", "0")), new StringSerializer(), new StringSerializer());
    }

    /** Makes the topic if need be, fences the writer before, and gives all events in order. */
    void open(int replication, Consumer<RegistryEvent> events) {
        create(replication);
        producer.initTransactions();
        read(events);
    }

    /**
     * Writes an event; when this returns, it is kept.
     *
     * @throws KafkaException
     *             when it may be kept or not: close this, and open the topic anew to see
     */
    void write(RegistryEvent event) {
        var record = RegistryRecord.of(event);
        producer.beginTransaction();
        // A failure of the send also fails the commit.
        var _ = producer.send(new ProducerRecord<>(name, 0, record.key(), record.value()));
        producer.commitTransaction();
    }

    @Override
    public void close() {
        producer.close(Duration.ofSeconds(5));
    }

    private void create(int replication) {
        try (var admin = Admin.create(client)) {
            var topic = new NewTopic(name, 1, (short) replication)
                    .configs(Map.of("cleanup.policy", "compact", "flush.messages", "1"));
            admin.createTopics(List.of(topic)).all().get();
        } catch (ExecutionException failed) {
            if (!(failed.getCause() instanceof TopicExistsException)) {
                throw new KafkaException("cannot create topic " + name, failed.getCause());
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    private void read(Consumer<RegistryEvent> events) {
        var settings = CommittedReaders.config(client, Map.of());
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(name, 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var end = consumer.endOffsets(List.of(partition)).get(partition);
            for (var silent = 0; consumer.position(partition) < end; silent++) {
                for (var record : consumer.poll(POLL)) {
                    silent = 0;
                    if (record.key() != null && record.value() != null) {
                        new RegistryRecord(record.key(), record.value()).event().ifPresent(events);
                    }
                }
                if (silent == LONGEST_SILENCE) {
                    throw new TimeoutException("topic " + name + " cannot be read to its end");
                }
            }
        }
    }

    private Map<String, Object> with(Map<String, Object> more) {
        var settings = new HashMap<>(client);
        settings.putAll(more);
        return settings;
    }
}
