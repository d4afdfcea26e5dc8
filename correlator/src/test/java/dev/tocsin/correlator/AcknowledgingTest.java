package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.ACKNOWLEDGE;
import static dev.tocsin.event.CommandKind.ADD_NOTE;
import static dev.tocsin.event.CommandKind.MITIGATE;
import static dev.tocsin.event.CommandKind.MITIGATION_FAILED;
import static dev.tocsin.event.CommandKind.RESOLVE;
import static dev.tocsin.event.CommandKind.SET_SEVERITY;
import static dev.tocsin.event.CommandKind.SNOOZE;
import static dev.tocsin.event.FactKind.ACKNOWLEDGED;
import static dev.tocsin.event.FactKind.ACKNOWLEDGE_EXPIRED;
import static dev.tocsin.event.FactKind.ACKNOWLEDGE_VOIDED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.Acknowledgement;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Who has an incident: how many must say so, how long that counts, and what takes it away (rows B10, B14, C3). */
class AcknowledgingTest {

    /** SEV1 needs two people, and hears of them every half hour; the others need one, of whom they hear every hour. */
    private static final String POLICY = CorrelatorHarness.resource("policy.yml")
            .replace("urgent: {", "urgent: {acknowledges: 2, acknowledge-expires: 30m, ")
            .replace("normal: {", "normal: {acknowledge-expires: 1h, ")
            .replace("targets:", """
                    targets:
                      alice: [{channel: inbox, address: a.smith@example.org}, {channel: inbox, address: alice@home.example}]
                      team: [{channel: inbox, address: a.smith@example.org}, {channel: inbox, address: bob@example.org}, inbox]
                    """.stripTrailing());

    private final CorrelatorHarness correlator = CorrelatorHarness.under(POLICY);
    private final AlertFixture critical = anAlert("db-1").named("DiskFull").severity("critical");
    private final AlertFixture warning = anAlert("web-1").named("Slow").severity("warning");
    private Incident urgent;
    private Incident normal;

    @BeforeEach
    void open() {
        correlator.fire(critical);
        urgent = correlator.incident();
        correlator.fire(warning);
        normal = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    @Test
    void shouldSayFromTheStartHowManyMustAcknowledge() {
        assertThat(urgent.getAcknowledgesNeeded()).isEqualTo(2);
        assertThat(normal.getAcknowledgesNeeded()).isEqualTo(1);
    }

    @Test
    void shouldStayOpenUntilEnoughDifferentPeopleAcknowledged() {
        correlator.command(ACKNOWLEDGE, urgent);
        var half = correlator.incident();
        correlator.command(ACKNOWLEDGE, urgent);
        correlator.commandBy("bob", ACKNOWLEDGE, urgent, Map.of());
        var whole = correlator.incident();

        assertThat(half.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(half.getAcknowledgedAt()).isEmpty();
        assertThat(half.getAcknowledgements()).extracting(Acknowledgement::getBy, Acknowledgement::getVia,
                Acknowledgement::getAt).containsExactly(tuple("alice", "console", correlator.now()));
        assertThat(whole.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(whole.getAcknowledgedBy()).isEqualTo("bob");
        assertThat(whole.getAcknowledgements()).extracting(Acknowledgement::getBy).containsExactly("alice", "bob");
        var told = correlator.timeline();
        assertThat(told).extracting("kind").containsExactly(ACKNOWLEDGED, COMMAND_REFUSED, ACKNOWLEDGED);
        assertThat(told.getFirst().getSummary()).isEqualTo("alice acknowledged the incident; 1 of 2 acknowledgements");
        assertThat(told.get(1).getSummary()).contains("2 different people must");
    }

    /** C3: elsewhere the same person goes by an address, or writes the name in another way. */
    @Test
    void shouldNotTakeOnePersonForTwoBecauseOfAnotherName() {
        correlator.command(ACKNOWLEDGE, urgent);
        correlator.commandBy("Alice", ACKNOWLEDGE, urgent, Map.of());
        correlator.commandBy("A.Smith@example.org", ACKNOWLEDGE, urgent, Map.of());
        correlator.commandBy("alice@home.example", SNOOZE, urgent, Map.of("for", "20m"));
        var alone = correlator.incident();
        correlator.commandBy("bob@example.org", SNOOZE, urgent, Map.of("for", "20m"));
        var both = correlator.incident();

        assertThat(alone.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(alone.getAcknowledgements()).extracting(Acknowledgement::getBy).containsExactly("alice");
        assertThat(both.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(both.getAcknowledgements()).extracting(Acknowledgement::getBy).containsExactly("alice",
                "bob@example.org");
        var told = correlator.timeline();
        assertThat(told).extracting("kind").containsExactly(ACKNOWLEDGED, COMMAND_REFUSED, COMMAND_REFUSED,
                FactKind.SNOOZED, FactKind.SNOOZED);
        assertThat(told.get(2).getSummary()).contains("already acknowledged by A.Smith@example.org as alice; 2");
    }

    @Test
    void shouldDistinguishPeopleUnknownToThePolicy() {
        correlator.commandBy("Carol Jones", ACKNOWLEDGE, urgent, Map.of());
        correlator.commandBy("carol jones", ACKNOWLEDGE, urgent, Map.of());
        correlator.commandBy("Dan", ACKNOWLEDGE, urgent, Map.of());

        assertThat(correlator.incident().getAcknowledgements()).extracting(Acknowledgement::getBy).containsExactly(
                "Carol Jones", "Dan");
        assertThat(correlator.facts()).containsExactly(ACKNOWLEDGED, COMMAND_REFUSED, ACKNOWLEDGED);
    }

    @Test
    void shouldCountASnoozeAsOneOfThem() {
        correlator.command(SNOOZE, urgent, Map.of("for", "20m"), "");
        var half = correlator.incident();
        correlator.commandBy("bob", SNOOZE, urgent, Map.of("for", "20m"));
        var whole = correlator.incident();
        correlator.advance(Duration.ofMinutes(20));
        var over = correlator.incident();

        assertThat(half.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(whole.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(over.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(over.getAcknowledgements()).isEmpty();
        assertThat(correlator.facts()).endsWith(FactKind.SNOOZE_ENDED);
    }

    @Test
    void shouldForgetAnAcknowledgeOfWhichNothingWasHeardForTooLong() {
        correlator.command(ACKNOWLEDGE, normal);
        var acknowledged = correlator.incident();
        correlator.restart();
        correlator.advance(Duration.ofHours(1));

        var open = correlator.incident();
        assertThat(acknowledged.getAcknowledgedUntil()).contains(correlator.now());
        assertThat(open.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(open.getAcknowledgedBy()).isEmpty();
        assertThat(open.getAcknowledgements()).isEmpty();
        assertThat(open.getAcknowledgedUntil()).isEmpty();
        assertThat(correlator.facts()).containsExactly(ACKNOWLEDGED, ACKNOWLEDGE_EXPIRED);
    }

    @Test
    void shouldTakeEveryCommandForASignOfLifeButNoneThatIsRefused() {
        correlator.command(ACKNOWLEDGE, normal);
        correlator.advance(Duration.ofMinutes(50));
        correlator.commandBy("bob", ADD_NOTE, normal, Map.of());
        correlator.command(ADD_NOTE, normal, Map.of(), "looking into it");
        var until = correlator.now().plus(Duration.ofHours(1));
        var prolonged = correlator.incident();
        correlator.advance(Duration.ofMinutes(50));
        correlator.command(ACKNOWLEDGE, normal);
        var refused = correlator.snapshots();
        correlator.advance(Duration.ofMinutes(10));

        assertThat(prolonged.getAcknowledgedUntil()).contains(until);
        assertThat(refused).isEmpty();
        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.OPEN);
        assertThat(correlator.facts()).endsWith(COMMAND_REFUSED, ACKNOWLEDGE_EXPIRED);
    }

    @Test
    void shouldNotForgetAnAcknowledgeWhileEverythingIsQuiet() {
        correlator.command(ACKNOWLEDGE, normal);
        correlator.advance(Duration.ofMinutes(59));
        correlator.resolve(warning.since(CorrelatorHarness.START));
        correlator.advance(Duration.ofMinutes(5));

        assertThat(correlator.snapshots()).extracting(Incident::getState).endsWith(IncidentState.ACKNOWLEDGED,
                IncidentState.RESOLVED);
        assertThat(correlator.facts()).endsWith(RESOLVED).doesNotContain(ACKNOWLEDGE_EXPIRED);
    }

    @Test
    void shouldNeverForgetAMitigation() {
        correlator.command(ACKNOWLEDGE, normal);
        correlator.command(MITIGATE, normal);
        correlator.advance(Duration.ofHours(5));

        var mitigated = correlator.incident();
        assertThat(mitigated.getState()).isEqualTo(IncidentState.MITIGATED);
        assertThat(mitigated.getAcknowledgedUntil()).isEmpty();
        correlator.skip();
    }

    @Test
    void shouldAskAgainWhenItGetsWorseAndClimbsAnotherLadder() {
        correlator.command(ACKNOWLEDGE, normal);
        correlator.skip();

        correlator.fire(anAlert("web-2").named("Slow").severity("critical"));

        var worse = correlator.incident();
        assertThat(worse.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(worse.getSeverityRaisedAt()).contains(correlator.now());
        assertThat(worse.getAcknowledgements()).isEmpty();
        assertThat(worse.getAcknowledgesNeeded()).isEqualTo(2);
        assertThat(worse.getAcknowledgedUntil()).isEmpty();
        var told = correlator.timeline();
        assertThat(told).extracting("kind").endsWith(SEVERITY_CHANGED, ACKNOWLEDGE_VOIDED);
        assertThat(told.getLast().getSummary()).isEqualTo("severity raised, ladder urgent starts: the"
                + " acknowledgement of alice no longer counts");
    }

    @Test
    void shouldVoidTheMitigationWhenAPersonRaisesTheSeverity() {
        correlator.command(MITIGATE, normal, Map.of("action", "restarted"), "");
        correlator.command(SET_SEVERITY, normal, Map.of("severity", "SEV1"), "");

        var worse = correlator.incident();
        assertThat(worse.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(worse.getMitigatedBy()).isEmpty();
        assertThat(worse.getMitigation()).isEmpty();
        assertThat(correlator.facts()).endsWith(SEVERITY_CHANGED, ACKNOWLEDGE_VOIDED);
    }

    @Test
    void shouldKeepTheAcknowledgementWhenRaisedOnTheSameLadder() {
        correlator.command(SET_SEVERITY, normal, Map.of("severity", "SEV3"), "");
        correlator.command(ACKNOWLEDGE, normal);
        correlator.command(SET_SEVERITY, normal, Map.of("severity", "SEV2"), "");

        var worse = correlator.incident();
        assertThat(worse.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(worse.getSeverityRaisedAt()).contains(correlator.now());
        correlator.skip();
    }

    @Test
    void shouldAcknowledgeWhenAMilderLadderNeedsFewerPeople() {
        correlator.command(ACKNOWLEDGE, urgent);
        correlator.commandBy("bob", SET_SEVERITY, urgent, Map.of("severity", "SEV2"));

        var milder = correlator.incident();
        assertThat(milder.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(milder.getAcknowledgedBy()).isEqualTo("alice");
        assertThat(milder.getSeverityRaisedAt()).isEmpty();
        assertThat(correlator.facts()).containsExactly(ACKNOWLEDGED, SEVERITY_CHANGED, ACKNOWLEDGED);
    }

    /** B14. */
    @Test
    void shouldOpenAgainWhenTheMitigationFailed() {
        correlator.command(MITIGATION_FAILED, normal);
        correlator.command(ACKNOWLEDGE, normal);
        correlator.command(MITIGATE, normal);
        correlator.commandBy("bob", MITIGATION_FAILED, normal, Map.of());

        var open = correlator.incident();
        assertThat(open.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(open.getMitigatedAt()).isEmpty();
        assertThat(open.getAcknowledgements()).isEmpty();
        var told = correlator.timeline();
        assertThat(told).extracting("kind").containsExactly(COMMAND_REFUSED, ACKNOWLEDGED, FactKind.MITIGATED,
                FactKind.MITIGATION_FAILED);
        assertThat(told.getLast().getSummary()).isEqualTo("bob reported that the mitigation by alice failed");
    }

    @Test
    void shouldStartEachRoundUnacknowledged() {
        correlator.command(ACKNOWLEDGE, normal);
        correlator.command(SET_SEVERITY, normal, Map.of("severity", "SEV3"), "");
        correlator.command(SET_SEVERITY, normal, Map.of("severity", "SEV2"), "");
        correlator.command(RESOLVE, normal);
        correlator.advance(Duration.ofSeconds(1));
        correlator.fire(warning);

        var again = correlator.incident();
        assertThat(again.getRound()).isEqualTo(2);
        assertThat(again.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(again.getAcknowledgements()).isEmpty();
        assertThat(again.getSeverityRaisedAt()).isEmpty();
        assertThat(again.getAcknowledgesNeeded()).isEqualTo(1);
        correlator.skip();
    }

    @Test
    void shouldKeepTheStateOfTheOldIncidentAfterASplit() {
        correlator.fire(anAlert("web-2").named("Slow").severity("warning"));
        correlator.command(ACKNOWLEDGE, normal);
        var slow = correlator.incident();
        correlator.command(dev.tocsin.event.CommandKind.SPLIT, slow, Map.of("alerts", slow.getAlerts().getLast()
                .getIdentity()), "");
        var beside = correlator.incident();
        correlator.advance(Duration.ofHours(1));

        assertThat(beside.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(beside.getAcknowledgements()).extracting(Acknowledgement::getBy).containsExactly("alice");
        assertThat(correlator.snapshots()).extracting(Incident::getState).containsExactly(IncidentState.OPEN,
                IncidentState.OPEN);
        assertThat(correlator.facts()).doesNotContain(OPENED).endsWith(ACKNOWLEDGE_EXPIRED, ACKNOWLEDGE_EXPIRED);
    }
}
