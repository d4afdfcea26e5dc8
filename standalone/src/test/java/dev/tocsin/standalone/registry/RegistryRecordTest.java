package dev.tocsin.standalone.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.stream.Stream;

import org.apache.avro.SchemaBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RegistryRecordTest {

    static Stream<RegistryEvent> events() {
        return Stream.of(
                new RegistryEvent.Registered("tocsin.signals-value", 3, 17,
                        SchemaBuilder.record("R").doc("\"quoted\"").fields().requiredString("a").endRecord()),
                new RegistryEvent.DefaultLevelSet(Compatibility.FULL),
                new RegistryEvent.LevelSet("a subject", Compatibility.NONE));
    }

    @ParameterizedTest
    @MethodSource("events")
    void shouldReadBackWhatItWrote(RegistryEvent event) {
        assertThat(RegistryRecord.of(event).event()).contains(event);
    }

    @Test
    void shouldUseTheLayoutOfConfluentsTopic() {
        var record = RegistryRecord.of(new RegistryEvent.LevelSet("s", Compatibility.FULL));

        assertThat(record.key()).isEqualTo("{\"keytype\":\"CONFIG\",\"subject\":\"s\",\"magic\":0}");
        assertThat(record.value()).isEqualTo("{\"compatibilityLevel\":\"FULL\"}");
    }

    @Test
    void shouldPassOverWhatOtherRegistriesAlsoWrite() {
        var noop = new RegistryRecord("{\"keytype\":\"NOOP\",\"magic\":0}", "{}");
        var deleted = new RegistryRecord("{\"keytype\":\"SCHEMA\",\"subject\":\"s\",\"version\":1,\"magic\":1}",
                "{\"subject\":\"s\",\"version\":1,\"id\":1,\"schema\":\"\\\"string\\\"\",\"deleted\":true}");

        assertThat(Stream.of(noop, deleted).map(RegistryRecord::event)).containsOnly(Optional.empty());
    }
}
