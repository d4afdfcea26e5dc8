package dev.tocsin.correlator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.runtime.streams.FailedRecords;
import dev.tocsin.schemas.topic.ServiceKeys;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;

/** A change of shape is to be seen in a diff; a change of a store's name is a migration. */
class TopologyShapeTest {

    @Test
    void shouldLookLikeThePictureThatWasAgreed() {
        var topology = new CorrelatorTopology(CorrelatorHarness.SERDES, new SimpleMeterRegistry(), Timers.LIVE,
                new FailedRecords()).build();

        assertThat(topology.describe().toString()).isEqualTo(CorrelatorHarness.resource("topology.txt"));
    }

    @Test
    void shouldPutAnIncidentWhereItsServiceLies() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(AlertFixture.anAlert("db-1"));
            var incident = correlator.incident();
            correlator.skip();

            var partition = new ServicePartitioner().partitions("tocsin.incidents", incident.getId(), incident,
                    12);

            assertThat(partition).isEqualTo(Optional.of(Set.of(ServiceKeys.partition("payments", 12))));
            assertThat(IntStream.range(0, 12).boxed()).containsAll(partition.orElseThrow());
        }
    }
}
