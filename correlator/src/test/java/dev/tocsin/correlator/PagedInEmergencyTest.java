package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Alert;
import dev.tocsin.event.EmergencyPage;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.Test;

/** An alert about which alert-ingest paged while Kafka was unavailable. */
class PagedInEmergencyTest {

    private static final Instant PAGED_AT = Instant.parse("2026-03-10T11:55:00Z");

    private static Alert paged(AlertFixture alert) {
        return Alert.newBuilder(alert.since(PAGED_AT).firing()).setEmergencyPage(EmergencyPage.newBuilder().setPagedAt(
                PAGED_AT)
                .setAwaySince(PAGED_AT.minusSeconds(300)).setTarget("ops").setChannel("sms").build()).build();
    }

    @Test
    void shouldSayInTheIncidentThatPeopleWerePaged() {
        try (var correlator = CorrelatorHarness.under(resource("policy.yml"))) {
            correlator.deliver(paged(anAlert("db-1")));

            var incident = correlator.incident();
            assertThat(incident.getEmergencyPage()).hasValueSatisfying(page -> {
                assertThat(page.getPagedAt()).isEqualTo(PAGED_AT);
                assertThat(page.getTakenAt()).hasValue(incident.getRoundStartedAt());
            });
            assertThat(correlator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.EMERGENCY_PAGED)
                    .singleElement().satisfies(fact -> assertThat(fact.getSummary()).isEqualTo(
                            "ops via sms at 2026-03-10T11:55:00Z, while Kafka was unavailable: Disk full on db-1"));
            correlator.skip();
        }
    }

    @Test
    void shouldKnowNothingOfItInTheNextRound() {
        try (var correlator = CorrelatorHarness.under(resource("policy.yml"))) {
            correlator.deliver(paged(anAlert("db-1")));
            correlator.resolve(anAlert("db-1"));
            correlator.advance(Duration.ofMinutes(30));
            correlator.fire(anAlert("db-1"));

            var incident = correlator.incident();
            assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
            assertThat(incident.getEmergencyPage()).isEmpty();
            correlator.skip();
        }
    }
}
