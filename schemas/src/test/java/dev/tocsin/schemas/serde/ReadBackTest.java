package dev.tocsin.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.ClockPause;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.Severity;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.Test;

/** What was read can be compared, as stores and reconciliations do. */
class ReadBackTest {

    private static final Instant AT = Instant.parse("2026-03-02T10:00:00Z");

    @Test
    void shouldEqualTheWrittenRecordWithInstantsInLists() {
        var written = incident(AT.plusSeconds(60));

        var read = readBack(written);

        assertThat(read).isEqualTo(written);
        assertThat(Incident.newBuilder(read).build()).isEqualTo(read);
        assertThat(read).isNotEqualTo(readBack(incident(AT.plusSeconds(61))));
    }

    private static Incident readBack(Incident incident) {
        try (var serde = new EventSerdes(Map.of("schema.registry.url", "mock://read-back")).of(Topics.INCIDENTS)) {
            var bytes = serde.serializer().serialize(Topics.INCIDENTS.name(), incident);
            return serde.deserializer().deserialize(Topics.INCIDENTS.name(), bytes);
        }
    }

    private static Incident incident(Instant until) {
        return Incident.newBuilder().setId("0a1b2c3d-abcdefghijkl").setRevision(1).setServiceKey("shop")
                .setCorrelationKey("shop").setState(IncidentState.OPEN).setTitle("API is down").setSeverity(
                        new Severity("SEV1", 1))
                .setService("shop").setLadder("sev1").setPolicyName("test").setPolicyVersion(1).setRuleId("down")
                .setRuleReason("").setAlertsTotal(1).setAlertsFiring(1).setOpenedAt(AT).setRoundStartedAt(AT)
                .setUpdatedAt(AT)
                .setClockPauses(List.of(ClockPause.newBuilder().setPhase("").setFrom(AT).setUntil(until).setReason("")
                        .setBy("alice").build()))
                .setTasks(List.of(IncidentTask.newBuilder().setId("c1").setText("write").setDueAt(until).setOwner("")
                        .setAddedBy("policy").setDoneBy("").build()))
                .build();
    }
}
