package dev.tocsin.correlator.incident;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.incident.IncidentEvent.Ceased;
import dev.tocsin.correlator.incident.IncidentEvent.Commanded;
import dev.tocsin.correlator.incident.IncidentEvent.Fired;
import dev.tocsin.correlator.incident.IncidentEvent.TimerFell;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.correlator.incident.decision.IncidentDecision;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Changed;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Dropped;
import dev.tocsin.correlator.incident.decision.IncidentDecision.Nothing;
import dev.tocsin.correlator.incident.decision.PolicyNames;
import dev.tocsin.correlator.incident.decision.ResponsePractice;
import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.correlator.incident.member.JoinReason;
import dev.tocsin.correlator.incident.member.LeadAlert;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.model.Grouping;
import dev.tocsin.policy.model.SeverityLevel;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.IncidentRow;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The rules of an incident's life, without a log. */
class IncidentLifecycleTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");
    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final PolicyNames WORDS = new PolicyNames(List.of(level("SEV1", 1), level("SEV2", 2), level("SEV3",
            3)),
            List.of(), Set.of(), List.of());

    @ParameterizedTest(name = "{0}")
    @MethodSource("timers")
    void shouldHeedOnlyTheTimerThatIsSet(String name, TimerKind kind, long generationAhead, String outcome) {
        var quiet = cease(open("SEV1"), "db-1");

        var verdict = fell(Optional.of(quiet), kind, quiet.getGeneration() + generationAhead);

        assertThat(verdict.outcome()).isEqualTo(outcome);
    }

    static Stream<Arguments> timers() {
        return Stream.of(Arguments.of("the timer that is set", TimerKind.QUIET_TIME_OVER, 0, "resolved"),
                Arguments.of("one that was set before", TimerKind.QUIET_TIME_OVER, -1, "stale-timer"),
                Arguments.of("one of another kind", TimerKind.REOPEN_WINDOW_OVER, 0, "stale-timer"),
                Arguments.of("one of a newer version", TimerKind.UNKNOWN, 0, "stale-timer"));
    }

    @Test
    void shouldHeedNoTimerOfAnIncidentThatIsGone() {
        assertThat(fell(Optional.empty(), TimerKind.REOPEN_WINDOW_OVER, 1).outcome()).isEqualTo("stale-timer");
    }

    @Test
    void shouldDropTheIncidentAfterItsReopenWindow() {
        var resolved = resolved(cease(open("SEV1"), "db-1"));

        var verdict = fell(Optional.of(resolved), TimerKind.REOPEN_WINDOW_OVER, resolved.getGeneration());

        assertThat(verdict).isInstanceOf(Dropped.class);
    }

    @Test
    void shouldResolveAtOnceWhenTheSeverityHasNoQuietTime() {
        var opened = row(decide(Optional.empty(), fired("db-1", classification("SEV1", "", Duration.ZERO))));

        var verdict = (Changed) decide(Optional.of(opened), new Ceased(alert("db-1").resolved(), 1, false));

        assertThat(verdict.row().getIncident().getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(verdict.row().getTimerKind()).contains(TimerKind.REOPEN_WINDOW_OVER);
        assertThat(verdict.facts()).extracting(TimelineFact::kind).containsExactly(FactKind.ALERT_RESOLVED,
                FactKind.RESOLVED);
    }

    @Test
    void shouldTakeTheSeverityOfTheReopeningAlertWhenNothingElseFires() {
        var resolved = resolved(cease(open("SEV1"), "db-1"));

        var reopened = (Changed) decide(Optional.of(resolved), fired("db-1", classification("SEV3", "", QUIET)));

        assertThat(reopened.row().getIncident().getSeverity().getId()).isEqualTo("SEV3");
        assertThat(reopened.facts()).extracting(TimelineFact::kind).containsExactly(FactKind.REOPENED,
                FactKind.SEVERITY_CHANGED);
    }

    @Test
    void shouldBeginAnotherRoundWithTheAlertsThatHoldAndNoOthers() {
        var both = row(decide(Optional.of(open("SEV1")), fired("db-2", classification("SEV1", "", QUIET))));
        var resolved = resolved(cease(cease(both, "db-1"), "db-2"));

        var reopened = row(decide(Optional.of(resolved), fired("db-3", classification("SEV1", "", QUIET))));

        assertThat(reopened.getIncident().getAlerts()).extracting("identity").containsExactly("prom:db-3");
        assertThat(reopened.getIncident().getAlertsTotal()).isEqualTo(1);
    }

    @Test
    void shouldKeepTheWorseSeverityWhenItIsReopenedWhileOthersStillHold() {
        var open = row(decide(Optional.of(open("SEV1")), fired("db-2", classification("SEV3", "", QUIET))));
        var resolved = row(command(open, CommandKind.RESOLVE, Map.of()));

        var reopened = (Changed) decide(Optional.of(resolved), fired("db-3", classification("SEV3", "", QUIET)));

        assertThat(reopened.row().getIncident().getSeverity().getId()).isEqualTo("SEV1");
        assertThat(reopened.row().getIncident().getAlertsFiring()).isEqualTo(3);
    }

    @Test
    void shouldLetARuleGiveTheSeverityAgainWhenAnotherRoundBegins() {
        var graded = row(command(open("SEV1"), CommandKind.SET_SEVERITY, Map.of("severity", "SEV3")));

        var reopened = (Changed) decide(Optional.of(resolved(cease(graded, "db-1"))),
                fired("db-1", classification("SEV1", "", QUIET)));

        assertThat(reopened.row().getIncident().getSeverity().getId()).isEqualTo("SEV1");
        assertThat(reopened.row().getIncident().getSeveritySetBy()).isEmpty();
        assertThat(reopened.facts()).extracting(TimelineFact::kind).containsExactly(FactKind.REOPENED,
                FactKind.SEVERITY_CHANGED);
    }

    @Test
    void shouldTakeTheQuietTimeOfTheSeverityThatAPersonSets() {
        var graded = row(command(open("SEV1"), CommandKind.SET_SEVERITY, Map.of("severity", "SEV2")));

        assertThat(cease(graded, "db-1").getDueAt()).contains(NOON.plus(Duration.ofMinutes(2)));
    }

    @Test
    void shouldStayAcknowledgedWhenAnotherAlertJoins() {
        var acknowledged = row(command(open("SEV2"), CommandKind.ACKNOWLEDGE, Map.of()));

        var joined = (Changed) decide(Optional.of(acknowledged), fired("db-2", classification("SEV1", "", QUIET)));

        assertThat(joined.row().getIncident().getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(joined.row().getIncident().getSeverity().getId()).isEqualTo("SEV1");
    }

    @Test
    void shouldRememberTheLastHundredCommands() {
        var row = open("SEV1");
        for (var number = 1; number <= 101; number++) {
            row = row(decide(Optional.of(row), commanded("c-" + number, CommandKind.ADD_NOTE, Map.of())));
        }

        assertThat(row.getAppliedCommands()).hasSize(100).startsWith("c-2").endsWith("c-101");
    }

    @Test
    void shouldSayThatAnAlertsIncidentIsGone() {
        assertThat(decide(Optional.empty(), new Ceased(alert("db-1").resolved(), 1, false))).isInstanceOf(
                Nothing.class);
    }

    @Test
    void shouldTakeTitleFromTheRuleAndTheRestFromTheSource() {
        var alert = alert("db-1").described("93 % used");

        var face = LeadAlert.of(alert.firing(), classification("SEV1", "Database is filling up", QUIET));

        assertThat(face.title()).isEqualTo("Database is filling up");
        assertThat(face.summary()).isEqualTo("Disk full on db-1\n93 % used");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("runbooks")
    void shouldFindTheRunbook(String name, AlertFixture alert, String runbook) {
        assertThat(LeadAlert.of(alert.firing(), classification("SEV1", "", QUIET)).runbook()).isEqualTo(runbook);
    }

    static Stream<Arguments> runbooks() {
        return Stream.of(Arguments.of("none", alert("db-1"), ""),
                Arguments.of("runbook_url", alert("db-1").annotation("runbook_url", "https://r.example.org/1"),
                        "https://r.example.org/1"),
                Arguments.of("runbook", alert("db-1").annotation("runbook", "HTTP://r.example.org/2"),
                        "HTTP://r.example.org/2"),
                Arguments.of("not an address", alert("db-1").annotation("runbook_url", "javascript:alert(1)"), ""));
    }

    private static AlertFixture alert(String instance) {
        return anAlert(instance).since(NOON);
    }

    private static IncidentRow open(String severity) {
        return row(decide(Optional.empty(), fired("db-1", classification(severity, "", QUIET))));
    }

    private static IncidentRow cease(IncidentRow row, String instance) {
        return row(decide(Optional.of(row), new Ceased(alert(instance).resolved(), 1, false)));
    }

    private static IncidentRow resolved(IncidentRow quiet) {
        return row(fell(Optional.of(quiet), TimerKind.QUIET_TIME_OVER, quiet.getGeneration()));
    }

    private static IncidentDecision command(IncidentRow row, CommandKind kind, Map<String, String> arguments) {
        return decide(Optional.of(row), commanded("c-1", kind, arguments));
    }

    private static IncidentDecision fell(Optional<IncidentRow> row, TimerKind kind, long generation) {
        return decide(row, new TimerFell(TimerFired.newBuilder().setKind(kind).setIncidentId("incident-1")
                .setGeneration(generation).setDueAt(NOON).build(), Optional.empty(), false));
    }

    private static IncidentDecision decide(Optional<IncidentRow> row, IncidentEvent event) {
        return IncidentLifecycle.decide(row, event, new DecisionContext("signal-1", "payments", "test", 1, NOON,
                ResponsePractice.NONE));
    }

    private static IncidentRow row(IncidentDecision verdict) {
        return ((Changed) verdict).row();
    }

    private static Fired fired(String instance, Classification by) {
        var state = AlertState.newBuilder().setIdentity("prom:" + instance).setStatus(alert(instance).firing()
                .getStatus()).setStartsAt(NOON).setFirstSeen(NOON).setLastSeen(NOON).setOccurrences(1).setRepeats(0)
                .build();
        return new Fired(alert(instance).firing(), state, Before.NOT_FIRING, by, JoinReason.KEY, List.of());
    }

    private static Commanded commanded(String id, CommandKind kind, Map<String, String> arguments) {
        return new Commanded(Command.newBuilder().setId(id).setIncidentId("incident-1").setKind(kind)
                .setActor("alice").setVia("console").setIssuedAt(NOON).setNote("note " + id).setArguments(arguments)
                .build(), WORDS, Optional.empty());
    }

    private static Classification classification(String severity, String title, Duration quiet) {
        return new Classification("rule-" + severity, "Is it " + severity + "?", new Severity(severity,
                Integer.parseInt(severity.substring(3))), "payments|DiskFull", "payments", "prod", "team-a", "", "",
                title, false, false, "urgent", quiet, Duration.ofMinutes(30), false, List.of(), Grouping.PLAIN, Optional
                        .empty());
    }

    private static SeverityLevel level(String id, int rank) {
        return new SeverityLevel(id, rank, id, "ladder-" + rank, Duration.ofMinutes(rank), Duration.ofMinutes(30));
    }
}
