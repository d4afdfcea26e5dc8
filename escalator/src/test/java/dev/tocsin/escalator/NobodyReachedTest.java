package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.CalledIn;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.policy.model.Ladder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A step that reached nobody is not a step that was tried. */
class NobodyReachedTest {

    private static final String REFUSED = "hook:oncall (Slack answered channel_not_found)";

    private EscalatorHarness escalator = new EscalatorHarness(aPolicy().build());

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    private List<Notification> opened() {
        escalator.opened(anIncident());
        return escalator.notifications();
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"REJECTED", "GAVE_UP", "RETRY"})
    @DisplayName("A6: the next step is called at once, and its page says why")
    void shouldCallTheNextStepAtOnce(DeliveryOutcome outcome) {
        var first = opened();
        escalator.advance(ofSeconds(2));

        escalator.undelivered(outcome, "Slack answered channel_not_found", first);

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getTarget, Notification::getRung).containsExactly(
                tuple("lead", 2));
        assertThat(pages.getFirst().getReason()).isEqualTo("step 2 of ladder sev1: step 1 reached nobody: "
                + REFUSED);
        assertThat(pages.getFirst().getLate()).isFalse();
        assertThat(escalator.timeline()).filteredOn(fact -> fact.getKind() == FactKind.NOBODY_REACHED).extracting(
                TimelineEntry::getSummary).containsExactly("step 1 of ladder sev1 reached nobody: " + REFUSED);
    }

    @Test
    @DisplayName("A6: a failure that comes in the moment of the page counts too")
    void shouldCallTheNextStepInTheSameMoment() {
        escalator.refused(opened().getFirst());

        assertThat(escalator.notifications()).singleElement().satisfies(page -> assertThat(page.getReason()).contains(
                "step 1 reached nobody"));
    }

    @Test
    @DisplayName("A6: the steps after it follow at the ladder's pace, counted from then on")
    void shouldKeepThePaceOfTheLadder() {
        escalator.refused(opened().getFirst());
        assertThat(escalator.pages()).containsExactly("lead@2");

        escalator.advance(ofMinutes(10).minusSeconds(1));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(ofSeconds(1));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getRung()).isEqualTo(3);
            assertThat(page.getReason()).isEqualTo("step 3 of ladder sev1: unacknowledged for 10 min");
        });
    }

    @Test
    @DisplayName("A6: a step of two persons, or of two channels, is tried when one of them is reached")
    void shouldWaitUntilAllPagesFailed() {
        with(aPolicy().target("oncall", "hook:oncall", "mail:oncall@shop.example").ladder("sev1", 0, ofMinutes(10),
                rung(
                        0, "oncall", "lead"), rung(30, "manager")));
        var pages = opened();
        assertThat(pages).hasSize(3);

        escalator.refused(pages.get(0), pages.get(2));
        assertThat(escalator.notifications()).isEmpty();
        escalator.refused(pages.get(1));

        assertThat(escalator.pages()).containsExactly("manager@2");
    }

    @Test
    @DisplayName("A6: what lies in an inbox waits to be looked at: it counts only for who is told nowhere else")
    void shouldNotCountAnInboxForATargetWithAPager() {
        with(aPolicy().target("oncall", "hook:oncall", "inbox:oncall"));
        var pages = opened();
        assertThat(pages).hasSize(2);

        escalator.refused(pages.getFirst());

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    @DisplayName("A6: whoever is told in the inbox alone is reached by it")
    void shouldCountAnInboxForATargetWithoutAnotherChannel() {
        with(aPolicy().target("backup", "inbox:backup").ladder("sev1", 0, ofMinutes(10), rung(0, "oncall", "backup"),
                rung(30, "manager")));
        var pages = opened();

        escalator.refused(pages.getFirst());

        assertThat(escalator.notifications()).isEmpty();
        escalator.advance(ofMinutes(30));
        assertThat(escalator.notifications()).singleElement().satisfies(page -> assertThat(page.getReason()).contains(
                "unacknowledged for 30 min"));
    }

    @Test
    @DisplayName("A6: a ladder of one step whose page is refused is exhausted at once, and tells somebody else")
    void shouldAlarmAtOnceWhenThereIsNoNextStep() {
        with(aPolicy().operator("lead").ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")));

        escalator.refused(opened().getFirst());

        assertThat(escalator.notifications()).singleElement().satisfies(alarm -> {
            assertThat(alarm.getKind()).isEqualTo(NotificationKind.LADDER_EXHAUSTED);
            assertThat(alarm.getTarget()).isEqualTo("lead");
            assertThat(alarm.getReason()).isEqualTo("step 1 reached nobody: " + REFUSED
                    + ", and no other step of ladder sev1 reached anyone");
        });
    }

    @Test
    @DisplayName("A6: where nobody is left to be told, it lies in the operator's inbox")
    void shouldFallBackToTheInbox() {
        with(aPolicy().ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")));

        escalator.refused(opened().getFirst());

        assertThat(escalator.notifications()).singleElement().satisfies(alarm -> {
            assertThat(alarm.getDestination()).isEqualTo("inbox:");
            assertThat(alarm.getTarget()).isEqualTo("operator");
        });
    }

    @Test
    @DisplayName("A6: an alarm that reaches nobody goes on to the operator, and then ends")
    void shouldGoOnWhenTheAlarmReachesNobody() {
        with(aPolicy().operator("manager").target("board", "hook:board").ladder("sev1", 0, ofMinutes(10), rung(0,
                "oncall")).conduct("sev1", new Ladder.Conduct(1, Optional.empty(), false, List.of("board"), Optional
                        .of(ofMinutes(30)))));
        opened();
        escalator.advance(ofMinutes(10));
        var alarm = escalator.notifications();
        assertThat(alarm).extracting(Notification::getTarget).containsExactly("board");

        escalator.refused(alarm.getFirst());
        var second = escalator.notifications();
        assertThat(second).extracting(Notification::getTarget).containsExactly("manager");
        escalator.refused(second.getFirst());
        var third = escalator.notifications();
        assertThat(third).extracting(Notification::getDestination).containsExactly("hook:oncall");
        escalator.refused(third.getFirst());

        var last = escalator.notifications();
        assertThat(last).extracting(Notification::getDestination).containsExactly("inbox:");
        escalator.refused(last.getFirst());
        assertThat(escalator.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A6: when no step reached anybody, somebody else is told, and the ladder begins again in its time")
    void shouldWarnBeforeALadderBeginsAgain() {
        with(aPolicy().operator("manager").ladder("sev1", 1, ofMinutes(10), rung(0, "oncall"), rung(5, "lead")));
        escalator.refused(opened().getFirst());
        var second = escalator.notifications();
        assertThat(second).extracting(Notification::getTarget).containsExactly("lead");

        escalator.refused(second.getFirst());

        assertThat(escalator.notifications()).singleElement().satisfies(alarm -> {
            assertThat(alarm.getKind()).isEqualTo(NotificationKind.LADDER_EXHAUSTED);
            assertThat(alarm.getTarget()).isEqualTo("manager");
            assertThat(alarm.getReason()).startsWith(
                    "no page of ladder sev1 reached anyone: step 2 reached nobody: hook:lead").endsWith(
                            "; the ladder starts again in 10 min");
        });
        escalator.advance(ofMinutes(10).minusSeconds(1));
        assertThat(escalator.notifications()).isEmpty();
        escalator.advance(ofSeconds(1));
        assertThat(escalator.pages()).containsExactly("oncall@1");
    }

    @Test
    @DisplayName("A6: of one failure comes one step, however often it is told")
    void shouldCallOneStepForOneFailure() {
        var first = opened();
        escalator.refused(first.getFirst());
        assertThat(escalator.pages()).containsExactly("lead@2");

        escalator.undelivered(DeliveryOutcome.GAVE_UP, "gone", first);
        escalator.changed(incident -> incident);
        escalator.outage(Duration.ZERO);
        escalator.changed(incident -> incident);

        assertThat(escalator.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A6: a failure that is heard after an acknowledge or the end changes nothing")
    void shouldPassOverWhatFailedAfterwards() {
        var first = opened();
        escalator.acknowledged();
        assertThat(escalator.tells()).containsExactly("oncall ACKNOWLEDGED");
        escalator.refused(first.getFirst());
        escalator.resolved();
        assertThat(escalator.tells()).containsExactly("oncall RESOLVED");
        escalator.refused(first.getFirst());
        escalator.advance(ofHours(1));

        assertThat(escalator.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A6: a failure of an earlier step, climb or round changes nothing")
    void shouldPassOverWhatFailedInAnEarlierCall() {
        var first = opened();
        escalator.advance(ofMinutes(5));
        assertThat(escalator.pages()).containsExactly("lead@2");
        escalator.refused(first.getFirst());
        assertThat(escalator.notifications()).isEmpty();

        escalator.acknowledged();
        escalator.changed(incident -> incident.setState(IncidentState.OPEN));
        assertThat(escalator.notifications()).extracting(Notification::getKind).contains(NotificationKind.PAGE);
        escalator.refused(first.getFirst());
        assertThat(escalator.notifications()).isEmpty();

        escalator.resolved();
        escalator.reopened();
        escalator.notifications();
        escalator.refused(first.getFirst());
        assertThat(escalator.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A6: while the incident is held back the next step waits, and says why when it is called")
    void shouldHoldTheNextStepBack() {
        var first = opened();
        escalator.changed(incident -> incident.setSuppressedBy("a silence"));
        escalator.refused(first.getFirst());
        escalator.advance(ofHours(1));
        assertThat(escalator.notifications()).isEmpty();

        escalator.changed(incident -> incident.setSuppressedBy(""));

        assertThat(escalator.notifications()).singleElement().satisfies(page -> {
            assertThat(page.getRung()).isEqualTo(2);
            assertThat(page.getReason()).contains("step 1 reached nobody");
        });
    }

    @Test
    @DisplayName("A6: what was decided before a crash is not decided again, and what was not is")
    void shouldGoOnAfterACrash() {
        var first = opened();
        escalator.outage(ofSeconds(3));

        escalator.refused(first.getFirst());
        assertThat(escalator.pages()).containsExactly("lead@2");

        escalator.outage(ofSeconds(3));
        escalator.advance(ofSeconds(5));
        assertThat(escalator.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A6: who was called in and is not reached is no step of the ladder")
    void shouldNotClimbForWhoWasCalledIn() {
        opened();
        escalator.changed(incident -> incident.setCalledIn(List.of(new CalledIn("manager", "alice", escalator.now(),
                "please"))));
        var called = escalator.notifications();
        assertThat(called).extracting(Notification::getRung).containsExactly(0);

        escalator.refused(called.getFirst());

        assertThat(escalator.notifications()).isEmpty();
    }

    @Test
    @DisplayName("A6: a step on which nobody has a place to be told at tells others, and says so")
    void shouldSayThatNoTargetOfTheStepHasAnAddress() {
        with(aPolicy().target("ghost").ladder("sev2", 0, ofMinutes(10), rung(0, "ghost"), rung(30, "lead")));
        escalator.opened(anIncident().severity(2, "sev2"));

        assertThat(escalator.notifications()).hasSize(3).allSatisfy(page -> assertThat(page.getReason()).contains(
                "no target of step 1 has an address, so others are notified"));
    }

    @Test
    @DisplayName("Item 5: who was just told the page is not told that nobody answered when there is an operator")
    void shouldTellTheOperatorThatNobodyAnswered() {
        with(aPolicy().operator("manager").ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")));
        opened();

        escalator.advance(ofHours(8));

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
    }

    @Test
    @DisplayName("Item 5: where the last step told the operator already, it is told once more, as there is nobody else")
    void shouldTellTheLastStepOnceMoreWhenThereIsNobodyElse() {
        with(aPolicy().operator("oncall").ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")));
        opened();

        escalator.advance(ofHours(8));

        assertThat(escalator.tells()).containsExactly("oncall LADDER_EXHAUSTED");
    }

    private static PolicyBuilder listed() {
        return aPolicy().operator("manager").ladder("sev1", 0, Duration.ZERO, rung(0, "oncall")).conduct("sev1",
                new Ladder.Conduct(1, Optional.empty(), false, List.of(), Optional.empty(), true));
    }

    @Test
    @DisplayName("Item 5: what nobody answered is listed for the digest, until somebody has it")
    void shouldAddUnacknowledgedIncidentsToTheDigest() {
        with(listed());
        opened();
        escalator.advance(ofHours(1));
        assertThat(escalator.notifications()).isEmpty();
        assertThat(escalator.ownAlerts()).containsExactly("FIRING tocsin:TocsinUnanswered:0a1b2c3d-abcdefghijkl");

        escalator.acknowledged();
        assertThat(escalator.tells()).containsExactly("oncall ACKNOWLEDGED");
        escalator.resolved();
        assertThat(escalator.tells()).containsExactly("oncall RESOLVED");

        assertThat(escalator.ownAlerts()).containsExactly("RESOLVED tocsin:TocsinUnanswered:0a1b2c3d-abcdefghijkl");
    }

    @Test
    @DisplayName("Item 5: what is listed is taken off when it begins anew, in a new round too")
    void shouldRemoveARestartedIncidentFromTheDigest() {
        with(listed());
        opened();
        escalator.advance(ofHours(1));
        escalator.ownAlerts();

        escalator.reopened();

        assertThat(escalator.ownAlerts()).containsExactly("RESOLVED tocsin:TocsinUnanswered:0a1b2c3d-abcdefghijkl");
        assertThat(escalator.notifications()).extracting(Notification::getKind).containsExactly(
                NotificationKind.RESOLVED, NotificationKind.PAGE);
    }

    @Test
    @DisplayName("Item 5: what reached nobody is not left to the digest")
    void shouldNotAddIncidentsThatReachedNobodyToTheDigest() {
        with(listed());

        escalator.refused(opened().getFirst());

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
        assertThat(escalator.ownAlerts()).isEmpty();
    }

    @Test
    @DisplayName("Item 5: the list is not listed itself")
    void shouldNotAddTheDigestToItself() {
        with(listed());
        escalator.snapshot(Incident.newBuilder(anIncident().build()).setServiceKey("unanswered")
                .build());
        assertThat(escalator.pages()).hasSize(1);

        escalator.advance(ofHours(1));

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
        assertThat(escalator.ownAlerts()).isEmpty();
    }
}
