package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.ADD_TASK;
import static dev.tocsin.event.CommandKind.ASSIGN_ROLE;
import static dev.tocsin.event.CommandKind.ASSIGN_TASK;
import static dev.tocsin.event.CommandKind.CLOSE;
import static dev.tocsin.event.CommandKind.COMPLETE_TASK;
import static dev.tocsin.event.CommandKind.MERGE;
import static dev.tocsin.event.CommandKind.RESOLVE;
import static dev.tocsin.event.FactKind.CLOSED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.TASK_ADDED;
import static dev.tocsin.event.FactKind.TASK_ASSIGNED;
import static dev.tocsin.event.FactKind.TASK_DONE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.IncidentTask;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is to be done after an incident, and how long it is there for that (rows A8, B15, C9, D9). */
class AftermathTest {

    private static final Duration WINDOW = Duration.ofMinutes(30);
    /** SEV1 has a checklist and a review, SEV2 only a review, SEV3 nothing. */
    private static final String POLICY = CorrelatorHarness.resource("policy.yml") + """
            roles: [commander, scribe]
            after:
              - severities: [SEV1]
                review: {within: 5d}
                checklist:
                  - {task: Document the timeline, within: 24h, owner: scribe}
                  - {task: Tell the customers}
              - {severities: [SEV2], review: {within: 5d}}
            """;

    private final CorrelatorHarness correlator = CorrelatorHarness.under(POLICY);
    private final AlertFixture critical = anAlert("db-1").named("DiskFull").severity("critical");
    private Incident opened;

    @BeforeEach
    void open() {
        correlator.fire(critical);
        opened = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    /** A8, C9. */
    @Test
    void shouldPutTheChecklistOnTheIncidentWhenItIsResolved() {
        correlator.command(ASSIGN_ROLE, opened, Map.of("role", "scribe", "person", "carol"), "");
        correlator.command(RESOLVE, opened);

        assertThat(correlator.incident().getTasks()).extracting(IncidentTask::getId, IncidentTask::getText,
                IncidentTask::getOwner, IncidentTask::getAddedBy, task -> task.getDueAt().orElse(null)).containsExactly(
                        tuple("c1", "Document the timeline", "carol", "policy", correlator.now().plus(Duration.ofHours(
                                24))), tuple("c2", "Tell the customers", "", "policy", null));
        var told = correlator.timeline();
        assertThat(told).extracting("kind").endsWith(RESOLVED, TASK_ADDED);
        assertThat(told.getLast().getSummary()).isEqualTo(
                "2 follow-ups added from the checklist: Document the timeline; Tell the customers");
        assertThat(told.getLast().getDetails()).containsEntry("tasks", "c1, c2");
    }

    @Test
    void shouldDoSoAlsoWhenItsAlertsResolveIt() {
        correlator.resolve(critical);
        correlator.advance(Duration.ofMinutes(5));

        assertThat(correlator.incident().getTasks()).extracting(IncidentTask::getOwner).containsExactly("scribe", "");
        correlator.skip();
    }

    /** B15. */
    @Test
    void shouldLetPeopleAddAssignAndCompleteTasksAtAnyTime() {
        correlator.command(ADD_TASK, opened, Map.of("task", "Buy a larger disk", "owner", "bob", "due", "2d"), "");
        correlator.command(RESOLVE, opened);
        correlator.command(CLOSE, opened);
        correlator.command(ASSIGN_TASK, opened, Map.of("task", "A1", "owner", "carol"), "");
        correlator.command(COMPLETE_TASK, opened, Map.of("task", "a1"), "");
        correlator.command(COMPLETE_TASK, opened, Map.of("task", "a1"), "");
        correlator.command(ADD_TASK, opened, Map.of("task", "Sell the smaller disk"), "");

        var incident = correlator.incident();
        assertThat(incident.getTasks()).extracting(IncidentTask::getId, IncidentTask::getOwner, IncidentTask::getDoneBy)
                .containsExactly(tuple("a1", "carol", "alice"), tuple("c1", "scribe", ""), tuple("c2", "", ""),
                        tuple("a2", "", ""));
        var told = correlator.timeline();
        assertThat(told).extracting("kind").containsExactly(TASK_ADDED, RESOLVED, TASK_ADDED, CLOSED, TASK_ASSIGNED,
                TASK_DONE, COMMAND_REFUSED, TASK_ADDED);
        assertThat(told.get(5).getSummary()).isEqualTo("alice completed follow-up a1: Buy a larger disk");
    }

    @Test
    void shouldWithdrawOpenChecklistItemsUntilTheNextResolve() {
        correlator.command(RESOLVE, opened);
        correlator.command(ADD_TASK, opened, Map.of("task", "Buy a larger disk"), "");
        correlator.command(COMPLETE_TASK, opened, Map.of("task", "c2"), "");
        correlator.advance(Duration.ofSeconds(1));
        correlator.fire(critical);
        var again = correlator.incident();
        var reopened = correlator.timeline().getLast();
        correlator.command(RESOLVE, opened);

        assertThat(again.getTasks()).extracting(IncidentTask::getId).containsExactly("c2", "a1");
        assertThat(reopened.getKind()).isEqualTo(REOPENED);
        assertThat(reopened.getDetails()).containsEntry("withdrawn", "c1");
        assertThat(correlator.incident().getTasks()).extracting(IncidentTask::getId).containsExactly("c2", "a1", "c1");
        correlator.skip();
    }

    @Test
    void shouldTakeCommandsButNoAlertsAfterTheReopenWindowUntilAllIsDone() {
        correlator.command(RESOLVE, opened);
        correlator.advance(WINDOW.plusMinutes(1));
        correlator.skip();

        correlator.fire(critical);
        var other = correlator.incident();
        correlator.restart();
        correlator.command(COMPLETE_TASK, opened, Map.of("task", "c1"), "");
        correlator.command(CLOSE, opened);
        correlator.command(COMPLETE_TASK, opened, Map.of("task", "c2"), "");
        var done = correlator.incident();

        assertThat(other.getId()).isNotEqualTo(opened.getId());
        assertThat(done.getId()).isEqualTo(opened.getId());
        assertThat(done.getState()).isEqualTo(IncidentState.CLOSED);
        assertThat(done.getTasks()).allMatch(task -> task.getDoneAt().isPresent());
        assertThat(correlator.facts()).containsExactly(OPENED, TASK_DONE, CLOSED, TASK_DONE);
        assertThat(correlator.rowsById()).containsOnlyKeys(other.getId());
        assertThat(correlator.aftermath()).containsOnlyKeys(opened.getId());

        correlator.advance(Duration.ofHours(2));

        assertThat(correlator.aftermath()).isEmpty();
        correlator.command(RESOLVE, other);
        correlator.skip();
    }

    @Test
    void shouldKeepAnIncidentWhoseReviewIsDueUntilItIsClosed() {
        correlator.fire(anAlert("web-1").named("Slow").severity("warning"));
        var slow = correlator.incident();
        correlator.command(RESOLVE, slow);
        correlator.advance(WINDOW.plusMinutes(1));
        var kept = correlator.aftermath().keySet();
        correlator.command(CLOSE, slow);
        var closed = correlator.incident();
        correlator.advance(Duration.ofHours(1));

        assertThat(kept).containsExactly(slow.getId());
        assertThat(closed.getState()).isEqualTo(IncidentState.CLOSED);
        assertThat(correlator.aftermath()).isEmpty();
        correlator.skip();
    }

    @Test
    void shouldNotKeepAnIncidentAfterWhichNothingIsToBeDone() {
        correlator.fire(anAlert("web-1").named("Slow").severity("info"));
        var slow = correlator.incident();
        correlator.command(RESOLVE, slow);
        correlator.advance(WINDOW);

        assertThat(correlator.aftermath()).isEmpty();
        assertThat(correlator.rowsById()).containsOnlyKeys(opened.getId());
        correlator.skip();
    }

    @Test
    void shouldDropAnIncidentWithAbandonedFollowUps() {
        correlator.command(RESOLVE, opened);
        correlator.command(ADD_TASK, opened, Map.of("task", "Buy a larger disk", "due", "10d"), "");
        correlator.advance(Duration.ofDays(39));
        var kept = correlator.aftermath().size();
        correlator.advance(Duration.ofDays(2));
        correlator.command(COMPLETE_TASK, opened, Map.of("task", "c1"), "");

        assertThat(kept).isEqualTo(1);
        assertThat(correlator.aftermath()).isEmpty();
        assertThat(correlator.steps()).anySatisfy(said -> {
            assertThat(said.getOutcome()).isEqualTo("aftermath-over");
            assertThat(said.getReason()).isEqualTo(
                    "dropped although follow-ups c1, c2, a1 are open and its review is due");
        });
        assertThat(correlator.facts()).endsWith(COMMAND_REFUSED);
        correlator.skip();
    }

    @Test
    void shouldNotAddAFiringAlertToAResolvedIncidentAfterItsWindow() {
        correlator.command(RESOLVE, opened);
        correlator.advance(WINDOW.plusMinutes(1));
        correlator.skip();

        correlator.fire(critical.since(CorrelatorHarness.START));
        var other = correlator.incident();
        correlator.resolve(critical.since(CorrelatorHarness.START));

        assertThat(other.getId()).isNotEqualTo(opened.getId());
        assertThat(correlator.incident().getId()).isEqualTo(other.getId());
        assertThat(correlator.aftermath()).containsOnlyKeys(opened.getId());
        correlator.skip();
    }

    @Test
    void shouldHandOverTasksToTheIncidentThatItIsMergedInto() {
        correlator.fire(anAlert("web-1").named("Slow").severity("critical"));
        var other = correlator.incident();
        correlator.command(ADD_TASK, opened, Map.of("task", "Buy a larger disk"), "");
        correlator.command(ADD_TASK, other, Map.of("task", "Buy a faster machine"), "");
        correlator.command(MERGE, opened, Map.of("into", other.getId()), "");

        var snapshots = correlator.snapshots();
        assertThat(snapshots.get(snapshots.size() - 2).getTasks()).isEmpty();
        assertThat(snapshots.getLast().getTasks()).extracting(IncidentTask::getId, IncidentTask::getText)
                .containsExactly(tuple("a1", "Buy a faster machine"), tuple("a2", "Buy a larger disk"));
        correlator.skip();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("nonsense")
    void shouldRefuseInvalidCommands(CommandKind kind, Map<String, String> arguments, String reason) {
        correlator.command(ADD_TASK, opened, Map.of("task", "Buy a larger disk"), "");
        correlator.skip();

        correlator.command(kind, opened, arguments, "");

        assertThat(correlator.timeline()).singleElement().satisfies(fact -> assertThat(fact.getDetails().getOrDefault(
                "reason", "")).contains(reason));
        assertThat(correlator.snapshots()).isEmpty();
    }

    static Stream<Arguments> nonsense() {
        return Stream.of(Arguments.of(ADD_TASK, Map.of(), "task is required"),
                Arguments.of(ADD_TASK, Map.of("task", "x".repeat(501)), "at most 500 characters"),
                Arguments.of(ADD_TASK, Map.of("task", "x", "due", "yesterday"), "due must be a duration"),
                Arguments.of(ADD_TASK, Map.of("task", "x", "due", "2020-01-01T00:00:00Z"), "at most 366d ahead"),
                Arguments.of(ADD_TASK, Map.of("task", "x", "owner", "y".repeat(101)), "at most 100 characters"),
                Arguments.of(ASSIGN_TASK, Map.of("task", "a7", "owner", "bob"),
                        "no follow-up 'a7'; the incident has a1"),
                Arguments.of(ASSIGN_TASK, Map.of("task", "a1"), "owner or due is required"),
                Arguments.of(ASSIGN_TASK, Map.of("task", "a1", "owner", ""), "already has this owner"),
                Arguments.of(COMPLETE_TASK, Map.of(), "task is required"));
    }

    @Test
    void shouldTakeFiftyTasksAtMost() {
        for (var number = 1; number <= 50; number++) {
            correlator.command(ADD_TASK, opened, Map.of("task", "task " + number), "");
        }
        correlator.skip();

        correlator.command(ADD_TASK, opened, Map.of("task", "one more"), "");

        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED);
    }
}
