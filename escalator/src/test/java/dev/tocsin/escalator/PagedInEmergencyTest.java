package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.event.EmergencyPage;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Alert-ingest paged while Kafka was unavailable: the first step is not paged again, and the escalation goes on. */
class PagedInEmergencyTest {

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().build());

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    private static EmergencyPage paged(Instant takenAt) {
        return EmergencyPage.newBuilder().setPagedAt(takenAt.minusSeconds(300)).setAwaySince(takenAt.minusSeconds(600))
                .setTarget("ops").setChannel("sms").setTakenAt(takenAt).build();
    }

    @Test
    void shouldNotPageTheFirstStepAgainAndSayWhy() {
        escalator.opened(anIncident().pagedInEmergency(paged(OPENED_AT)));

        assertThat(escalator.pages()).isEmpty();
        assertThat(escalator.outcomes()).containsExactly("paged-in-emergency");
        assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.EMERGENCY_PAGED).extracting(
                TimelineEntry::getSummary).containsExactly(
                        "step 1 of ladder sev1 is not paged again: alert-ingest paged"
                                + " ops by sms at 2026-03-02T09:55:00Z, while Kafka was unavailable");
    }

    @Test
    void shouldPageTheNextStepUnlessSomebodyAcknowledges() {
        escalator.opened(anIncident().pagedInEmergency(paged(OPENED_AT)));

        escalator.advance(ofMinutes(5).plusSeconds(1));

        assertThat(escalator.pages()).isNotEmpty().allMatch(page -> !page.endsWith("@1"));
    }

    @Test
    void shouldStopWhenAcknowledgedAndTellWhoWouldHaveBeenPaged() {
        escalator.opened(anIncident().pagedInEmergency(paged(OPENED_AT)));

        escalator.snapshot(anIncident().pagedInEmergency(paged(OPENED_AT)).revision(2).state(
                IncidentState.ACKNOWLEDGED).build());

        assertThat(escalator.tells()).containsExactly("oncall ACKNOWLEDGED");
        escalator.advance(ofMinutes(30));
        assertThat(escalator.pages()).isEmpty();
    }

    @Test
    void shouldPageALaterRoundAgain() {
        escalator.opened(anIncident().round(2));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldNotPageAgainWhenThePagedAlertMadeAnOpenIncidentWorse() {
        escalator.opened(anIncident().severity(2, "sev2"));
        assertThat(escalator.pages()).containsExactly("oncall@1");
        var worse = OPENED_AT.plus(ofSeconds(5));
        escalator.advance(ofSeconds(5));

        escalator.snapshot(anIncident().revision(2).updatedAt(worse).pagedInEmergency(paged(worse)).build());

        assertThat(escalator.pages()).isEmpty();
    }

    @Test
    void shouldPageWhenSomethingElseMakesItWorseLater() {
        escalator.opened(anIncident().severity(2, "sev2").pagedInEmergency(paged(OPENED_AT)));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(ofMinutes(1));

        escalator.snapshot(anIncident().revision(2).updatedAt(OPENED_AT.plus(ofMinutes(1))).pagedInEmergency(paged(
                OPENED_AT)).build());

        assertThat(escalator.pages()).contains("oncall@1");
    }
}
