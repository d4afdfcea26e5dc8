package dev.tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.schemas.serde.EventSerdes;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

/** What must be known before an alert comes is asked for before the service is ready. */
class KafkaAlertPublisherTest {

    private final SlowToKnow producer = new SlowToKnow();

    @Test
    void shouldNotBeReadyUntilTheProducerKnowsTheTopics() {
        try (var publisher = publisher(Optional.empty())) {
            assertThat(publisher.trouble()).hasValueSatisfying(why -> assertThat(why).contains("topic metadata"));
            assertThat(publisher.trouble()).isPresent();

            producer.knows = true;

            assertThat(publisher.trouble()).isEmpty();
        }
    }

    @Test
    void shouldAskForTheTopicsOnce() {
        producer.knows = true;
        try (var publisher = publisher(Optional.empty())) {
            assertThat(publisher.trouble()).isEmpty();
            var asked = producer.asked;

            assertThat(publisher.trouble()).isEmpty();

            assertThat(producer.asked).isEqualTo(asked).isEqualTo(3);
        }
    }

    @Test
    void shouldReportBrokerProblemsFirst() {
        try (var publisher = publisher(Optional.of("the brokers do not answer"))) {
            assertThat(publisher.trouble()).contains("the brokers do not answer");
            assertThat(producer.asked).isZero();
        }
    }

    private KafkaAlertPublisher publisher(Optional<String> brokers) {
        return new KafkaAlertPublisher(producer, new EventSerdes(Map.of("schema.registry.url", "mock://publisher")),
                () -> brokers);
    }

    private static final class SlowToKnow extends MockProducer<String, byte[]> {

        private boolean knows;
        private int asked;

        SlowToKnow() {
            super(true, null, new StringSerializer(), new ByteArraySerializer());
        }

        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            asked++;
            if (!knows) {
                throw new TimeoutException("Topic " + topic + " not present in metadata after 250 ms.");
            }
            return List.of();
        }
    }
}
