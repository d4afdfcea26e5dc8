package dev.tocsin.console.command;

import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CommandPrecheckTest {

    @DisplayName("A9: what may be asked of an incident in each state, taking an acknowledge back and reopening too")
    @ParameterizedTest(name = "{0} of an incident that is {1} is possible")
    @CsvSource({"ACKNOWLEDGE, OPEN", "MITIGATE, OPEN", "MITIGATE, ACKNOWLEDGED", "RESOLVE, OPEN",
            "RESOLVE, ACKNOWLEDGED",
            "RESOLVE, MITIGATED", "ADD_NOTE, OPEN", "ADD_NOTE, RESOLVED", "ADD_NOTE, CLOSED",
            "ASSESS, MITIGATED", "POST_UPDATE, RESOLVED", "MITIGATION_FAILED, MITIGATED", "PAUSE_CLOCKS, RESOLVED",
            "COMPLETE_TASK, CLOSED", "ADD_TASK, OPEN", "UNACKNOWLEDGE, ACKNOWLEDGED", "REOPEN, RESOLVED",
            "REOPEN, CLOSED"})
    void shouldAllow(CommandKind kind, IncidentState state) {
        assertThat(CommandPrecheck.of(incident(state), kind)).isEqualTo(new CommandPrecheck.Possible());
    }

    @ParameterizedTest(name = "{0} of an incident that is {1}: {2}")
    @CsvSource({"ACKNOWLEDGE, ACKNOWLEDGED, 'already acknowledged by ada'",
            "ACKNOWLEDGE, MITIGATED, 'already mitigated by ben'",
            "ACKNOWLEDGE, RESOLVED, 'already resolved by eve'",
            "MITIGATE, MITIGATED, 'already mitigated by ben'",
            "MITIGATE, CLOSED, 'already resolved by eve'",
            "RESOLVE, RESOLVED, 'already resolved by eve'", "ASSESS, CLOSED, 'already resolved by eve'",
            "MITIGATION_FAILED, OPEN, 'not mitigated'",
            "UNACKNOWLEDGE, OPEN, 'not acknowledged'",
            "UNACKNOWLEDGE, RESOLVED, 'already resolved by eve'",
            "REOPEN, ACKNOWLEDGED, 'already open'", "POST_UPDATE, CLOSED, 'already resolved by eve'"})
    void shouldRefuseWithTheReason(CommandKind kind, IncidentState state, String reason) {
        assertThat(CommandPrecheck.of(incident(state), kind)).isEqualTo(new CommandPrecheck.Refused(reason));
    }

    @Test
    void shouldAllowAcknowledgementOfSnoozedIncident() {
        var snoozed = IncidentHeadline.of(anIncident("i1").setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy("ada")
                .setSnoozedUntil(Instant.parse("2026-11-21T06:00:00Z")).build());

        assertThat(CommandPrecheck.of(snoozed, CommandKind.ACKNOWLEDGE)).isEqualTo(new CommandPrecheck.Possible());
    }

    private static IncidentHeadline incident(IncidentState state) {
        return IncidentHeadline.of(anIncident("i1").setState(state).setAcknowledgedBy("ada").setMitigatedBy("ben")
                .setResolvedBy("eve")
                .build());
    }
}
