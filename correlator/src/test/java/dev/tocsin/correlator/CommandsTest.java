package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ACKNOWLEDGED;
import static dev.tocsin.event.FactKind.ALERT_JOINED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.MITIGATED;
import static dev.tocsin.event.FactKind.NOTE_ADDED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

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
        assertThat(entries.getLast().getSummary()).contains("acknowledged already, by alice");
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

        var decision = correlator.decisions().getLast();
        assertThat(decision.getOutcome()).isEqualTo("repeat-after-resolve");
        assertThat(decision.getReason()).contains("it stays so unless the alert fires anew");
    }

    @Test
    void shouldOpenAnewWhenWhatAPersonResolvedStillFiresAfterTheReopenWindow() {
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
            assertThat(entry.getSummary()).contains("'P0' is none of SEV1, SEV2, SEV3");
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
    void shouldRefuseWhatComesTooLate(CommandKind kind) {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.skip();

        correlator.command(kind, opened);

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("resolved already, by alice");
        });
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = CommandKind.class, names = {"ASSIGN_ROLE", "SNOOZE", "ESCALATE", "MERGE", "SPLIT", "MOVE",
            "CLOSE",
            "SET_CONFIDENTIAL", "UNKNOWN"})
    void shouldRefuseWhatDoesNotSayWhatIsWanted(CommandKind kind) {
        correlator.command(kind, opened);

        assertThat(correlator.facts()).containsExactly(COMMAND_REFUSED);
        assertThat(correlator.decided()).containsExactly("correlate:command-refused");
    }

    @Test
    void shouldTellAPersonWhoAsksSomethingOfAnIncidentThatIsGone() {
        correlator.command(CommandKind.RESOLVE, opened);
        correlator.advance(Duration.ofHours(1));
        correlator.skip();

        correlator.command(CommandKind.CLOSE, opened);

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getIncidentId()).isEqualTo(opened.getId());
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("once its reopen window is over, an incident is history");
        });
        assertThat(correlator.decided()).containsExactly("correlate:unknown-incident");
    }

    @Test
    void shouldSayHowManyAlertsStillFireWhenAPersonResolves() {
        correlator.command(CommandKind.RESOLVE, opened);

        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(correlator.timeline()).singleElement().satisfies(entry -> assertThat(entry.getSummary())
                .isEqualTo("alice resolved it; 1 of its alerts still fire"));
    }

    @Test
    void shouldSayThatAnIncidentIsUnknown() {
        correlator.command("c-1", CommandKind.ACKNOWLEDGE, "00000000-abcdefghijkl", Map.of(), "");

        assertThat(correlator.decided()).containsExactly("correlate:unknown-incident");
    }
}
