package dev.tocsin.console.command;

import static dev.tocsin.console.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Signal;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;

class KafkaCommandLogTest {

    private static final int PARTITIONS = 7;
    private static final Duration A_MOMENT = Duration.ofMillis(20);

    @Test
    void shouldWriteToThePartitionOfTheService() {
        var producer = producer(true);
        var log = new KafkaCommandLog(producer);
        var signal = aCommand("checkout");

        log.append(signal, A_MOMENT);

        assertThat(producer.history()).singleElement().satisfies(record -> {
            assertThat(record.topic()).isEqualTo("tocsin.signals");
            assertThat(record.key()).isEqualTo("checkout");
            assertThat(record.partition()).isEqualTo(ServiceKeys.partition("checkout", PARTITIONS));
            assertThat(record.value()).isEqualTo(signal);
        });
    }

    @Test
    void shouldNotCallItWrittenBeforeKafkaConfirmedIt() {
        var log = new KafkaCommandLog(producer(false));

        assertThatThrownBy(() -> log.append(aCommand("checkout"), A_MOMENT)).isInstanceOf(
                CommandLogUnavailableException.class)
                .hasMessageContaining("did not confirm");
    }

    @Test
    void shouldSayWhyKafkaDidNotTakeIt() {
        var producer = producer(true);
        producer.sendException = new TimeoutException("no broker answers");
        var log = new KafkaCommandLog(producer);

        assertThatThrownBy(() -> log.append(aCommand("checkout"), A_MOMENT)).isInstanceOf(
                CommandLogUnavailableException.class)
                .hasMessageContaining("no broker answers");
    }

    private static MockProducer<String, Signal> producer(boolean confirming) {
        return new MockProducer<>(confirming, null, new StringSerializer(), new EventSerdes(Map.of(
                "schema.registry.url",
                "mock://console-commands")).of(Topics.SIGNALS).serializer()) {
            @Override
            public List<PartitionInfo> partitionsFor(String topic) {
                return Collections.nCopies(PARTITIONS, new PartitionInfo(topic, 0, null, null, null));
            }
        };
    }

    private static Signal aCommand(String serviceKey) {
        var command = Command.newBuilder().setId("c1").setIncidentId("i1").setKind(CommandKind.ACKNOWLEDGE).setActor(
                "ada").setVia(
                        "api").setIssuedAt(NOW).build();
        return Signal.newBuilder().setId("c1").setServiceKey(serviceKey).setReceivedAt(NOW).setBody(command).build();
    }
}
