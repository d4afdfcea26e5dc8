package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.policy;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Change;
import dev.tocsin.event.SilenceKind;
import dev.tocsin.event.SilenceSet;
import org.junit.jupiter.api.Test;

/** From which signal on another policy holds, and what signals say that concern no incident yet. */
class PolicySwitchTest {

    private static final String MILDER = resource("policy.yml").replace("when: severity=\"critical\"",
            "when: severity=\"nobody writes this\"");

    @Test
    void shouldDecideByTheBuiltInPolicyBeforeAnyWasActivated() {
        try (var correlator = CorrelatorHarness.over(new KeptStores(), CorrelatorHarness.START)) {
            correlator.fire(anAlert("db-1"));

            assertThat(correlator.incident().getPolicyVersion()).isZero();
            assertThat(correlator.timeline()).hasSize(1);
        }
    }

    @Test
    void shouldSwitchAtThePlaceInTheLogWhereThePolicyWasActivated() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1"));
            correlator.activate(policy(2, MILDER));
            correlator.fire(anAlert("db-2").named("HighLatency"));

            assertThat(correlator.snapshots()).extracting(incident -> incident.getSeverity().getId() + " by version "
                    + incident.getPolicyVersion()).containsExactly("SEV1 by version 1", "SEV3 by version 2");
            assertThat(correlator.decisions()).filteredOn(each -> !each.getAlertIdentity().isEmpty())
                    .extracting("policyVersion").containsExactly(1, 2);
            correlator.skip();
        }
    }

    @Test
    void shouldResolveUnderTheIncidentThatTheAlertJoinedUnderAnotherPolicy() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            var opened = correlator.incident();
            correlator.activate(policy(2, MILDER.replace("correlate-by: [service, name]", "correlate-by: [service]")));

            correlator.resolve(alert);

            assertThat(correlator.incident().getId()).isEqualTo(opened.getId());
            correlator.skip();
        }
    }

    @Test
    void shouldStayWithTheRunningPolicyWhenAnotherCannotBeUsed() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.activate(policy(2, "policy: [broken"));
            correlator.fire(anAlert("db-1"));

            assertThat(correlator.incident().getPolicyVersion()).isEqualTo(1);
            assertThat(correlator.steps()).filteredOn(each -> each.getOutcome().equals("refused")).singleElement()
                    .satisfies(each -> assertThat(each.getReason()).contains("version 2 cannot be used"));
            correlator.skip();
        }
    }

    @Test
    void shouldRecordChangesAndSilencesAsDecisions() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.decided();
            var at = Instant.parse("2026-11-20T03:00:00Z");

            correlator.send("payments", Change.newBuilder().setId("change-1").setSource("ci").setKind("deployment")
                    .setSummary("payments 1.2.3").setChangedAt(at).build());
            correlator.send("", SilenceSet.newBuilder().setSilenceId("silence-1").setMatchers(List.of()).setStartsAt(at)
                    .setServices(List.of("payments"))
                    .setEndsAt(at.plusSeconds(60)).setAuthor("bob").setReason("moving house").setKind(
                            SilenceKind.SILENCE)
                    .build());

            assertThat(correlator.decided()).containsExactly("correlate:heard", "correlate:heard",
                    "suppress:silence-set");
        }
    }
}
