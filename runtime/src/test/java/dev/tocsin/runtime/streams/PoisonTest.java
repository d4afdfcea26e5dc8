package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.errors.StreamsException;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PoisonTest {

    private final FailedRecords failed = new FailedRecords();
    private final EventSerdes serdes = new EventSerdes(Map.of("schema.registry.url", "mock://poison"));

    @Test
    void shouldTakeARecordOutAfterItsThirdFailureAndKeepItsBytes() {
        for (int attempt = 0; attempt < 3; attempt++) {
            try (var driver = driver()) {
                var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());

                assertThatThrownBy(() -> in.pipeInput("k", "bad")).isInstanceOf(StreamsException.class);
            }
        }
        try (var driver = driver()) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("k", "bad");
            in.pipeInput("k", "good");

            var out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
            assertThat(out.readValuesToList()).containsExactly("good");
            var quarantined = driver.createOutputTopic(Topics.QUARANTINE.name(), new StringDeserializer(),
                    serdes.of(Topics.QUARANTINE).deserializer()).readValue();
            assertThat(quarantined.getReason()).isEqualTo("processing-failed");
            assertThat(quarantined.getId()).isEqualTo("in-0@0");
            assertThat(new String(quarantined.getBody().array(), java.nio.charset.StandardCharsets.UTF_8))
                    .isEqualTo("bad");
        }
    }

    @Test
    @DisplayName("A7: one bad alert of a request does not take the good ones with it")
    void shouldTakeARecordApartThatHoldsSeveralThings() {
        for (int attempt = 0; attempt < 3; attempt++) {
            try (var driver = apart()) {
                var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());

                assertThatThrownBy(() -> in.pipeInput("k", "good,bad,fine")).isInstanceOf(StreamsException.class);
            }
        }
        try (var driver = apart()) {
            var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());
            in.pipeInput("k", "good,bad,fine");
            in.pipeInput("k", "next,one");

            var parts = driver.createOutputTopic("parts", new StringDeserializer(), new StringDeserializer());
            assertThat(parts.readKeyValuesToList()).containsExactly(KeyValue.pair("k", "good"), KeyValue.pair("k",
                    "bad"), KeyValue.pair("k", "fine"));
            var out = driver.createOutputTopic("out", new StringDeserializer(), new StringDeserializer());
            assertThat(out.readValuesToList()).containsExactly("next,one");
            assertThat(driver.createOutputTopic(Topics.QUARANTINE.name(), new StringDeserializer(),
                    serdes.of(Topics.QUARANTINE).deserializer()).isEmpty()).isTrue();
        }
    }

    @Test
    void shouldTryARecordAgainWithoutEndWhenSomethingElseIsMissing() {
        for (int attempt = 0; attempt < 5; attempt++) {
            try (var driver = driver()) {
                var in = driver.createInputTopic("in", new StringSerializer(), new StringSerializer());

                assertThatThrownBy(() -> in.pipeInput("k", "early")).isInstanceOf(StreamsException.class);
            }
        }
        assertThat(failed.isPoison("in", 0, 0)).isFalse();
    }

    private TopologyTestDriver driver() {
        return driver(PoisonGuard.supplier(failed), List.of());
    }

    /** What is separated by commas is taken apart. */
    private TopologyTestDriver apart() {
        return driver(PoisonGuard.supplier(failed, value -> value.contains(",")
                ? List.of(value.split(","))
                : List.of(), "step", "parts"), List.of("parts"));
    }

    private TopologyTestDriver driver(ProcessorSupplier<String, String, String, String> guard, List<String> sinks) {
        var topology = new Topology();
        topology.addSource("source", new StringDeserializer(), new StringDeserializer(), "in");
        topology.addProcessor("guard", guard, "source");
        sinks.forEach(sink -> topology.addSink(sink, sink, new StringSerializer(), new StringSerializer(), "guard"));
        topology.addProcessor("step", Picky::new, "guard");
        topology.addSink("sink", "out", new StringSerializer(), new StringSerializer(), "step");
        var config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "poison");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(StreamsConfig.DEFAULT_KEY_SERDE_CLASS_CONFIG, Serdes.StringSerde.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RetryThenQuarantine.class);
        config.put(StreamsHost.QUARANTINE_CONFIG, new Quarantine(serdes.of(Topics.QUARANTINE).serializer()));
        config.put(StreamsHost.FAILED_RECORDS_CONFIG, failed);
        return new TopologyTestDriver(topology, config);
    }

    private static final class Picky extends ContextualProcessor<String, String, String, String> {
        @Override
        public void process(Record<String, String> message) {
            if (message.value().contains("bad")) {
                throw new IllegalStateException("cannot stand it");
            }
            if (message.value().equals("early")) {
                throw new NotThereYetException();
            }
            context().forward(message);
        }
    }

    private static final class NotThereYetException extends RetriableException {}
}
