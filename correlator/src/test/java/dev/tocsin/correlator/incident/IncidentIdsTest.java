package dev.tocsin.correlator.incident;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.schemas.topic.ServiceKeys;
import org.junit.jupiter.api.Test;

class IncidentIdsTest {

    @Test
    void shouldGiveTheSameIdForTheSameOpening() {
        assertThat(IncidentIds.opened("payments", "payments|DiskFull", "signal-1"))
                .isEqualTo(IncidentIds.opened("payments", "payments|DiskFull", "signal-1"))
                .matches("[0-9a-f]{8}-[a-z2-7]{12}");
    }

    @Test
    void shouldGiveAnotherIdForAnotherSignalOrKey() {
        var id = IncidentIds.opened("payments", "payments|DiskFull", "signal-1");

        assertThat(IncidentIds.opened("payments", "payments|DiskFull", "signal-2")).isNotEqualTo(id);
        assertThat(IncidentIds.opened("payments", "payments|Latency", "signal-1")).isNotEqualTo(id);
    }

    @Test
    void shouldRouteToThePartitionOfItsService() {
        var id = IncidentIds.opened("zahlungen-ü", "zahlungen-ü|DiskFull", "signal-1");

        assertThat(ServiceKeys.partitionOfIncident(id, 12))
                .isEqualTo(ServiceKeys.partition("zahlungen-ü", 12));
    }
}
