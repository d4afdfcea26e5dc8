package dev.tocsin.escalator.aftermath;

import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.escalator.PolicyBuilder.rung;
import static dev.tocsin.event.IncidentState.CLOSED;
import static dev.tocsin.event.IncidentState.RESOLVED;
import static java.time.Duration.ofDays;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.tocsin.escalator.EscalatorHarness;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is to be done after an incident (A8, B15, C9, D9). The harness fails on every message that a story does not name. */
class TaskRemindersTest {

    private EscalatorHarness escalator;

    @BeforeEach
    void anIncidentIsOver() {
        escalator = new EscalatorHarness(aPolicy().channel("pager", "pagerduty").target("oncall", "pager:",
                "mail:oncall@shop.example").target("carol", "mail:carol@shop.example").target("dave", "pager:dave")
                .ladder("sev1", 0, ofDays(60), rung(0, "oncall")).build());
        escalator.opened(anIncident());
        escalator.acknowledged();
        escalator.resolved();
        escalator.notifications();
        escalator.timeline();
    }

    @AfterEach
    void nobodyElseIsTold() {
        escalator.close();
    }

    private IncidentTask task(String id, Duration within, String owner) {
        return IncidentTask.newBuilder().setId(id).setText("text of " + id).setDueAt(escalator.now().plus(within))
                .setOwner(owner).setAddedBy("policy").setDoneBy("").build();
    }

    private void tasks(IncidentTask... tasks) {
        escalator.changed(incident -> incident.setState(RESOLVED).setTasks(List.of(tasks)));
    }

    private void changed(String id, UnaryOperator<IncidentTask.Builder> change) {
        escalator.changed(incident -> {
            var tasks = new ArrayList<>(incident.getTasks());
            tasks.replaceAll(task -> task.getId().equals(id)
                    ? change.apply(IncidentTask.newBuilder(task)).build()
                    : task);
            return incident.setTasks(tasks);
        });
    }

    private List<String> facts() {
        return escalator.timeline().stream().filter(fact -> fact.getKind() != FactKind.TOLD).map(
                TimelineEntry::getSummary).toList();
    }

    /** A8: within 24 hours; a quarter of that before, its owner hears of it. */
    @Test
    void shouldRemindTheOwnerBeforeTheDeadlineAndAtIt() {
        tasks(task("c1", ofHours(24), "carol"));

        escalator.advance(ofHours(18).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));
        assertThat(escalator.notifications()).singleElement().satisfies(reminder -> {
            assertThat(reminder.getKind()).isEqualTo(NotificationKind.TASK_DUE);
            assertThat(reminder.getDestination()).isEqualTo("mail:carol@shop.example");
            assertThat(reminder.getReason()).isEqualTo(
                    "task c1 is due at 2026-03-03T10:00:00Z, assigned to carol: text of c1");
            assertThat(reminder.getDetails()).isEqualTo(Map.of("task", "c1", "text", "text of c1", "owner", "carol",
                    "dueAt", "2026-03-03T10:00:00Z"));
        });
        escalator.advance(ofHours(6).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));
        assertThat(escalator.tells()).containsExactly("carol TASK_OVERDUE");

        assertThat(facts()).containsExactly("task c1 is due at 2026-03-03T10:00:00Z, assigned to carol: text of c1",
                "task c1 is overdue by 0 s, assigned to carol: text of c1");
    }

    /** B15: what a month allows is spoken of a day before, not a week. */
    @Test
    void shouldRemindAtMostADayBefore() {
        tasks(task("c1", ofDays(30), "carol"));

        escalator.advance(ofDays(29).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));

        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
    }

    @Test
    void shouldSayOnceADayThatItIsOverdueAndNoMoreAfterAWeek() {
        tasks(task("c1", ofHours(4), "carol"));
        escalator.advance(ofHours(4));
        assertThat(escalator.tells()).containsExactly("carol TASK_DUE", "carol TASK_OVERDUE");

        escalator.advance(ofDays(1));
        assertThat(escalator.tells()).containsExactly("carol TASK_OVERDUE");
        escalator.advance(ofDays(1));
        assertThat(escalator.tells()).containsExactly("carol TASK_OVERDUE", "oncall TASK_OVERDUE");
        escalator.advance(ofDays(4));
        assertThat(escalator.notifications()).hasSize(8);
        escalator.advance(ofDays(60));

        assertThat(escalator.tells()).isEmpty();
    }

    /** C9, D9: a checklist with one deadline is one message. */
    @Test
    void shouldCombineTasksOfOneOwnerWithOneDeadline() {
        tasks(task("c1", ofHours(48), ""), task("c2", ofHours(48), ""), task("c3", ofHours(48), "carol"));

        escalator.advance(ofHours(36));

        assertThat(escalator.notifications()).extracting(sent -> sent.getTarget() + " " + sent.getReason())
                .containsExactly("oncall tasks c1, c2 are due at 2026-03-04T10:00:00Z, unassigned: text of"
                        + " c1; text of c2",
                        "carol task c3 is due at 2026-03-04T10:00:00Z, assigned to carol: text of c3");
    }

    @Test
    void shouldRemindTheCommanderOfUnassignedTasks() {
        escalator.changed(incident -> incident.setRoles(Map.of("commander", "carol")));
        tasks(task("c1", ofHours(24), ""), task("c2", ofHours(12), "somebody unknown"));

        escalator.advance(ofHours(18));

        assertThat(escalator.tells()).containsExactly("carol TASK_DUE", "carol TASK_OVERDUE", "carol TASK_DUE");
    }

    @Test
    void shouldUseAPagerOnlyForAnOwnerWhoHasNothingElse() {
        tasks(task("c1", ofHours(24), "dave"));

        escalator.advance(ofHours(18));

        assertThat(escalator.tells()).containsExactly("dave TASK_DUE");
    }

    @Test
    void shouldFallSilentWhenItIsDone() {
        tasks(task("c1", ofHours(24), "carol"), task("c2", ofHours(24), "carol"));
        escalator.advance(ofHours(1));
        changed("c1", task -> task.setDoneAt(escalator.now()).setDoneBy("carol"));
        escalator.advance(ofHours(17));
        assertThat(escalator.notifications()).extracting(sent -> sent.getDetails().get("task")).containsExactly("c2");
        changed("c2", task -> task.setDoneAt(escalator.now()).setDoneBy("carol"));

        escalator.advance(ofDays(10));

        assertThat(escalator.tells()).isEmpty();
    }

    /** The checklist is withdrawn when the incident is reopened, and comes back with its next resolve. */
    @Test
    void shouldRestartRemindersInANewRound() {
        tasks(task("c1", ofHours(24), "carol"));
        escalator.advance(ofHours(20));
        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
        escalator.changed(incident -> incident.setTasks(List.of()));
        escalator.reopened();
        escalator.advance(ofHours(10));
        escalator.resolved();
        escalator.notifications();
        tasks(task("c1", ofHours(24), "carol"));

        escalator.advance(ofHours(18));

        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
    }

    @Test
    void shouldNotBeginAnewForAnActionItemThatOutlivesARound() {
        tasks(task("a1", ofDays(7), "carol"));
        escalator.advance(ofDays(6));
        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
        escalator.reopened();
        escalator.notifications();

        escalator.advance(ofHours(23));

        assertThat(escalator.tells()).isEmpty();
    }

    @Test
    void shouldWaitForTheNewDeadline() {
        tasks(task("c1", ofHours(24), "carol"));
        escalator.advance(ofHours(18));
        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
        changed("c1", task -> task.setAddedBy("bob").setDueAt(escalator.now().plus(ofHours(40))));

        escalator.advance(ofHours(30).minusMillis(1));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMillis(1));

        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
    }

    @Test
    void shouldRemindANewOwnerAtOnceAfterAReminderOfThePreviousOne() {
        tasks(task("c1", ofHours(24), "lead"));
        escalator.advance(ofHours(18));
        assertThat(escalator.tells()).containsExactly("lead TASK_DUE");
        changed("c1", task -> task.setOwner("carol"));
        escalator.advance(ofSeconds(1));
        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
        escalator.advance(ofHours(7));
        assertThat(escalator.tells()).containsExactly("carol TASK_OVERDUE");

        changed("c1", task -> task.setOwner("lead"));
        escalator.advance(ofSeconds(1));

        assertThat(escalator.tells()).containsExactly("lead TASK_OVERDUE");
    }

    @Test
    void shouldOnlySayThatItIsOverdueAfterAnOutage() {
        tasks(task("c1", ofHours(24), "carol"));
        escalator.outage(ofDays(3).plusHours(1));
        escalator.advance(ofSeconds(2));

        assertThat(escalator.notifications()).singleElement().satisfies(overdue -> {
            assertThat(overdue.getKind()).isEqualTo(NotificationKind.TASK_OVERDUE);
            assertThat(overdue.getLate()).isTrue();
            assertThat(overdue.getReason()).startsWith("task c1 is overdue by 49 h");
        });
        escalator.advance(ofHours(22).plusMinutes(59));
        assertThat(escalator.tells()).isEmpty();
        escalator.advance(ofMinutes(1));
        assertThat(escalator.tells()).containsExactly("carol TASK_OVERDUE");
    }

    @Test
    void shouldNotRemindOfTasksWithoutDeadline() {
        escalator.changed(incident -> incident.setTasks(List.of(IncidentTask.newBuilder().setId("a1").setText(
                "some day").setDueAt(null).setOwner("carol").setAddedBy("carol").setDoneBy("").build())));

        escalator.advance(ofDays(90));

        assertThat(escalator.tells()).isEmpty();
    }

    /** What a merged incident leaves undone goes on in the other one. */
    @Test
    void shouldLeaveTasksOfAMergedIncidentToTheOther() {
        tasks(task("a1", ofHours(24), "carol"));
        escalator.changed(incident -> incident.setState(CLOSED).setMergedInto("0a1b2c3d-other"));

        escalator.advance(ofDays(9));

        assertThat(escalator.tells()).isEmpty();
    }

    @Test
    void shouldGoOnAfterTheIncidentIsClosed() {
        tasks(task("a1", ofDays(30), "carol"));
        escalator.changed(incident -> incident.setState(CLOSED));

        escalator.advance(ofDays(29));

        assertThat(escalator.tells()).containsExactly("carol TASK_DUE");
        assertThat(Optional.ofNullable(escalator.store().get(anIncident().build().getId()))).isPresent();
    }
}
