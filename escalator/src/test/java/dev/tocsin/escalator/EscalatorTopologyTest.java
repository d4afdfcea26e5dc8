package dev.tocsin.escalator;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.event.Decision;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the escalator does, told as stories. The harness fails on every notification that a story does not name. */
class EscalatorTopologyTest {

    private EscalatorHarness escalator = new EscalatorHarness(aPolicy().build());

    @AfterEach
    void nobodyElseIsPaged() {
        escalator.close();
    }

    private void with(PolicyBuilder policy) {
        escalator.close();
        escalator = new EscalatorHarness(policy.build());
    }

    @Test
    void shouldPageRungAfterRungWhenNobodyAcknowledges() {
        escalator.opened(anIncident());

        assertThat(escalator.pages()).containsExactly("oncall@1");
        escalator.advance(ofMinutes(5).minusSeconds(1));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(ofSeconds(1));
        assertThat(escalator.pages()).containsExactly("lead@2");
        escalator.advance(ofMinutes(10).minusSeconds(1));
        assertThat(escalator.pages()).isEmpty();
        escalator.advance(ofSeconds(1));
        assertThat(escalator.pages()).containsExactly("manager@3");
    }

    @Test
    void shouldStopTheLadderOnAcknowledge() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(3));
        escalator.acknowledged();

        escalator.advance(Duration.ofHours(3));

        assertThat(escalator.notifications()).extracting(sent -> sent.getTarget() + " " + sent.getKind())
                .containsExactly("oncall PAGE", "oncall ACKNOWLEDGED");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getKind).containsExactly(FactKind.LADDER_STARTED,
                FactKind.PAGED, FactKind.LADDER_STOPPED, FactKind.TOLD);
    }

    @Test
    void shouldStaySilentWhenResolvedBeforeFirstRung() {
        with(aPolicy().ladder("sev1", 0, ofMinutes(10), rung(5, "oncall")));
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(4));
        escalator.resolved();

        escalator.advance(Duration.ofHours(1));

        assertThat(escalator.notifications()).isEmpty();
        assertThat(escalator.outcomes()).containsExactly("started", "stopped");
    }

    @Test
    void shouldTellEverybodyWhoWasPagedThatItIsResolvedOnce() {
        with(aPolicy().channel("mail", "email", NotificationKind.RESOLVED));
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(16));
        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@2", "manager@3");

        escalator.resolved();
        escalator.changed(incident -> incident.setNote("the same once more"));
        escalator.changed(incident -> incident.setState(IncidentState.CLOSED));

        assertThat(escalator.tells()).containsExactly("oncall RESOLVED", "lead RESOLVED", "manager RESOLVED");
        assertThat(escalator.outcomes()).endsWith("stopped", "silent-over", "silent-over");
    }

    @Test
    void shouldTellTheEndToWhatWasOpenedOutsideAndToMailOnlyWhereItIsWanted() {
        with(aPolicy().channel("hook", "webhook").target("oncall", "hook:a", "mail:a@shop.example", "inbox:"));
        escalator.opened(anIncident());
        assertThat(escalator.pages()).hasSize(3);

        escalator.resolved();

        assertThat(escalator.notifications()).extracting(Notification::getDestination).containsExactly("hook:a",
                "inbox:");
    }

    @Test
    void shouldStopAndTellThatItIsMitigatedAndThenThatItIsResolved() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.mitigated();
        escalator.advance(Duration.ofHours(1));
        escalator.resolved();

        assertThat(escalator.tells()).containsExactly("oncall MITIGATED", "oncall RESOLVED");
    }

    @Test
    void shouldClimbAgainWithNewIdsWhenReopened() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(6));
        escalator.resolved();
        var firstRound = escalator.notifications();
        escalator.advance(ofMinutes(10));

        escalator.reopened();
        escalator.advance(ofMinutes(6));
        escalator.resolved();

        var secondRound = escalator.notifications();
        assertThat(secondRound).extracting(Notification::getTarget, Notification::getKind, Notification::getRung)
                .containsExactlyElementsOf(assertThat(firstRound).extracting(Notification::getTarget,
                        Notification::getKind, Notification::getRung).actual());
        assertThat(firstRound).extracting(Notification::getId).doesNotContainAnyElementsOf(secondRound.stream()
                .map(Notification::getId).toList());
    }

    @Test
    void shouldStartTheWorseLadderOnceWhenTheSeverityIsRaised() {
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.advance(ofMinutes(10));
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV2", 2)).setLadder("sev2"));
        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
        escalator.advance(ofMinutes(5));

        var pages = escalator.notifications();
        assertThat(pages).extracting(page -> page.getTarget() + "@" + page.getRung()).containsExactly("oncall@1",
                "lead@2");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getSummary).contains(
                "ladder sev2: severity raised to SEV1");
    }

    @Test
    void shouldNotPageForARaisedSeverityOfAnAcknowledgedIncident() {
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.acknowledged();
        assertThat(escalator.notifications()).hasSize(2);

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
        escalator.advance(Duration.ofHours(1));

        assertThat(escalator.notifications()).isEmpty();
        assertThat(escalator.outcomes()).endsWith("silent-acknowledged");
    }

    @Test
    void shouldPageAgainWhenAnIncidentIsNoLongerAcknowledged() {
        escalator.opened(anIncident());
        escalator.acknowledged();
        var before = escalator.notifications();
        escalator.advance(Duration.ofHours(1));

        escalator.changed(incident -> incident.setState(IncidentState.OPEN));

        var after = escalator.notifications();
        assertThat(after).singleElement().satisfies(page -> {
            assertThat(page.getKind()).isEqualTo(NotificationKind.PAGE);
            assertThat(page.getLate()).isFalse();
            assertThat(page.getId()).isNotEqualTo(before.getFirst().getId());
        });
    }

    @Test
    void shouldKeepClimbingTheSameWayWhenAlertsJoin() {
        escalator.opened(anIncident());
        for (var minute = 0; minute < 4; minute++) {
            escalator.advance(ofMinutes(1));
            escalator.changed(incident -> incident.setAlertsTotal(incident.getAlertsTotal() + 1));
        }
        escalator.advance(ofMinutes(1));

        var pages = escalator.notifications();
        assertThat(pages).extracting(page -> page.getTarget() + "@" + page.getRung()).containsExactly("oncall@1",
                "lead@2");
        assertThat(pages.getLast().getIncident().getAlertsTotal()).as("as it is now, not as it was").isEqualTo(5);
        assertThat(escalator.outcomes()).filteredOn("silent-climbing"::equals).hasSize(4);
    }

    @Test
    void shouldPageTheTargetsOfARungTogetherAndEveryDestinationOnce() {
        with(aPolicy().target("oncall", "hook:a", "mail:a@shop.example").target("backup", "hook:b", "hook:a")
                .ladder("sev1", 0, ofMinutes(10), rung(0, "oncall", "backup")));

        escalator.opened(anIncident());

        var pages = escalator.notifications();
        assertThat(pages).extracting(Notification::getDestination).containsExactly("hook:a", "mail:a@shop.example",
                "hook:b");
        assertThat(pages.getFirst().getAlsoTold()).containsExactly("backup");
        assertThat(pages.getLast().getAlsoTold()).containsExactly("oncall");
    }

    @Test
    void shouldGiveTheReasonOfEachPage() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(5));

        var pages = escalator.notifications();

        assertThat(pages).extracting(Notification::getReason).containsExactly(
                "step 1 of ladder sev1: SEV1 opened (Production is down)",
                "step 2 of ladder sev1: unacknowledged for 5 min");
        assertThat(pages.getLast().getAlsoTold()).containsExactly("oncall");
        assertThat(pages.getLast().getDueAt()).isEqualTo(IncidentBuilder.OPENED_AT.plus(ofMinutes(5)));
        assertThat(pages.getLast().getPolicyVersion()).isEqualTo(1);
    }

    @Test
    void shouldKeyEachRecordByItsDestination() {
        escalator.opened(anIncident());

        var records = escalator.records();

        assertThat(records).singleElement().satisfies(record -> assertThat(record.key).isEqualTo("hook:oncall")
                .isEqualTo(record.value.getDestination()));
    }

    @Test
    void shouldClimbTheWholeLadderAgainAsOftenAsThePolicySays() {
        with(aPolicy().ladder("sev1", 2, ofMinutes(10), rung(0, "oncall"), rung(5, "lead")));
        escalator.opened(anIncident());

        escalator.advance(ofMinutes(35));

        var pages = escalator.notifications();
        assertThat(pages).extracting(page -> page.getTarget() + " " + Duration.between(IncidentBuilder.OPENED_AT, page
                .getDueAt()).toMinutes()).containsExactly("oncall 0", "lead 5", "oncall 15", "lead 20", "oncall 30",
                        "lead 35");
        assertThat(pages).extracting(Notification::getId).doesNotHaveDuplicates();
        assertThat(pages.getLast().getReason()).isEqualTo(
                "step 2 of ladder sev1, repetition 2: unacknowledged for 35 min");
    }

    @Test
    void shouldSaySoWhenNobodyIsLeftToBePaged() {
        escalator.opened(anIncident());
        escalator.advance(ofMinutes(25).minusSeconds(1));
        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@2", "manager@3");

        escalator.advance(ofSeconds(1));

        assertThat(escalator.tells()).containsExactly("manager LADDER_EXHAUSTED");
        assertThat(escalator.timeline()).extracting(TimelineEntry::getKind).contains(FactKind.LADDER_EXHAUSTED);
        assertThat(escalator.decisions()).last().extracting(Decision::getOutcome, Decision::getReason).containsExactly(
                "exhausted", "ladder sev1 ran once and nobody acknowledged; notified manager at"
                        + " mail:boss@shop.example (ladder exhausted)");
        assertThat(escalator.metrics().counter("tocsin.escalator.ladders.exhausted").count()).isEqualTo(1);
        escalator.advance(Duration.ofDays(1));
        escalator.changed(incident -> incident.setNote("still open"));
        assertThat(escalator.outcomes()).containsExactly("silent-exhausted");
    }

    @Test
    void shouldPageNobodyWhereTheLadderHasNoStepsUntilTheSeverityIsRaised() {
        with(aPolicy().ladder("sev2", 0, ofMinutes(10)));
        escalator.opened(anIncident().severity(2, "sev2"));
        escalator.changed(incident -> incident.setAlertsTotal(2));
        escalator.advance(Duration.ofHours(1));
        assertThat(escalator.notifications()).isEmpty();
        assertThat(escalator.outcomes()).containsExactly("silent-nobody", "silent-nobody");

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));

        assertThat(escalator.pages()).containsExactly("oncall@1");
        assertThat(escalator.outcomes()).containsExactly("paged");
    }

    /** Nobody is forgotten because it got worse. */
    @Test
    void shouldGoOnWithTheLadderThatIsClimbedWhenTheWorseOneHasNoSteps() {
        with(aPolicy().ladder("sev1", 0, ofMinutes(10)));
        escalator.opened(anIncident().severity(2, "sev2"));
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.changed(incident -> incident.setSeverity(new Severity("SEV1", 1)).setLadder("sev1"));
        escalator.advance(ofMinutes(30));

        assertThat(escalator.pages()).containsExactly("lead@2");
    }

    @Test
    void shouldStaySilentToTheEndWhereTheLadderHasNoSteps() {
        with(aPolicy().ladder("sev1", 0, ofMinutes(10)));
        escalator.opened(anIncident());

        escalator.acknowledged();
        escalator.resolved();

        assertThat(escalator.outcomes()).containsExactly("silent-nobody", "silent-acknowledged", "silent-never-told");
        assertThat(escalator.timeline()).isEmpty();
    }

    @Test
    void shouldClimbForTwoIncidentsEachOnItsOwn() {
        escalator.opened(anIncident().id("0a1b2c3d-first"));
        escalator.advance(ofMinutes(2));
        escalator.opened(anIncident().id("0a1b2c3d-second"));
        escalator.changed("0a1b2c3d-first", incident -> incident.setState(IncidentState.ACKNOWLEDGED));

        escalator.advance(ofMinutes(5));

        assertThat(escalator.notifications()).extracting(sent -> sent.getIncident().getId().substring(9) + " " + sent
                .getKind() + " " + sent.getTarget()).containsExactly("first PAGE oncall", "second PAGE oncall",
                        "first ACKNOWLEDGED oncall", "second PAGE lead");
    }

    @Test
    void shouldKeepTheLadderOfThePolicyThatTheRoundStartedWith() {
        escalator.policy(2, aPolicy().ladder("sev1", 0, ofMinutes(10), rung(0, "manager")).build());
        escalator.opened(anIncident());
        escalator.changed(incident -> incident.setPolicyVersion(2));

        escalator.advance(ofMinutes(5));

        assertThat(escalator.pages()).containsExactly("oncall@1", "lead@2");
    }

    @Test
    void shouldIgnoreASnapshotThatIsOlderThanWhatItKnows() {
        escalator.opened(anIncident().revision(1));
        escalator.acknowledged();
        assertThat(escalator.notifications()).hasSize(2);

        escalator.opened(anIncident().revision(1));
        escalator.advance(Duration.ofHours(1));

        assertThat(escalator.outcomes()).endsWith("silent-older-snapshot");
    }

    @Test
    void shouldForgetAnIncidentSomeTimeAfterItIsOver() {
        escalator.opened(anIncident());
        escalator.resolved();
        assertThat(escalator.notifications()).hasSize(2);
        assertThat(escalator.store().approximateNumEntries()).isEqualTo(1);

        escalator.jump(Duration.ofDays(7));
        escalator.advance(ofSeconds(1));

        assertThat(escalator.store().approximateNumEntries()).isZero();
    }

    @Test
    void shouldForgetAnIncidentThatIsDeletedFromTheLog() {
        escalator.opened(anIncident());
        assertThat(escalator.pages()).containsExactly("oncall@1");

        escalator.deleted("0a1b2c3d-abcdefghijkl");
        escalator.advance(Duration.ofHours(1));

        assertThat(escalator.store().approximateNumEntries()).isZero();
    }

    @Test
    void shouldCountOpenLadders() {
        escalator.opened(anIncident().id("0a1b2c3d-first"));
        escalator.opened(anIncident().id("0a1b2c3d-second"));
        escalator.changed("0a1b2c3d-first", incident -> incident.setState(IncidentState.ACKNOWLEDGED));

        assertThat(escalator.metrics().get("tocsin.escalator.ladders.open").gauge().value()).isEqualTo(1);
        assertThat(escalator.notifications()).hasSize(3);
    }
}
