package dev.tocsin.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.standalone.acceptance.harness.Awaiting;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A power cut that took the log of transactions with it, in the middle of one. */
@Tag("embedded")
class HangingTransactionsIT {

    private static final TopicPartition PARTITION = new TopicPartition("log", 0);
    private static final String GROUP = "readers";

    @TempDir
    private Path folder;

    @Test
    void shouldLetReadersOfCommittedRecordsGoOnAfterATransactionWhoseEndWasLost() throws Exception {
        cutInTheMiddleOfATransaction();

        try (var broker = started(); var producer = producer(broker, Map.of()); var reader = reader(broker)) {
            producer.send(new ProducerRecord<>(PARTITION.topic(), "after the cut")).get();

            reader.assign(List.of(PARTITION));
            reader.seekToBeginning(List.of(PARTITION));
            Awaiting.until("the record behind the transaction", () -> {
                for (var record : reader.poll(Duration.ofMillis(100))) {
                    assertThat(record.value()).isEqualTo("after the cut");
                    return true;
                }
                return false;
            });
        }
    }

    @Test
    void shouldTellAGroupItsOffsetsAfterATransactionThatWroteThemAndWhoseEndWasLost() throws Exception {
        cutInTheMiddleOfATransaction();

        try (var broker = started(); var reader = reader(broker)) {

            assertThat(reader.committed(Set.of(PARTITION), Duration.ofSeconds(30))).hasSize(1);
        }
    }

    @Test
    void shouldLeaveOpenWhatItsProducerCanStillEnd() throws Exception {
        var id = Map.<String, Object>of("transactional.id", "writer");
        try (var broker = started()) {
            createTopic(broker);
            leaveOpen(broker, id);
        }
        Files.delete(stoppedInOrder());

        try (var broker = started(); var admin = Admin.create(client(broker))) {
            var open = admin.describeProducers(List.of(PARTITION)).all().get().get(PARTITION).activeProducers();

            assertThat(open).singleElement().satisfies(producer -> assertThat(producer
                    .currentTransactionStartOffset()).isPresent());
        }
    }

    private void cutInTheMiddleOfATransaction() throws Exception {
        try (var broker = started()) {
            createTopic(broker);
            leaveOpen(broker, Map.of("transactional.id", "writer"));
        }
        Files.delete(stoppedInOrder());
        for (var partition = 0; partition < BrokerSettings.INTERNAL_PARTITIONS; partition++) {
            empty(folder.resolve("kafka/log/__transaction_state-" + partition));
        }
    }

    private Path stoppedInOrder() {
        return folder.resolve("kafka/log/.kafka_cleanshutdown");
    }

    /** Its log, and all that was derived from it; who the partition is stays known. */
    private static void empty(Path partition) throws IOException {
        try (var files = Files.list(partition)) {
            for (var file : files.filter(file -> !file.endsWith("partition.metadata")).toList()) {
                Files.delete(file);
            }
        }
    }

    @SuppressWarnings("resource") // a producer that is closed would abort
    private static void leaveOpen(EmbeddedBroker broker, Map<String, Object> id) throws Exception {
        var producer = producer(broker, id);
        producer.initTransactions();
        producer.beginTransaction();
        producer.send(new ProducerRecord<>(PARTITION.topic(), "never committed")).get();
        try (var reader = reader(broker)) {
            producer.sendOffsetsToTransaction(Map.of(PARTITION, new OffsetAndMetadata(1)), reader.groupMetadata());
        }
    }

    private static void createTopic(EmbeddedBroker broker) throws Exception {
        try (var admin = Admin.create(client(broker))) {
            admin.createTopics(List.of(new NewTopic(PARTITION.topic(), 1, (short) 1))).all().get();
        }
    }

    private EmbeddedBroker started() {
        var broker = new EmbeddedBroker(folder.resolve("kafka"), 0);
        broker.start();
        return broker;
    }

    private static Map<String, Object> client(EmbeddedBroker broker) {
        return Map.of("bootstrap.servers", broker.bootstrapServers());
    }

    private static KafkaProducer<String, String> producer(EmbeddedBroker broker, Map<String, Object> own) {
        var config = new HashMap<>(client(broker));
        config.put("transaction.timeout.ms", 600_000);
        config.putAll(own);
        return new KafkaProducer<>(config, new StringSerializer(), new StringSerializer());
    }

    private static KafkaConsumer<String, String> reader(EmbeddedBroker broker) {
        var config = new HashMap<>(client(broker));
        config.put("group.id", GROUP);
        config.put("isolation.level", "read_committed");
        return new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
    }
}
