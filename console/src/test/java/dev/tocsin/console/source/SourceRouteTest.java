package dev.tocsin.console.source;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.aQuarantined;
import static dev.tocsin.console.Records.anAlert;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.SourceHealth;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The health of the sources of alerts. */
class SourceRouteTest {

    private final ConsoleFixture console = new ConsoleFixture();

    @AfterEach
    void close() {
        console.close();
    }

    @Test
    void shouldPutTogetherWhatAllProcessesHeard() {
        apply(heard("one", NOW.minusSeconds(600), 40, 5).setRefusedAt(NOW.minusSeconds(60)).setRefusedBecause(
                "422 missing-field: No event ID.").setSkewMillis(1_000L));
        apply(heard("two", NOW.minusSeconds(30), 2, 7).setSpooled(3));

        var all = json(console.get("/api/sources"));

        assertThat(all.path("spooled").asInt()).isEqualTo(3);
        var row = row();
        assertThat(row.path("source").asString()).isEqualTo("prometheus");
        assertThat(row.path("lastAccepted").asString()).isEqualTo(NOW.minusSeconds(30).toString());
        assertThat(row.path("refusedBecause").asString()).contains("No event ID");
        assertThat(row.path("acceptedLastHour").asInt()).isEqualTo(12);
        assertThat(row.path("skewMillis").asLong()).isEqualTo(1_000);
        assertThat(row.path("silent").asBoolean()).isFalse();
    }

    @Test
    void shouldSayThatASourceIsSilentForLongerThanEverBefore() {
        apply(heard("one", NOW.minus(Duration.ofMinutes(25)), 40, 5).setLongestGapMillis(Duration.ofMinutes(20)
                .toMillis()));
        assertThat(row().path("silent").asBoolean()).isTrue();

        apply(heard("one", NOW.minus(Duration.ofMinutes(25)), 40, 5).setLongestGapMillis(Duration.ofMinutes(30)
                .toMillis()));
        assertThat(row().path("silent").asBoolean()).isFalse();

        apply(heard("one", NOW.minus(Duration.ofMinutes(25)), 3, 5).setLongestGapMillis(0));
        assertThat(row().path("silent").asBoolean()).isFalse();
    }

    @Test
    void shouldNotShowTheRateOfAnHourLongPast() {
        apply(heard("one", NOW.minus(Duration.ofHours(2)), 3, 5).setAt(NOW.minus(Duration.ofHours(2))));

        assertThat(row().path("acceptedLastHour").asInt()).isZero();
    }

    @Test
    void shouldNameTheOldestAlertThatStillFiresAndCountTheQuarantine() {
        apply(heard("one", NOW.minusSeconds(30), 3, 5));
        console.projection.apply(aQuarantined("q1", "{{{").build());
        console.projection.apply(anIncident("i1").setAlerts(List.of(anAlert("Young", "y"))).build());
        console.projection.apply(anIncident("i2").setAlerts(List.of(IncidentAlert.newBuilder(anAlert("Old", "o"))
                .setSince(NOW.minus(Duration.ofDays(3))).build())).build());
        console.projection.apply(dev.tocsin.console.Records.resolved("i3", NOW).setAlerts(List.of(IncidentAlert
                .newBuilder(anAlert("Over", "o")).setSince(NOW.minus(Duration.ofDays(9))).build())).build());

        var oldest = row().path("oldestUnresolved");
        assertThat(oldest.path("incidentId").asString()).isEqualTo("i2");
        assertThat(oldest.path("name").asString()).isEqualTo("Old");
        assertThat(row().path("quarantined").asInt()).isEqualTo(1);
    }

    private JsonNode row() {
        return json(console.get("/api/sources")).path("sources").path(0);
    }

    private void apply(SourceHealth.Builder health) {
        console.projection.apply(health.build());
    }

    private static SourceHealth.Builder heard(String instance, Instant acceptedAt, long all, int lastHour) {
        return SourceHealth.newBuilder().setSource("prometheus").setInstance(instance).setAt(NOW.minusSeconds(20))
                .setAcceptedAt(acceptedAt).setAccepted(all).setAcceptedLastHour(lastHour).setLongestGapMillis(Duration
                        .ofHours(1).toMillis());
    }
}
