package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.CommandKind.ACKNOWLEDGE;
import static dev.tocsin.event.CommandKind.CLOSE;
import static dev.tocsin.event.CommandKind.MITIGATE;
import static dev.tocsin.event.CommandKind.REOPEN;
import static dev.tocsin.event.CommandKind.RESOLVE;
import static dev.tocsin.event.CommandKind.SNOOZE;
import static dev.tocsin.event.CommandKind.UNACKNOWLEDGE;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.UNACKNOWLEDGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was answered outside is followed in both directions. */
class TakenBackTest {

    private final CorrelatorHarness correlator = CorrelatorHarness.start();
    private AlertFixture alert;
    private Incident open;

    @BeforeEach
    void open() {
        alert = anAlert("db-1").since(correlator.now());
        correlator.fire(alert);
        open = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    @Test
    @DisplayName("A9: an acknowledge that is taken back opens the incident again, and may be given again")
    void shouldOpenAgainWhenTheAcknowledgeIsTakenBack() {
        correlator.commandBy("alice", ACKNOWLEDGE, open, Map.of());
        correlator.skip();

        correlator.commandBy("pagerduty", UNACKNOWLEDGE, open, Map.of());

        var again = correlator.incident();
        assertThat(again.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(again.getAcknowledgements()).isEmpty();
        assertThat(again.getAcknowledgedBy()).isEmpty();
        assertThat(again.getRound()).isEqualTo(1);
        assertThat(correlator.timeline()).singleElement().satisfies(told -> {
            assertThat(told.getKind()).isEqualTo(UNACKNOWLEDGED);
            assertThat(told.getActor()).isEqualTo("pagerduty");
            assertThat(told.getDetails()).containsEntry("by", "alice");
        });
        correlator.commandBy("bob", ACKNOWLEDGE, open, Map.of());
        assertThat(correlator.incident().getAcknowledgedBy()).isEqualTo("bob");
        correlator.skip();
    }

    @Test
    @DisplayName("A9: a snooze that is taken back does not end a second time")
    void shouldEndASnoozeOnce() {
        correlator.command(SNOOZE, open, Map.of("for", "30m"), "");
        correlator.skip();

        correlator.command(UNACKNOWLEDGE, open);

        assertThat(correlator.incident().getSnoozedUntil()).isEmpty();
        assertThat(correlator.facts()).containsExactly(UNACKNOWLEDGED);
        correlator.advance(Duration.ofHours(1));
        assertThat(correlator.facts()).isEmpty();
    }

    @Test
    @DisplayName("A9: what is over is not opened by it, unless it fires again")
    void shouldWaitForTheEndOfTheQuietTime() {
        correlator.command(ACKNOWLEDGE, open);
        correlator.resolve(alert);
        correlator.skip();

        correlator.command(UNACKNOWLEDGE, open);
        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        correlator.advance(Duration.ofMinutes(1));
        correlator.fire(anAlert("db-1"));
        correlator.advance(Duration.ofMinutes(5));

        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.OPEN);
        correlator.skip();
    }

    @Test
    @DisplayName("A9: a resolved incident opens in its next round when somebody asks, with what still fires")
    void shouldOpenInTheNextRound() {
        correlator.command(RESOLVE, open);
        correlator.skip();

        correlator.commandBy("pagerduty", REOPEN, open, Map.of());

        var again = correlator.incident();
        assertThat(again.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(again.getRound()).isEqualTo(2);
        assertThat(again.getResolvedAt()).isEmpty();
        assertThat(again.getAlertsFiring()).isEqualTo(1);
        assertThat(again.getSeverity()).isEqualTo(open.getSeverity());
        assertThat(again.getLadder()).isEqualTo(open.getLadder());
        assertThat(correlator.facts()).containsExactly(REOPENED);
        correlator.resolve(alert);
        correlator.advance(Duration.ofMinutes(5));
        assertThat(correlator.facts()).containsExactly(ALERT_RESOLVED, QUIET_STARTED, RESOLVED);
        correlator.skip();
    }

    @Test
    @DisplayName("A9: an incident whose alerts are over is reopened too, keeps its severity, and counts an alert once that fires then")
    void shouldReopenWithoutAnAlert() {
        correlator.resolve(alert);
        correlator.advance(Duration.ofMinutes(6));
        correlator.skip();

        correlator.command(REOPEN, open);
        var again = correlator.incident();
        correlator.fire(anAlert("db-1"));
        var counted = correlator.incident();

        assertThat(again.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(again.getSeverity()).isEqualTo(open.getSeverity());
        assertThat(again.getLadder()).isEqualTo("urgent");
        assertThat(counted.getAlertsTotal()).isEqualTo(1);
        assertThat(counted.getAlerts()).hasSize(1);
        correlator.skip();
    }

    @ParameterizedTest(name = "{0}")
    @DisplayName("A9: what cannot be taken back or reopened is refused with the reason")
    @EnumSource(Refusal.class)
    void shouldRefuseWithTheReason(Refusal refusal) {
        for (var before : refusal.before) {
            correlator.command(before, open);
        }
        correlator.advance(refusal.after);
        correlator.skip();

        correlator.command(refusal.asked, open);

        assertThat(correlator.timeline()).singleElement().satisfies(told -> {
            assertThat(told.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(told.getSummary()).contains(refusal.because);
        });
        assertThat(correlator.snapshots()).isEmpty();
    }

    enum Refusal {
        NOT_ACKNOWLEDGED(UNACKNOWLEDGE, "not acknowledged", Duration.ZERO), MITIGATED(UNACKNOWLEDGE,
                "use mitigation-failed", Duration.ZERO, MITIGATE), OVER(UNACKNOWLEDGE, "already resolved by alice",
                        Duration.ZERO, RESOLVE), NOT_RESOLVED(REOPEN, "already open", Duration.ZERO,
                                ACKNOWLEDGE), CLOSED(REOPEN, "already closed", Duration.ZERO, RESOLVE, CLOSE), GONE(
                                        REOPEN, "there is no incident", Duration.ofHours(1), RESOLVE);

        private final CommandKind asked;
        private final String because;
        private final Duration after;
        private final CommandKind[] before;

        Refusal(CommandKind asked, String because, Duration after, CommandKind... before) {
            this.asked = asked;
            this.because = because;
            this.after = after;
            this.before = before;
        }
    }
}
