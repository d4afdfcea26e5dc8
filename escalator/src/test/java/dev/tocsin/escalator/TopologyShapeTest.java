package dev.tocsin.escalator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import dev.tocsin.escalator.backlog.Backlog;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import dev.tocsin.state.Escalation;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyTestDriver;
import org.junit.jupiter.api.Test;

/** A change of the file's names is a migration: state lies under them. */
class TopologyShapeTest {

    private static final EventSerdes SERDES = new EventSerdes(Map.of("schema.registry.url", "mock://shape"));

    @Test
    void shouldHaveTheShapeOfTheDiagram() throws IOException {
        assertThat(topology().describe()).asString().isEqualToNormalizingNewlines(golden());
    }

    @Test
    void shouldKeepItsRowsInAStoreOnDisk() {
        var incident = IncidentBuilder.anIncident().build();
        try (var driver = new TopologyTestDriver(topology(), new Properties(), IncidentBuilder.OPENED_AT)) {
            driver.createInputTopic(Topics.INCIDENTS.name(), Serdes.String().serializer(), SERDES.of(Topics.INCIDENTS)
                    .serializer()).pipeInput(incident.getId(), incident, IncidentBuilder.OPENED_AT);

            var rows = driver.<String, Escalation>getKeyValueStore(EscalatorTopology.ESCALATIONS);

            assertThat(rows.persistent()).isTrue();
            assertThat(rows.get(incident.getId()).getNextRung()).isEqualTo(2);
        }
    }

    private static Topology topology() {
        return new EscalatorTopology(SERDES, new SimpleMeterRegistry(), new FailedRecords(), () -> 0,
                Backlog.NONE).build(
                        version -> PinnedPolicy.of(version, PolicyBuilder.aPolicy().build()),
                        new LadderSettings(Duration.ofSeconds(30), Duration.ofDays(7)));
    }

    private static String golden() throws IOException {
        try (var file = TopologyShapeTest.class.getResourceAsStream("topology.txt")) {
            return new String(file.readAllBytes(), UTF_8);
        }
    }
}
