package dev.tocsin.notifier.freshness;

import static dev.tocsin.event.IncidentState.ACKNOWLEDGED;
import static dev.tocsin.event.IncidentState.CLOSED;
import static dev.tocsin.event.IncidentState.MITIGATED;
import static dev.tocsin.event.IncidentState.OPEN;
import static dev.tocsin.event.IncidentState.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.FreshnessVerdict;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.freshness.IncidentView.Standing;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class WorthTest {

    @ParameterizedTest(name = "{0}")
    @EnumSource(NotificationKind.class)
    void shouldBeWorthTellingWhileNothingHappened(NotificationKind kind) {
        assertThat(lost(now(OPEN), a(kind))).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, names = {"PAGE", "LADDER_EXHAUSTED", "PAGE_MISSED", "DECLARED", "ROOM",
            "WAR_ROOM", "TICKET", "STATUS_PAGE", "UPDATE_DUE", "UPDATE_LAPSED", "CLOCK_WARNING", "CLOCK_BREACHED"})
    void shouldNotOpenNorRemindWhenItIsOver(NotificationKind kind) {
        assertThat(lost(now(RESOLVED), a(kind))).contains("resolved");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, names = {"RESOLVED", "CLOSED", "UPDATED", "MITIGATED",
            "SEVERITY_CHANGED", "REOPENED", "TASK_DUE", "TASK_OVERDUE", "UNKNOWN"})
    void shouldStillTellTheseWhenItIsOver(NotificationKind kind) {
        assertThat(lost(now(RESOLVED), a(kind))).isEmpty();
    }

    /** What customers read must not stay at "investigating" (rows A7, D4). */
    @Test
    void shouldAlwaysTellTheStatusPageThatItIsOver() {
        assertThat(lost(now(RESOLVED), a(NotificationKind.STATUS_PAGE).on("status/resolved", "status", "resolved")))
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} of round 1 in round 2")
    @CsvSource({"PAGE,older-round", "LADDER_EXHAUSTED,older-round", "UPDATE_DUE,older-round",
            "CLOCK_BREACHED,older-round", "ROOM,", "RESOLVED,", "TASK_DUE,"})
    void shouldJudgeWhatBelongsToAnEarlierRound(NotificationKind kind, String code) {
        var reopened = standing(aPage().with(it -> it.setRound(2).setRevision(9)));

        assertThat(lost(reopened, a(kind))).isEqualTo(Optional.ofNullable(code));
    }

    /** Runbook row B12. */
    @ParameterizedTest(name = "a {0} update against a reminder for {1}")
    @CsvSource({"inside,inside,updated", "inside,outside,", "outside,outside,updated", "outside,inside,",
            "inside,'',updated"})
    void shouldNotRemindOfAnUpdateThatWasPostedMeanwhile(String posted, String promised, String code) {
        var later = NOON.plus(Duration.ofMinutes(14));
        var now = standing(aPage().with(it -> it.setInsideUpdatedAt(posted.equals("inside") ? later : null)
                .setOutsideUpdatedAt(posted.equals("outside") ? later : null)));

        assertThat(lost(now, a(NotificationKind.UPDATE_DUE).on("", "audience", promised))).isEqualTo(Optional
                .ofNullable(code));
    }

    /** Runbook row B12. */
    @Test
    void shouldRemindOfTheUpdateAfterTheLastOne() {
        var updated = aPage().with(it -> it.setInsideUpdatedAt(NOON.plusSeconds(60)));

        assertThat(lost(standing(updated), a(NotificationKind.UPDATE_DUE).on("update/inside/2").with(it -> it
                .setInsideUpdatedAt(NOON.plusSeconds(60))))).isEmpty();
    }

    /** A channel that is not cleared was given a snapshot without updates: that is no news. Runbook row B13. */
    @Test
    void shouldRemindOfAConfidentialIncidentThatWasUpdatedBefore() {
        var updated = aPage().with(it -> it.setConfidential(true).setInsideUpdatedAt(NOON.minusSeconds(60)));

        assertThat(lost(standing(updated), a(NotificationKind.UPDATE_DUE).on("update/inside/2").with(it -> it
                .setConfidential(true)))).isEmpty();
    }

    /** Runbook row C3. */
    @ParameterizedTest(name = "{0} when {1}")
    @CsvSource({"respond,ACKNOWLEDGED,met", "respond,OPEN,", "assess,ACKNOWLEDGED,", "assess,MITIGATED,met",
            "mitigate,MITIGATED,met", "mitigate,ACKNOWLEDGED,", "resolve,MITIGATED,", "review,RESOLVED,",
            "review,CLOSED,closed"})
    void shouldNotWarnOfAClockThatWasMetMeanwhile(String phase, IncidentState state, String code) {
        assertThat(lost(now(state), a(NotificationKind.CLOCK_WARNING).on("clock/" + phase + "/warned"))).isEqualTo(
                Optional.ofNullable(code));
    }

    /** Runbook row C3. */
    @Test
    void shouldKnowAssessmentAndFirstUpdate() {
        var done = standing(aPage().with(it -> it.setAssessedAt(NOON).setFirstUpdatedAt(NOON)));

        assertThat(lost(done, a(NotificationKind.CLOCK_WARNING).on("clock/assess/warned"))).contains("met");
        assertThat(lost(done, a(NotificationKind.CLOCK_WARNING).on("clock/first-update/warned"))).contains("met");
        assertThat(lost(done, a(NotificationKind.CLOCK_WARNING).on("clock/resolve/warned"))).isEmpty();
    }

    /** That a deadline was missed stays true. Runbook row C3. */
    @Test
    void shouldTellABreachAlsoWhenItWasDoneLate() {
        assertThat(lost(now(ACKNOWLEDGED), a(NotificationKind.CLOCK_BREACHED).on("clock/respond/breached"))).isEmpty();
    }

    /** Runbook row C9. */
    @Test
    void shouldRemindOfATaskUntilItIsDone() {
        var resolved = aPage().state(RESOLVED, "bob").with(it -> it.setTasks(List.of(task("c1", false), task("c2",
                true))));

        assertThat(lost(standing(resolved), a(NotificationKind.TASK_DUE).on("task/c1/due", "task", "c1"))).isEmpty();
        assertThat(lost(standing(resolved), a(NotificationKind.TASK_DUE).on("task/c2/due", "task", "c2"))).contains(
                "done");
        assertThat(lost(standing(resolved), a(NotificationKind.TASK_OVERDUE).on("task/c3/overdue", "task", "c3")))
                .contains("done");
        assertThat(lost(standing(resolved), a(NotificationKind.TASK_OVERDUE).on("tasks/overdue", "tasks", "c2,c1")))
                .isEmpty();
        assertThat(lost(standing(resolved), a(NotificationKind.TASK_OVERDUE).on("tasks/overdue", "tasks", "c2,c3")))
                .contains("done");
    }

    @Test
    void shouldTellAMissedPageWhileSomebodyHasIt() {
        assertThat(lost(now(MITIGATED), a(NotificationKind.PAGE_MISSED))).isEmpty();
        assertThat(lost(now(CLOSED), a(NotificationKind.PAGE_MISSED))).contains("closed");
    }

    /** A retry is too late for what was news before the end, and not for what was said after it. */
    @ParameterizedTest(name = "an update posted while {0}, when it is {1}")
    @CsvSource({"OPEN,OPEN,", "OPEN,RESOLVED,outdated", "MITIGATED,CLOSED,outdated", "RESOLVED,RESOLVED,",
            "RESOLVED,CLOSED,", "CLOSED,CLOSED,"})
    void shouldTryAgainToTellAnUpdateThatWasPostedAfterTheEnd(IncidentState posted, IncidentState now, String code) {
        var update = a(NotificationKind.UPDATED).state(posted, "bob");

        assertThat(FreshnessRule.lost(now(now), update.build(), 1).map(FreshnessVerdict.Drop::code)).isEqualTo(Optional
                .ofNullable(
                        code));
    }

    @Test
    void shouldNotTryAgainToTellAnUpdateOfAnEarlierRound() {
        var reopened = standing(aPage().with(it -> it.setRound(2).setRevision(9)));

        assertThat(FreshnessRule.lost(reopened, a(NotificationKind.UPDATED).state(RESOLVED, "bob").build(), 1).map(
                FreshnessVerdict.Drop::code)).contains("outdated");
    }

    private static IncidentTask task(String id, boolean done) {
        return IncidentTask.newBuilder().setId(id).setText("write it down").setAddedBy("policy").setDoneAt(done
                ? NOON
                : null).build();
    }

    private static Standing now(IncidentState state) {
        return standing(aPage().state(state, "bob"));
    }

    private static Standing standing(Notifications notification) {
        return Standing.of(notification.incident());
    }

    private static Optional<String> lost(Standing now, Notifications notification) {
        return FreshnessRule.lost(now, notification.build(), 0).map(FreshnessVerdict.Drop::code);
    }
}
