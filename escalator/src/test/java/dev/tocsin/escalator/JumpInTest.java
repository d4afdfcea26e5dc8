package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.policy.model.Ladder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A ladder that jumps in is joined where it would stand, had the incident been that bad from the start. */
class JumpInTest {

    private final EscalatorHarness escalator = new EscalatorHarness(aPolicy().pageWithin(ofMinutes(2)).conduct("sev1",
            new Ladder.Conduct(1, Optional.empty(), true, List.of(), Optional.empty())).build());

    @AfterEach
    void nobodyElseIsPaged() {
        escalator.close();
    }

    private void openedAsSev2() {
        escalator.opened(anIncident().severity(2, "sev2"));
        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    private static Incident.Builder worse(Incident.Builder incident) {
        return incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1");
    }

    @Test
    void shouldRunAllDueStepsAtOnceAndOnTime() {
        openedAsSev2();
        escalator.advance(ofMinutes(7));

        escalator.changed(JumpInTest::worse);

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget).containsExactly("oncall", "lead");
        assertThat(pages).extracting(Notification::getKind).as("nothing is late").containsOnly(NotificationKind.PAGE);
        assertThat(pages).noneMatch(Notification::getLate);
        assertThat(pages).extracting(Notification::getReason).containsOnly(
                "step 2 of ladder sev1: SEV1 pages again from"
                        + " step 1: severity raised from SEV2 to SEV1, and the ladder starts at the step due after"
                        + " 7 min");
    }

    @Test
    void shouldMeasureTheNextRungFromTheStartOfTheRound() {
        openedAsSev2();
        escalator.advance(ofMinutes(7));
        escalator.changed(JumpInTest::worse);
        assertThat(escalator.pages()).hasSize(2);

        escalator.advance(ofMinutes(8));

        assertThat(escalator.pages()).containsExactly("manager@3");
    }

    @Test
    void shouldGivePagedRecipientsTheirFullTimeToAcknowledge() {
        openedAsSev2();
        escalator.advance(ofMinutes(29));
        escalator.changed(JumpInTest::worse);
        assertThat(escalator.pages()).containsExactly("oncall@3", "lead@3", "manager@3");

        escalator.advance(ofMinutes(10).minusSeconds(1));
        assertThat(escalator.notifications()).isEmpty();
        escalator.advance(ofMinutes(1));

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
    }

    @Test
    void shouldJumpInAfterAnAcknowledgementOfTheLowerSeverity() {
        openedAsSev2();
        escalator.acknowledged();
        assertThat(escalator.tells()).hasSize(1);
        escalator.advance(ofMinutes(7));

        escalator.changed(incident -> worse(incident).setState(IncidentState.OPEN).setAcknowledgedAt(null));

        assertThat(escalator.pages()).containsExactly("oncall@2", "lead@2");
    }

    @Test
    void shouldStartAtTheFirstStepWhenOnlyTheAcknowledgementEnded() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.acknowledged();
        assertThat(escalator.tells()).hasSize(1);
        escalator.advance(ofMinutes(20));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN));

        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    void shouldSuppressTheJumpWhilePagingIsSuppressed() {
        openedAsSev2();
        escalator.advance(ofMinutes(7));
        escalator.changed(incident -> worse(incident).setSuppressedBy("silence deploy: rollout"));
        escalator.advance(ofMinutes(30));
        assertThat(escalator.notifications()).isEmpty();

        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.pages()).containsExactly("oncall@2", "lead@2");
        escalator.advance(ofMinutes(7));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(ofMinutes(1));
        assertThat(escalator.pages()).containsExactly("manager@3");
    }
}
