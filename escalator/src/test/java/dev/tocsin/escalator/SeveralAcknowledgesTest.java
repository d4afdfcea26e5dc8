package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.needing;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Where several people must acknowledge, the ladder looks for the others until there are enough. */
class SeveralAcknowledgesTest {

    private EscalatorHarness escalator = new EscalatorHarness(policy().build());

    private static PolicyBuilder policy() {
        return aPolicy().target("backup", "hook:backup").ladder("sev1", 1, ofMinutes(10), rung(0, "oncall", "backup"),
                rung(5, "lead"), rung(15, "oncall", "backup")).conduct("sev1", needing(2));
    }

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    @AfterEach
    void nobodyElseIsPaged() {
        escalator.close();
    }

    private void acknowledgedBy(String... who) {
        escalator.changed(incident -> {
            var given = new ArrayList<>(incident.getAcknowledgements());
            for (var by : who) {
                given.add(Acknowledgement.newBuilder().setBy(by).setVia("slack").setAt(escalator.now()).build());
            }
            incident.setAcknowledgements(given).setAcknowledgesNeeded(2);
            return given.size() < 2
                    ? incident
                    : incident.setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy(who[who.length - 1])
                            .setAcknowledgedAt(escalator.now());
        });
    }

    @Test
    void shouldContinueWithoutPagingThoseWhoAcknowledged() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1", "backup@1");

        acknowledgedBy("oncall");
        escalator.advance(ofMinutes(16));

        assertThat(escalator.pages()).containsExactly("lead@2", "backup@3");
    }

    @Test
    void shouldSayWhoAcknowledgedAndHowManyAreMissing() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(2);

        acknowledgedBy("oncall");
        escalator.advance(ofMinutes(5));

        assertThat(escalator.notifications()).singleElement().extracting(Notification::getReason).isEqualTo(
                "step 2 of ladder sev1: oncall acknowledged, 1 more acknowledgement is needed (after 5 min)");
        assertThat(escalator.outcomes()).containsExactly("paged", "silent-more-needed", "paged");
    }

    @Test
    void shouldSayWhomAStepSkipped() {
        escalator.opened(anIncident());
        acknowledgedBy("oncall");
        escalator.advance(ofMinutes(15));
        assertThat(escalator.pages()).hasSize(4);

        assertThat(escalator.decisions().getLast().getReason()).contains(
                "step 3 skips those who acknowledged: oncall acknowledged, 1 more acknowledgement is needed");
    }

    @Test
    void shouldStopWhenThereAreEnoughAndSayWhoAndFromWhere() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(2);
        acknowledgedBy("oncall");

        acknowledgedBy("backup");
        escalator.advance(ofHours(2));

        var told = escalator.notifications();
        assertThat(told).extracting(Notification::getReason).containsOnly(
                "acknowledged by oncall via slack and backup via slack");
        assertThat(told).extracting(Notification::getTarget).containsExactly("oncall", "backup");
    }

    @Test
    void shouldPageTheNextRungAtOnceWhenEverybodyOnARungAnswered() {
        with(aPolicy().ladder("sev1", 0, ofMinutes(10), rung(0, "oncall"), rung(5, "oncall"), rung(15, "manager"))
                .conduct("sev1", needing(2)));
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        acknowledgedBy("oncall");

        escalator.advance(ofMinutes(5));

        assertThat(escalator.pages()).containsExactly("manager@3");
        escalator.advance(ofMinutes(19));
        assertThat(escalator.pages()).as("each rung once").isEmpty();
        escalator.advance(ofMinutes(1));
        assertThat(escalator.notifications()).singleElement().extracting(Notification::getReason).isEqualTo(
                "ladder sev1 ran once and only oncall acknowledged, 1 more acknowledgement is needed");
    }

    @Test
    void shouldAlarmTheOnlyOneAgainRatherThanNobody() {
        with(aPolicy().ladder("sev1", 0, ofMinutes(10), rung(0, "oncall")).conduct("sev1", needing(2)));
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");
        acknowledgedBy("oncall");

        escalator.advance(ofHours(1));

        assertThat(escalator.tells()).containsExactly("oncall LADDER_EXHAUSTED");
    }

    @Test
    void shouldKnowPeopleByTheirAddressToo() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(2);
        acknowledgedBy("Backup");

        escalator.advance(ofMinutes(15));

        assertThat(escalator.pages()).containsExactly("lead@2", "oncall@3");
    }

    @Test
    void shouldPageEverybodyAgainInTheNextClimb() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(2);
        acknowledgedBy("oncall", "backup");
        assertThat(escalator.tells()).hasSize(2);

        escalator.changed(incident -> incident.setState(IncidentState.OPEN).setAcknowledgements(List.of()));

        assertThat(escalator.pages()).containsExactly("oncall@1", "backup@1");
    }
}
