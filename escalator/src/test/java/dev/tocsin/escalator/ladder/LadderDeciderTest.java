package dev.tocsin.escalator.ladder;

import static dev.tocsin.escalator.IncidentBuilder.OPENED_AT;
import static dev.tocsin.escalator.IncidentBuilder.anIncident;
import static dev.tocsin.escalator.PolicyBuilder.aPolicy;
import static dev.tocsin.event.IncidentState.ACKNOWLEDGED;
import static dev.tocsin.event.IncidentState.CLOSED;
import static dev.tocsin.event.IncidentState.MITIGATED;
import static dev.tocsin.event.IncidentState.OPEN;
import static dev.tocsin.event.IncidentState.RESOLVED;
import static dev.tocsin.event.IncidentState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.escalator.IncidentBuilder;
import dev.tocsin.escalator.account.DecisionRecords;
import dev.tocsin.escalator.decision.LadderDecision;
import dev.tocsin.escalator.decision.NotPagedReason;
import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.PolicyNotReadException;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.model.Policy;
import dev.tocsin.state.Escalation;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What is decided in which state, one event at a time. */
class LadderDeciderTest {

    private static final Instant LATER = OPENED_AT.plusSeconds(60);

    private final Policy policy = aPolicy().build();
    private final LadderDecider climb = new LadderDecider(version -> PinnedPolicy.of(version, policy), Duration
            .ofSeconds(
                    30), Duration.ofDays(7));

    private Escalation rowIn(IncidentState state) {
        var row = climb.onSnapshot(Optional.empty(), anIncident().build(), OPENED_AT).row();
        return state == OPEN
                ? row
                : climb.onSnapshot(Optional.of(row), anIncident().revision(2).state(state).build(),
                        OPENED_AT).row();
    }

    static Stream<Arguments> changesOfState() {
        return Stream.of(
                argumentSet("first seen open: climb", Optional.empty(), OPEN, List.of("started", "paged", "scheduled")),
                argumentSet("first seen acknowledged: nothing", Optional.empty(), ACKNOWLEDGED, List.of(
                        "silent-acknowledged")),
                argumentSet("first seen resolved: nothing", Optional.empty(), RESOLVED, List.of("silent-never-told")),
                argumentSet("first seen in a state of the future: climb", Optional.empty(), UNKNOWN, List.of("started",
                        "paged", "scheduled")),
                argumentSet("open, still open: climb on", Optional.of(OPEN), OPEN, List.of("silent-climbing")),
                argumentSet("open, then a state of the future: climb on", Optional.of(OPEN), UNKNOWN, List.of(
                        "silent-unknown-state")),
                argumentSet("open, acknowledged: stop and tell", Optional.of(OPEN), ACKNOWLEDGED, List.of("stopped",
                        "told")),
                argumentSet("open, mitigated: stop and tell", Optional.of(OPEN), MITIGATED, List.of("stopped", "told")),
                argumentSet("open, resolved: stop and tell", Optional.of(OPEN), RESOLVED, List.of("stopped", "told")),
                argumentSet("open, closed: stop and tell", Optional.of(OPEN), CLOSED, List.of("stopped", "told")),
                argumentSet("acknowledged twice: tell once", Optional.of(ACKNOWLEDGED), ACKNOWLEDGED, List.of(
                        "silent-acknowledged")),
                argumentSet("acknowledged, mitigated: tell", Optional.of(ACKNOWLEDGED), MITIGATED, List.of("told")),
                argumentSet("acknowledged, resolved: tell", Optional.of(ACKNOWLEDGED), RESOLVED, List.of("told")),
                argumentSet("acknowledged, open again: climb again", Optional.of(ACKNOWLEDGED), OPEN, List.of("started",
                        "paged", "scheduled")),
                argumentSet("mitigated, open again: climb again", Optional.of(MITIGATED), OPEN, List.of("started",
                        "paged", "scheduled")),
                argumentSet("resolved twice: tell once", Optional.of(RESOLVED), RESOLVED, List.of("silent-over")),
                argumentSet("resolved, closed: told already", Optional.of(RESOLVED), CLOSED, List.of("silent-over")));
    }

    @ParameterizedTest
    @MethodSource("changesOfState")
    void shouldDecideByStateBeforeAndAfter(Optional<IncidentState> before, IncidentState after,
            List<String> expected) {
        var row = before.map(this::rowIn);
        var now = row.isPresent() ? LATER : OPENED_AT;

        var turn = climb.onSnapshot(row, anIncident().revision(3).state(after).updatedAt(now).build(), now);

        assertThat(turn.decisions()).extracting(DecisionRecords::outcome).containsExactlyElementsOf(expected);
    }

    static Stream<Arguments> changesOfSeverity() {
        return Stream.of(
                argumentSet("worse, other ladder: restart", anIncident().severity(1, "sev1"), List.of("stopped",
                        "started", "paged", "scheduled")),
                argumentSet("worse, same ladder: climb on", anIncident().severity(1, "sev2"), List.of(
                        "silent-climbing")),
                argumentSet("milder, other ladder: climb on", anIncident().severity(3, "sev1"), List.of(
                        "silent-climbing")),
                argumentSet("same, other ladder: climb on", anIncident().severity(2, "sev1"), List.of(
                        "silent-climbing")));
    }

    @ParameterizedTest
    @MethodSource("changesOfSeverity")
    void shouldRestartOnlyForAWorseSeverityWithAnotherLadder(IncidentBuilder changed, List<String> expected) {
        var row = climb.onSnapshot(Optional.empty(), anIncident().severity(2, "sev2").build(), OPENED_AT).row();

        var turn = climb.onSnapshot(Optional.of(row), changed.revision(2).updatedAt(LATER).build(), LATER);

        assertThat(turn.decisions()).extracting(DecisionRecords::outcome).containsExactlyElementsOf(expected);
    }

    @Test
    void shouldMeasureTheRestartedLadderFromTheRaise() {
        var row = climb.onSnapshot(Optional.empty(), anIncident().severity(2, "sev2").build(), OPENED_AT).row();

        var raised = climb.onSnapshot(Optional.of(row), anIncident().revision(2).updatedAt(LATER).build(), LATER).row();

        assertThat(raised.getStartedAt()).isEqualTo(LATER);
        assertThat(raised.getNextDueAt()).contains(LATER.plus(Duration.ofMinutes(5)));
        assertThat(raised.getClimb()).isEqualTo(2);
    }

    @Test
    void shouldComputeTheNextStepFromTheLastOneNotFromNow() {
        var row = rowIn(OPEN);
        var sweptLate = row.getNextDueAt().orElseThrow().plusSeconds(7);

        var next = climb.onDue(row, sweptLate).row();

        assertThat(next.getNextDueAt()).contains(OPENED_AT.plus(Duration.ofMinutes(15)));
    }

    @Test
    void shouldDoNothingWhenTheIncidentIsNoLongerOpenAtTheDueTime() {
        var row = Escalation.newBuilder(rowIn(ACKNOWLEDGED)).setNextDueAt(LATER).build();

        var turn = climb.onDue(row, LATER);

        assertThat(turn.decisions()).containsExactly(new LadderDecision.Nothing(NotPagedReason.ACKNOWLEDGED));
        assertThat(turn.row()).isEqualTo(row);
    }

    /** The heap keeps the highest generation of an incident, and may hold reminders of a row that is gone. */
    @Test
    void shouldBeginANewRowAboveTheGenerationsOfOneThatWasForgotten() {
        var first = climb.onSnapshot(Optional.empty(), anIncident().revision(1).build(), OPENED_AT).row();
        var later = Incident.newBuilder(anIncident().revision(9).build()).setUpdatedAt(OPENED_AT.plusSeconds(60))
                .build();

        var anew = climb.onSnapshot(Optional.empty(), later, OPENED_AT.plusSeconds(60)).row();

        assertThat(anew.getGeneration()).isGreaterThan(first.getGeneration() + 1_000);
    }

    @Test
    void shouldRaiseTheGenerationWheneverTheTimerChanges() {
        var open = rowIn(OPEN);
        var acknowledged = climb.onSnapshot(Optional.of(open), anIncident().revision(2).state(ACKNOWLEDGED).build(),
                LATER).row();
        var again = climb.onSnapshot(Optional.of(acknowledged), anIncident().revision(3).updatedAt(LATER).build(),
                LATER).row();

        assertThat(acknowledged.getGeneration()).isGreaterThan(open.getGeneration());
        assertThat(again.getGeneration()).isGreaterThan(acknowledged.getGeneration());
    }

    @Test
    void shouldDecideNothingWhileThePolicyIsMissing() {
        var waiting = new LadderDecider(version -> {
            throw new PolicyNotReadException(version);
        }, Duration.ofSeconds(30), Duration.ofDays(7));

        assertThatThrownBy(() -> waiting.onSnapshot(Optional.empty(), anIncident().policyVersion(9).build(), OPENED_AT))
                .isInstanceOf(PolicyNotReadException.class).hasMessageContaining("9");
    }
}
