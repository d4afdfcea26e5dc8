package dev.tocsin.console.api.view;

import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.acknowledged;
import static dev.tocsin.console.Records.anIncident;
import static dev.tocsin.console.Records.resolved;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Mitigation;
import dev.tocsin.event.Resolution;
import org.junit.jupiter.api.Test;

/** The draft says what the incident says, and no more. */
class UpdateDraftTest {

    @Test
    void shouldSayWhatIsKnownOfANewIncident() {
        assertThat(UpdateDraft.of(anIncident("i1").build())).isEqualTo("""
                checkout: Checkout fails for one in ten (SEV2).
                Since 2026-11-21 02:53 UTC.
                Not acknowledged yet.
                Alerts firing: 1 of 1.""");
    }

    @Test
    void shouldSayWhoHasItAndWhatTheyFound() {
        var incident = acknowledged("i1", "ada").setStartedAt(NOW.minus(Duration.ofHours(5))).setAssessment(
                "The payment provider times out. Cards only").build();

        assertThat(UpdateDraft.of(incident)).isEqualTo("""
                checkout: Checkout fails for one in ten (SEV2).
                Since 2026-11-20 22:00 UTC.
                Acknowledged by ada at 2026-11-21 03:00 UTC.
                Alerts firing: 1 of 1.
                Assessment: The payment provider times out. Cards only.""");
    }

    @Test
    void shouldSayWhatMitigatedIt() {
        var incident = anIncident("i1").setState(IncidentState.MITIGATED).setMitigatedAt(NOW).setAlertsFiring(0)
                .setMitigation(Mitigation.newBuilder().setAction("Rolled back 4.2.0.").setNextSteps("").build())
                .build();

        assertThat(UpdateDraft.of(incident)).endsWith("""
                Mitigated at 2026-11-21 03:00 UTC.
                Action: Rolled back 4.2.0.
                Alerts firing: 0 of 1.""");
    }

    @Test
    void shouldSayHowItEnded() {
        var incident = resolved("i1", NOW).setResolution(Resolution.newBuilder().setCause("Release 4.2.0").setFix("")
                .setImpact("300 orders failed").setReview("").build()).build();

        assertThat(UpdateDraft.of(incident)).endsWith("""
                Resolved at 2026-11-21 03:00 UTC.
                Cause: Release 4.2.0.
                Impact: 300 orders failed.""");
    }

    @Test
    void shouldBeNoLongerThanAnUpdateMayBe() {
        var draft = UpdateDraft.of(anIncident("i1").setAssessment("\uD83D\uDD25".repeat(5_000)).build());

        assertThat(draft.length()).isBetween(1_990, 2_000);
        assertThat(Character.isHighSurrogate(draft.charAt(draft.length() - 1))).isFalse();
    }

    @Test
    void shouldSayNothingToReadersWithoutClearance() {
        var confidential = anIncident("i1").setConfidential(true).build();

        assertThat(IncidentDetail.of(confidential, true, false).updateDraft()).isEmpty();
        assertThat(IncidentDetail.of(confidential, true, true).updateDraft()).contains("Checkout");
    }
}
