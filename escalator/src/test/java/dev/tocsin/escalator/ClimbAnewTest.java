package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.model.Ladder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An incident that somebody had and nobody has any more is climbed for anew, and those who are paged hear why. */
class ClimbAnewTest {

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().conduct("sev1", new Ladder.Conduct(1,
            Optional.of(ofMinutes(30)), false, List.of(), Optional.empty())).build());

    @AfterEach
    void nobodyElseIsPaged() {
        escalator.close();
    }

    private void openAgain() {
        escalator.changed(ClimbAnewTest::open);
    }

    private static Incident.Builder open(Incident.Builder incident) {
        return incident.setState(IncidentState.OPEN).setAcknowledgedAt(null).setAcknowledgedUntil(null)
                .setAcknowledgedBy("").setSnoozedUntil(null).setMitigatedAt(null).setMitigatedBy("");
    }

    private void acknowledgedByAnna(Severity severity, String ladder) {
        escalator.opened(anIncident().severity(severity.getRank(), ladder));
        escalator.changed(incident -> incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy("anna")
                .setAcknowledgedAt(escalator.now()));
        assertThat(escalator.notifications()).hasSize(2);
    }

    private void assertPagedAgain(String because) {
        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getTarget()).isEqualTo("oncall");
            assertThat(page.getReason()).isEqualTo("step 1 of ladder sev1: SEV1 pages again from step 1: "
                    + because);
        });
        assertThat(escalator.timeline()).extracting(TimelineEntry::getSummary).contains(
                "SEV1 pages again from step 1: " + because + ": ladder sev1 starts");
    }

    @Test
    @DisplayName("A9: an acknowledge that is taken back pages from the start again, as an expired one does")
    void shouldPageAgainWhenTheAcknowledgementIsRemoved() {
        acknowledgedByAnna(new Severity("SEV1", 1), "sev1");

        openAgain();

        assertPagedAgain("the acknowledgement by anna no longer holds");
    }

    @Test
    void shouldGiveTheExpiredAcknowledgementAsReason() {
        acknowledgedByAnna(new Severity("SEV1", 1), "sev1");
        escalator.changed(incident -> incident.setAcknowledgedUntil(escalator.now().plus(ofMinutes(30))));
        escalator.advance(ofMinutes(30));

        openAgain();

        assertPagedAgain("the acknowledgement by anna expired after 30 min");
    }

    @Test
    void shouldRepeatTheReasonOnTheNextStepAndAfterAnOutage() {
        acknowledgedByAnna(new Severity("SEV1", 1), "sev1");
        escalator.changed(incident -> incident.setAcknowledgedUntil(escalator.now().plus(ofMinutes(30))));
        escalator.advance(ofMinutes(30));
        openAgain();
        assertThat(escalator.notifications()).hasSize(1);

        escalator.outage(ofMinutes(6));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).singleElement().extracting(Notification::getReason).asString().startsWith(
                "step 2 of ladder sev1: unacknowledged for 6 min 1 s; before that, the acknowledgement by anna expired"
                        + " after 30 min; late by 1 min");
    }

    @Test
    void shouldGiveTheEndedSnoozeAsReason() {
        acknowledgedByAnna(new Severity("SEV1", 1), "sev1");
        escalator.changed(incident -> incident.setSnoozedUntil(escalator.now().plus(ofHours(1))));
        escalator.advance(ofHours(1));

        openAgain();

        assertPagedAgain("the snooze by anna ended");
    }

    /** Runbook row B14. */
    @Test
    void shouldGiveTheFailedMitigationAsReason() {
        escalator.opened(anIncident());
        escalator.changed(incident -> incident.setState(IncidentState.MITIGATED).setMitigatedBy("anna"));
        assertThat(escalator.notifications()).hasSize(2);
        escalator.advance(ofMinutes(10));

        openAgain();

        assertPagedAgain("the mitigation by anna failed");
    }

    @Test
    void shouldGiveTheRaisedSeverityAsReasonForAnAcknowledgedIncident() {
        acknowledgedByAnna(new Severity("SEV2", 2), "sev2");
        escalator.advance(ofMinutes(10));

        escalator.changed(incident -> open(incident).setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));

        assertPagedAgain("acknowledged as SEV2, now SEV1");
    }

    @Test
    void shouldGiveTheRaisedSeverityAsReasonForAnOpenIncident() {
        escalator.opened(anIncident().severity(2, "sev2"));
        assertThat(escalator.pages()).hasSize(1);
        escalator.advance(ofMinutes(10));

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));

        assertPagedAgain("severity raised from SEV2 to SEV1");
    }

    @Test
    void shouldRestartTheLadderAfterAnUnknownState() {
        acknowledgedByAnna(new Severity("SEV1", 1), "sev1");
        escalator.changed(incident -> incident.setState(IncidentState.UNKNOWN));

        openAgain();

        assertPagedAgain("the incident is unacknowledged again");
    }
}
