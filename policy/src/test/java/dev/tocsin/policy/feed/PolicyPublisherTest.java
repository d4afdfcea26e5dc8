package dev.tocsin.policy.feed;

import static dev.tocsin.policy.PolicyText.aPolicy;
import static dev.tocsin.policy.feed.PolicyTopic.version;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class PolicyPublisherTest {

    private static final int PARTITIONS = 3;
    private static final Instant NOW = Instant.parse("2026-03-02T09:00:00Z");

    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://policy-publisher"));
    private final MockProducer<String, Bytes> producer = new MockProducer<>(true, null, new StringSerializer(),
            new BytesSerializer()) {
        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            return IntStream.range(0, PARTITIONS).mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                    .toList();
        }

        @Override
        public void commitTransaction() {
            super.commitTransaction();
            topic.publish(decode(Topics.POLICY, history().getFirst()));
        }
    };
    private PolicyTopic topic = PolicyTopic.holding();

    @Test
    void shouldPublishTheTextAndActivateItOnEveryPartitionInOneTransaction() throws PolicyErrors {
        var text = aPolicy().text();

        var published = publisher(PolicyTopic.holding()).publish("shop.yml", text, "ann");

        assertThat(published).returns(1, PolicyVersion::getVersion).returns("test", PolicyVersion::getName)
                .returns("ann", PolicyVersion::getAuthor).returns(NOW, PolicyVersion::getPublishedAt);
        assertThat(producer.commitCount()).isEqualTo(1);
        var history = producer.history();
        assertThat(decode(Topics.POLICY, history.getFirst())).isEqualTo(published);
        assertThat(history.getFirst().key()).isEqualTo("test");
        assertThat(history.subList(1, history.size())).extracting(ProducerRecord::partition)
                .containsExactlyElementsOf(IntStream.range(0, PARTITIONS).boxed().toList());
        assertThat(history.subList(1, history.size())).allSatisfy(signal -> {
            assertThat(signal.key()).isEmpty();
            assertThat(decode(Topics.SIGNALS, signal)).returns("", Signal::getServiceKey)
                    .extracting(Signal::getBody).isEqualTo(PolicyActivated.newBuilder().setPolicy(published).build());
        });
        assertThat(history).extracting(signal -> signal.topic()).containsOnly("tocsin.policy", "tocsin.signals");
    }

    @Test
    void shouldReturnOnlyWhenReadersSeeTheVersion() throws PolicyErrors {
        var published = publisher(PolicyTopic.holding()).publish("shop.yml", aPolicy().text(), "ann");

        assertThat(topic.read()).containsExactly(published);
    }

    @Test
    void shouldCountVersionsOn() throws PolicyErrors {
        var topic = PolicyTopic.holding(version(1, "a"), version(2, "does not even compile"));

        assertThat(publisher(topic).publish("shop.yml", aPolicy().text(), "ann").getVersion()).isEqualTo(3);
    }

    @Test
    void shouldNotPublishTheNewestTextAgain() throws PolicyErrors {
        var newest = version(4, aPolicy().text());

        var published = publisher(PolicyTopic.holding(newest)).publish("shop.yml", aPolicy().text(), "ann");

        assertThat(published).isEqualTo(newest);
        assertThat(producer.history()).isEmpty();
    }

    @Test
    void shouldPublishAnOlderTextAgain() throws PolicyErrors {
        var topic = PolicyTopic.holding(version(1, aPolicy().text()), version(2, aPolicy().text() + "# changed\n"));

        assertThat(publisher(topic).publish("shop.yml", aPolicy().text(), "ann").getVersion()).isEqualTo(3);
    }

    @Test
    void shouldRefuseATextThatDoesNotCompileBeforeAnythingIsWritten() {
        var publisher = publisher(PolicyTopic.holding());

        assertThatThrownBy(() -> publisher.publish("shop.yml", "policy: only\n", "ann"))
                .isInstanceOf(PolicyErrors.class).hasMessageContaining("shop.yml:1:1: the policy has no 'severities'");
        assertThat(producer.transactionInitialized()).isFalse();
    }

    @Test
    void shouldLeaveNothingBehindWhenAWriteFails() {
        producer.sendException = new KafkaException("disk full");
        var publisher = publisher(PolicyTopic.holding());

        assertThatThrownBy(() -> publisher.publish("shop.yml", aPolicy().text(), "ann"))
                .isInstanceOf(KafkaException.class);
        assertThat(List.of(producer.transactionCommitted(), producer.transactionAborted())).containsExactly(false,
                true);
    }

    private PolicyPublisher publisher(PolicyTopic topic) {
        this.topic = topic;
        return new PolicyPublisher(() -> producer, topic, serdes, Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private <V extends SpecificRecord> V decode(Topic<V> topic, ProducerRecord<String, Bytes> written) {
        try (var deserializer = serdes.of(topic).deserializer()) {
            return deserializer.deserialize(topic.name(), written.value().get());
        }
    }
}
