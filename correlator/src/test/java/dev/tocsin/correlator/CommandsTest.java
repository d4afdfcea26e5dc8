package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ACKNOWLEDGED;
import static dev.tocsin.event.FactKind.ACKNOWLEDGE_VOIDED;
import static dev.tocsin.event.FactKind.ALERT_JOINED;
import static dev.tocsin.event.FactKind.CLOSED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.CONFIDENTIAL_SET;
import static dev.tocsin.event.FactKind.ESCALATED;
import static dev.tocsin.event.FactKind.MITIGATED;
import static dev.tocsin.event.FactKind.NOTE_ADDED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.ROLE_ASSIGNED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static dev.tocsin.event.FactKind.SNOOZED;
import static dev.tocsin.event.FactKind.SNOOZE_ENDED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What people ask of an incident. */
class CommandsTest {

    private CorrelatorHarness correlator;
    private AlertFixture alert;
    private Incident opened;

    @BeforeEach
    void openAnIncident() {
        correlator = CorrelatorHarness.start();
        alert = anAlert("db-1").since(correlator.now());
        correlator.fire(alert);
        opened = correlator.incident();
        assertThat(correlator.facts()).containsExactly(OPENED);
        correlator.decided();
        correlator.advance(Duration.ofMinutes(1));
    }

    @AfterEach
    void nothingIsLeftUnread() {
        correlator.close();
    }

    @Test
    void shouldAcknowledge() {
        correlator.command(CommandKind.ACKNOWLEDGE, opened, Map.of(), "looking");

        var incident = correlator.incident();
        assertThat(incident.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(incident.getAcknowledgedBy()).isEqualTo("alice");
        assertThat(incident.getAcknowledgedAt()).contains(correlator.now());
        assertThat(incident.getNote()).isEqualTo("looking");
        assertThat(correlator.facts()).containsExactly(ACKNOWLEDGED);
    }

    @Test
    void shouldCarryOutACommandOnceHoweverOftenItArrives() {
        correlator.command("c-1", CommandKind.ACKNOWLEDGE, opened.getId(), Map.of(), "");
        correlator.command("c-1", CommandKind.ACKNOWLEDGE, opened.getId(), Map.of(), "");

        assertThat(correlator.snapshots()).hasSize(1);
        assertThat(correlator.facts()).containsExactly(ACKNOWLEDGED);
        assertThat(correlator.decided()).containsExactly("correlate:acknowledged", "correlate:command-repeat");
    }

    @Test
    void shouldRefuseASecondAcknowledgeAndSayWhoHasIt() {
        correlator.command(CommandKind.ACKNOWLEDGE, opened);
        correlator.command(CommandKind.ACKNOWLEDGE, opened);

        assertThat(correlator.snapshots()).hasSize(1);
        var entries = correlator.timeline();
        assertThat(entries).extracting("kind").containsExactly(ACKNOWLEDGED, COMMAND_REFUSED);
        assertThat(entries.getLast().getSummary()).contains("already acknowledged by alice");
        assertThat(correlator.decided()).endsWith("correlate:command-refused");
    }

    @Test
    void shouldMitigate() {
        correlator.command(CommandKind.MITIGATE, opened);

        var incident = correlator.incident();
        assertThat(incident.getState()).isEqualTo(IncidentState.MITIGATED);
        assertThat(incident.getMitigatedBy()).isEqualTo("alice");
        assertThat(correlator.facts()).containsExactly(MITIGATED);
    }

    @Test
    void shouldResolveAtOnceWhenAPersonSaysSo() {
        correlator.command(CommandKind.RESOLVE, opened);

        var incident = correlator.incident();
        assertThat(incident.getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.getResolvedBy()).isEqualTo("alice");
        assertThat(incident.getResolvedAt()).contains(correlator.now());
        assertThat(correlator.facts()).containsExactly(RESOLVED);
    }

    @Test
    void shouldReopenWhenTheAlertFiresAnewAfterAPersonsResolve() {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.resolve(alert);
        correlator.advance(Duration.ofMinutes(5));
        correlator.skip();

        correlator.fire(anAlert("db-1"));

        var incident = correlator.incident();
        assertThat(incident.getId()).isEqualTo(opened.getId());
        assertThat(incident.getRound()).isEqualTo(2);
        assertThat(incident.getAlertsFiring()).isEqualTo(1);
        assertThat(correlator.facts()).containsExactly(REOPENED);
    }

    @Test
    void shouldStayResolvedByAPersonWhileTheSourceOnlyRepeats() {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.skip();
        correlator.advance(Duration.ofMinutes(10));

        correlator.fire(alert);

        var decision = correlator.steps().getLast();
        assertThat(decision.getOutcome()).isEqualTo("repeat-after-resolve");
        assertThat(decision.getReason()).contains("ignored unless the alert fires anew");
    }

    @Test
    void shouldOpenAnotherIncidentWhenAnAlertStillFiresAfterTheReopenWindow() {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.skip();
        correlator.advance(Duration.ofHours(1));

        correlator.fire(alert);

        assertThat(correlator.incident().getId()).isNotEqualTo(opened.getId());
        assertThat(correlator.facts()).containsExactly(OPENED);
        assertThat(correlator.decided()).contains("dedup:still-firing", "correlate:opened");
    }

    @Test
    void shouldReopenOnceWithAllThatStillFiresWhenTheSourceCountsAnew() {
        correlator.fire(anAlert("db-2"));
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.skip();
        correlator.advance(Duration.ofMinutes(1));

        correlator.fire(anAlert("db-1"));

        var incident = correlator.incident();
        assertThat(incident.getRound()).isEqualTo(2);
        assertThat(incident.getAlertsFiring()).isEqualTo(2);
        assertThat(incident.getAlertsTotal()).isEqualTo(2);
        assertThat(correlator.facts()).containsExactly(REOPENED);
    }

    @Test
    void shouldLetAPersonsSeverityWin() {
        correlator.command(CommandKind.SET_SEVERITY, opened, Map.of("severity", "sev3"), "");
        correlator.fire(anAlert("db-2"));

        var incident = correlator.incident();
        assertThat(incident.getSeverity().getId()).isEqualTo("SEV3");
        assertThat(incident.getSeverity().getRank()).isEqualTo(3);
        assertThat(incident.getSeveritySetBy()).isEqualTo("alice");
        assertThat(incident.getLadder()).isEqualTo("normal");
        assertThat(correlator.facts()).containsExactly(SEVERITY_CHANGED, ALERT_JOINED);
    }

    @Test
    void shouldRefuseASeverityThatThePolicyDoesNotKnow() {
        correlator.command(CommandKind.SET_SEVERITY, opened, Map.of("severity", "P0"), "");

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("'P0' is not one of SEV1, SEV2, SEV3");
        });
    }

    @Test
    void shouldAddANote() {
        correlator.command(CommandKind.ADD_NOTE, opened, Map.of(), "disk is being grown");

        assertThat(correlator.incident().getNote()).isEqualTo("disk is being grown");
        assertThat(correlator.facts()).containsExactly(NOTE_ADDED);
    }

    @Test
    void shouldRefuseAnEmptyNote() {
        correlator.command(CommandKind.ADD_NOTE, opened, Map.of(), " ");

        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED);
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = CommandKind.class, names = {"ACKNOWLEDGE", "MITIGATE", "RESOLVE"})
    void shouldRefuseLateCommands(CommandKind kind) {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.skip();

        correlator.command(kind, opened);

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("already resolved by alice");
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = CommandKind.class, names = {"ASSIGN_ROLE", "SNOOZE", "ESCALATE", "MERGE", "SPLIT", "MOVE",
            "CLOSE",
            "SET_CONFIDENTIAL", "UNKNOWN"})
    void shouldRefuseIncompleteCommands(CommandKind kind) {
        correlator.command(kind, opened);

        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED);
        assertThat(correlator.decided()).containsExactly("correlate:command-refused");
    }

    @Test
    void shouldRecordARefusalForAnUnknownIncident() {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.advance(Duration.ofHours(1));
        correlator.skip();

        correlator.command(CommandKind.CLOSE, opened);

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getIncidentId()).isEqualTo(opened.getId());
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("after its reopen window, an incident accepts commands only");
        });
        assertThat(correlator.decided()).containsExactly("correlate:unknown-incident");
    }

    @Test
    void shouldSayHowManyAlertsStillFireWhenAPersonResolves() {
        correlator.command(CommandKind.RESOLVE, opened);

        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(correlator.timeline()).singleElement().satisfies(entry -> assertThat(entry.getSummary())
                .isEqualTo("alice resolved the incident; alerts still firing: 1"));
    }

    @Test
    void shouldOpenAgainWhenTheSnoozeEnds() {
        correlator.command(CommandKind.SNOOZE, opened, Map.of("for", "30m"), "");
        var snoozed = correlator.incident();
        correlator.restart();
        correlator.advance(Duration.ofMinutes(30));

        var open = correlator.incident();
        assertThat(snoozed.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(snoozed.getSnoozedUntil()).contains(correlator.now());
        assertThat(open.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(open.getSnoozedUntil()).isEmpty();
        assertThat(open.getAcknowledgedBy()).isEmpty();
        assertThat(correlator.facts()).containsExactly(SNOOZED, SNOOZE_ENDED);
    }

    @Test
    void shouldEndASnoozeOnAcknowledge() {
        correlator.command(CommandKind.SNOOZE, opened, Map.of("until", correlator.now().plusSeconds(600).toString()),
                "");
        correlator.command(CommandKind.ACKNOWLEDGE, opened);
        correlator.advance(Duration.ofHours(1));

        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(correlator.facts()).containsExactly(SNOOZED, ACKNOWLEDGED);
    }

    @Test
    void shouldNotPageWhenASnoozeEndsDuringTheQuietTime() {
        correlator.command(CommandKind.SNOOZE, opened, Map.of("for", "1m"), "");
        correlator.resolve(alert);
        correlator.advance(Duration.ofMinutes(5));

        assertThat(correlator.snapshots()).extracting(Incident::getState).containsExactly(IncidentState.ACKNOWLEDGED,
                IncidentState.ACKNOWLEDGED, IncidentState.RESOLVED);
        assertThat(correlator.facts()).endsWith(RESOLVED);
    }

    @ParameterizedTest(name = "for {0}")
    @ValueSource(strings = {"", "soon", "8d", "0m", "-5m", "99999999999h"})
    void shouldRefuseASnoozeThatIsNone(String span) {
        correlator.command(CommandKind.SNOOZE, opened, Map.of("for", span), "");

        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED);
    }

    /** B8. */
    @Test
    void shouldAssignARoleAndTakeItAway() {
        correlator.command(CommandKind.ASSIGN_ROLE, opened, Map.of("role", "commander", "person", "bob"), "");
        correlator.command(CommandKind.ASSIGN_ROLE, opened, Map.of("role", "commander", "person", "carol"), "");
        correlator.command(CommandKind.ASSIGN_ROLE, opened, Map.of("role", "commander", "person", ""), "");
        correlator.command(CommandKind.ASSIGN_ROLE, opened, Map.of("role", "commander", "person", ""), "");

        assertThat(correlator.snapshots()).extracting(each -> each.getRoles().getOrDefault("commander", "nobody"))
                .containsExactly("bob", "carol", "nobody");
        var entries = correlator.timeline();
        assertThat(entries).extracting("kind").containsExactly(ROLE_ASSIGNED, ROLE_ASSIGNED, ROLE_ASSIGNED,
                COMMAND_REFUSED);
        assertThat(entries.get(1).getSummary()).isEqualTo("carol is commander instead of bob");
    }

    /** B8. */
    @Test
    void shouldKnowTheRolesOfThePolicyOnly() {
        correlator.activate(CorrelatorHarness.policy(2, CorrelatorHarness.resource("grouping.yml")));
        correlator.command(CommandKind.ASSIGN_ROLE, opened, Map.of("role", "Scribe", "person", "bob"), "");
        correlator.command(CommandKind.ASSIGN_ROLE, opened, Map.of("role", "wizard", "person", "bob"), "");

        assertThat(correlator.incident().getRoles()).containsOnlyKeys("scribe");
        assertThat(correlator.timeline().getLast().getSummary()).contains(
                "role 'wizard' is not one of commander, communicator, scribe");
    }

    /** B14. */
    @Test
    void shouldEscalateOneStepHoweverManyAskAtOnce() {
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "next-step"), "");
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "next-step"), "");

        assertThat(correlator.incident().getCalledIn()).extracting("name", "by").containsExactly(tuple("next-step",
                "alice"));
        var entries = correlator.timeline();
        assertThat(entries).extracting("kind").containsExactly(ESCALATED, COMMAND_REFUSED);
        assertThat(entries.getFirst().getSummary()).isEqualTo("alice escalated to the next step");
        assertThat(entries.getLast().getSummary()).contains("alice escalated to the next step less than a minute ago");
        correlator.advance(Duration.ofMinutes(1));
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "next-step"), "");
        assertThat(correlator.incident().getCalledIn()).hasSize(2);
        assertThat(correlator.facts()).containsExactly(ESCALATED);
    }

    @Test
    void shouldCallInWhomThePolicyNames() {
        correlator.activate(CorrelatorHarness.policy(2, CorrelatorHarness.resource("grouping.yml")));
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "legal"), "data may have leaked");
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "dba"), "");
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "nobody"), "");

        var incident = correlator.incident();
        assertThat(incident.getCalledIn()).extracting("name", "by", "note").containsExactly(tuple("legal", "alice",
                "data may have leaked"), tuple("dba", "alice", ""));
        var entries = correlator.timeline();
        assertThat(entries).extracting("kind").containsExactly(ESCALATED, ESCALATED, COMMAND_REFUSED);
        assertThat(entries.getLast().getSummary()).contains("use one of dba, legal, on-call");
    }

    /** B14, C8. */
    @Test
    void shouldCallInWhoeverIsOnCallByASchedule() {
        correlator.activate(CorrelatorHarness.policy(2, CorrelatorHarness.resource("grouping.yml") + """
                time-zone: Europe/Berlin
                schedules: {secondary: {layers: {people: dba}}}
                """));
        correlator.command(CommandKind.ESCALATE, opened, Map.of("to", "Secondary"), "");

        assertThat(correlator.incident().getCalledIn()).extracting("name").containsExactly("secondary");
        assertThat(correlator.facts()).containsExactly(ESCALATED);
    }

    @Test
    void shouldCloseAResolvedIncidentAndOpenAnotherForLaterAlerts() {
        correlator.command(CommandKind.CLOSE, opened);
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.command(CommandKind.CLOSE, opened);
        var closed = correlator.incident();

        correlator.fire(anAlert("db-2"));

        assertThat(closed.getState()).isEqualTo(IncidentState.CLOSED);
        assertThat(correlator.incident().getId()).isNotEqualTo(opened.getId());
        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED, RESOLVED, CLOSED, OPENED);
    }

    /** B13. */
    @Test
    void shouldLetAPersonSayThatItIsConfidential() {
        correlator.command(CommandKind.SET_CONFIDENTIAL, opened, Map.of("confidential", "true"), "");
        correlator.command(CommandKind.SET_CONFIDENTIAL, opened, Map.of("confidential", "true"), "");

        assertThat(correlator.incident().getConfidential()).isTrue();
        assertThat(correlator.facts()).containsExactly(CONFIDENTIAL_SET, COMMAND_REFUSED);
    }

    @Test
    void shouldAskAgainWhenAnAcknowledgedIncidentGotWorseAndClimbsAnotherLadder() {
        correlator.command(CommandKind.SET_SEVERITY, opened, Map.of("severity", "SEV3"), "");
        correlator.fire(anAlert("web-1").named("Slow").severity("warning"));
        var slow = correlator.incident();
        correlator.command(CommandKind.ACKNOWLEDGE, slow);
        correlator.skip();

        correlator.fire(anAlert("web-2").named("Slow").severity("critical"));

        var worse = correlator.incident();
        assertThat(worse.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(worse.getSeverity().getId()).isEqualTo("SEV1");
        assertThat(worse.getSeverityRaisedAt()).contains(correlator.now());
        assertThat(worse.getAcknowledgedBy()).isEmpty();
        assertThat(correlator.facts()).containsExactly(ALERT_JOINED, SEVERITY_CHANGED, ACKNOWLEDGE_VOIDED);
    }

    @Test
    void shouldSayThatAnIncidentIsUnknown() {
        correlator.command("c-1", CommandKind.ACKNOWLEDGE, "00000000-abcdefghijkl", Map.of(), "");

        assertThat(correlator.decided()).containsExactly("correlate:unknown-incident");
    }
}
