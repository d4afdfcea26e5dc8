package dev.tocsin.escalator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;

import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A change of the file's names is a migration: state lies under them. */
class TopologyShapeTest {

    @Test
    void shouldHaveTheShapeOfTheDiagram() throws IOException {
        var topology = new EscalatorTopology(new EventSerdes(Map.of("schema.registry.url", "mock://shape")),
                new SimpleMeterRegistry(), new FailedRecords(), () -> 0).build(version -> {
                    throw new AssertionError("no policy is needed to build");
                }, new LadderTerms(Duration.ofSeconds(30), Duration.ofDays(7)));

        assertThat(topology.describe()).asString().isEqualToNormalizingNewlines(golden());
    }

    private static String golden() throws IOException {
        try (var file = TopologyShapeTest.class.getResourceAsStream("topology.txt")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
