package dev.tocsin.console.silence;

import static dev.tocsin.console.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.serialization.BytesSerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.common.utils.Bytes;
import org.junit.jupiter.api.Test;

class KafkaSilenceLogTest {

    private static final int PARTITIONS = 3;
    private static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://silences"));
    private static final SilenceSet SILENCE = SilenceSet.newBuilder().setSilenceId("s1").setKind(SilenceKind.SILENCE)
            .setMatchers(List.of()).setServices(List.of("checkout")).setStartsAt(NOW).setEndsAt(NOW.plusSeconds(60))
            .setAuthor("ada").setReason("why").build();

    private final MockProducer<String, Bytes> producer = new MockProducer<>(true, null, new StringSerializer(),
            new BytesSerializer()) {
        @Override
        public List<PartitionInfo> partitionsFor(String topic) {
            return IntStream.range(0, PARTITIONS).mapToObj(number -> new PartitionInfo(topic, number, null, null, null))
                    .toList();
        }
    };
    private final KafkaSilenceLog log = new KafkaSilenceLog(() -> producer, SERDES, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void shouldTellEveryPartitionAndTheTopicOfSilencesInOneTransaction() {
        log.append(SILENCE);

        assertThat(producer.commitCount()).isEqualTo(1);
        assertThat(producer.history()).filteredOn(record -> record.topic().equals("tocsin.silences")).singleElement()
                .satisfies(record -> assertThat(record.key()).isEqualTo("s1"));
        var signals = producer.history().stream().filter(record -> record.topic().equals("tocsin.signals")).toList();
        assertThat(signals).extracting(record -> record.partition()).containsExactlyElementsOf(IntStream.range(0,
                PARTITIONS).boxed().toList());
        assertThat(signals).allSatisfy(record -> assertThat(record.key()).isEmpty());
        var signal = SERDES.of(Topics.SIGNALS).deserializer().deserialize("tocsin.signals", signals.getFirst()
                .value().get());
        assertThat(signal.getBody()).isEqualTo(SILENCE);
        assertThat(signal.getServiceKey()).isEmpty();
    }

    @Test
    void shouldLeaveNothingBehindWhenItCannotBeWritten() {
        producer.sendException = new KafkaException("no room");

        assertThatThrownBy(() -> log.append(SILENCE)).isInstanceOf(CommandLogUnavailableException.class)
                .hasMessageContaining("no room");

        assertThat(producer.commitCount()).isZero();
        assertThat(producer.history()).isEmpty();
    }
}
