package dev.tocsin.standalone.broker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

import dev.tocsin.schemas.topic.TopicAdmin;
import dev.tocsin.schemas.topic.TopicDrift;
import dev.tocsin.schemas.topic.TopicLayout;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.schemas.topic.UnfitClusterException;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("embedded")
class EmbeddedBrokerIT {

    @TempDir
    private Path folder;

    @Test
    void shouldKeepDataAndAddressAcrossRestarts() throws Exception {
        String first;
        try (var broker = started()) {
            first = broker.bootstrapServers();
            TopicAdmin.create(client(broker), TopicLayout.of(12));
            write(broker, "kept");
        }

        try (var broker = started()) {
            assertThat(broker.bootstrapServers()).isEqualTo(first).startsWith("127.0.0.1:");
            assertThat(read(broker)).containsExactly("kept");
            TopicAdmin.create(client(broker), TopicLayout.of(12));
            assertThat(TopicAdmin.verify(client(broker), OptionalInt.empty())).isEqualTo(12);
        }
    }

    @Test
    void shouldKeepTheNumberOfPartitionsThatWasChosenFirst() throws Exception {
        try (var broker = started(); var admin = Admin.create(client(broker))) {
            // As when a start was killed in the middle, or a later version brings more topics.
            admin.createTopics(List.of(new NewTopic(Topics.SIGNALS.name(), 3, (short) 1).configs(Topics.SIGNALS.config(
                    1)))).all().get();
            Awaiting.until("it to be seen", () -> admin.listTopics().names().get().contains(Topics.SIGNALS.name()));

            assertThatThrownBy(() -> TopicAdmin.create(admin, TopicLayout.of(2))).isInstanceOf(
                    UnfitClusterException.class).hasMessageContaining("asks for 2, and the topics have 3");
            assertThat(admin.listTopics().names().get()).doesNotContain(Topics.SILENCES.name());

            var nobodyAsks = new TopicLayout(OptionalInt.empty(), 12, 1);
            assertThat(TopicAdmin.create(admin, nobodyAsks)).isEqualTo(3);
            assertThat(TopicAdmin.verify(admin, OptionalInt.of(3))).isEqualTo(3);
        }
    }

    @Test
    void shouldSayEverythingThatMakesAClusterUnfit() throws Exception {
        try (var broker = started(); var admin = Admin.create(client(broker))) {
            TopicAdmin.create(admin, TopicLayout.of(12));
            admin.deleteTopics(List.of(Topics.POLICY.name())).all().get();
            admin.createPartitions(Map.of(Topics.DECISIONS.name(), NewPartitions.increaseTo(13))).all().get();

            Awaiting.until("both to be seen", () -> {
                assertThatThrownBy(() -> TopicAdmin.verify(admin, OptionalInt.empty())).isInstanceOfSatisfying(
                        UnfitClusterException.class,
                        unfit -> assertThat(unfit.problems()).satisfiesExactly(
                                one -> assertThat(one).contains("tocsin.decisions has 13 partitions, not 12"),
                                two -> assertThat(two).contains("tocsin.policy is missing")));
                return true;
            });
        }
    }

    @Test
    void shouldReportAndApplyWhatDiffersFromTheCatalogue() {
        try (var broker = started(); var admin = Admin.create(client(broker))) {
            TopicAdmin.create(admin, TopicLayout.of(2));
            assertThat(TopicAdmin.drift(admin)).isEmpty();
            var changed = new TopicDrift(Topics.SIGNALS.name(), "retention.ms", "", "1000");
            TopicAdmin.apply(admin, List.of(changed));
            Awaiting.until("it to differ", () -> TopicAdmin.drift(admin).size() == 1);

            var drift = TopicAdmin.drift(admin);
            TopicAdmin.apply(admin, drift);

            assertThat(drift).singleElement().returns("1000", TopicDrift::has).returns(false,
                    TopicDrift::deletesRecords);
            Awaiting.until("the catalogue to hold", () -> TopicAdmin.drift(admin).isEmpty());
        }
    }

    @Test
    void shouldSayWhichPortIsTaken() {
        try (var broker = started()) {
            var port = Integer.parseInt(broker.bootstrapServers().substring("127.0.0.1:".length()));
            var second = new EmbeddedBroker(folder.resolve("second"), port);

            assertThatThrownBy(second::start).isInstanceOf(BrokerStartException.class)
                    .hasMessageContaining("port " + port);
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

    private static void write(EmbeddedBroker broker, String text) throws Exception {
        try (var producer = new KafkaProducer<>(client(broker), new StringSerializer(), new StringSerializer())) {
            producer.send(new ProducerRecord<>(Topics.SIGNALS.name(), 0, "key", text)).get();
        }
    }

    private static List<String> read(EmbeddedBroker broker) {
        try (var consumer = new KafkaConsumer<>(client(broker), new StringDeserializer(), new StringDeserializer())) {
            var partition = new TopicPartition(Topics.SIGNALS.name(), 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            var texts = new ArrayList<String>();
            while (consumer.position(partition) < consumer.endOffsets(List.of(partition)).get(partition)) {
                consumer.poll(Duration.ofSeconds(1)).forEach(record -> texts.add(record.value()));
            }
            return texts;
        }
    }
}
