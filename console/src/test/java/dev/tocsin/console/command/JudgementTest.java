package dev.tocsin.console.command;

import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;

import dev.tocsin.console.projection.Headline;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JudgementTest {

    @DisplayName("A9: what may be asked of an incident in each state, taking an acknowledge back and reopening too")
    @ParameterizedTest(name = "{0} of an incident that is {1} is possible")
    @CsvSource({"ACKNOWLEDGE, OPEN", "MITIGATE, OPEN", "MITIGATE, ACKNOWLEDGED", "RESOLVE, OPEN",
            "RESOLVE, ACKNOWLEDGED",
            "RESOLVE, MITIGATED", "ADD_NOTE, OPEN", "ADD_NOTE, RESOLVED", "ADD_NOTE, CLOSED",
            "ASSESS, MITIGATED", "POST_UPDATE, RESOLVED", "MITIGATION_FAILED, MITIGATED", "PAUSE_CLOCKS, RESOLVED",
            "COMPLETE_TASK, CLOSED", "ADD_TASK, OPEN", "UNACKNOWLEDGE, ACKNOWLEDGED", "REOPEN, RESOLVED",
            "REOPEN, CLOSED"})
    void shouldAllow(CommandKind kind, IncidentState state) {
        assertThat(Judgement.of(incident(state), kind)).isEqualTo(new Judgement.Possible());
    }

    @ParameterizedTest(name = "{0} of an incident that is {1}: {2}")
    @CsvSource({"ACKNOWLEDGE, ACKNOWLEDGED, 'it is acknowledged already, by ada'",
            "ACKNOWLEDGE, MITIGATED, 'it is mitigated already, by ben'",
            "ACKNOWLEDGE, RESOLVED, 'it is resolved already, by eve'",
            "MITIGATE, MITIGATED, 'it is mitigated already, by ben'",
            "MITIGATE, CLOSED, 'it is resolved already, by eve'",
            "RESOLVE, RESOLVED, 'it is resolved already, by eve'", "ASSESS, CLOSED, 'it is resolved already, by eve'",
            "MITIGATION_FAILED, OPEN, 'it is not mitigated'",
            "UNACKNOWLEDGE, OPEN, 'it is not acknowledged'",
            "UNACKNOWLEDGE, RESOLVED, 'it is resolved already, by eve'",
            "REOPEN, ACKNOWLEDGED, 'it is open already'", "POST_UPDATE, CLOSED, 'it is resolved already, by eve'"})
    void shouldRefuseWithTheReason(CommandKind kind, IncidentState state, String reason) {
        assertThat(Judgement.of(incident(state), kind)).isEqualTo(new Judgement.Refused(reason));
    }

    @Test
    void shouldLetSomebodyTakeForGoodWhatIsOnlySnoozed() {
        var snoozed = Headline.of(anIncident("i1").setState(IncidentState.ACKNOWLEDGED).setAcknowledgedBy("ada")
                .setSnoozedUntil(Instant.parse("2026-11-21T06:00:00Z")).build());

        assertThat(Judgement.of(snoozed, CommandKind.ACKNOWLEDGE)).isEqualTo(new Judgement.Possible());
    }

    private static Headline incident(IncidentState state) {
        return Headline.of(anIncident("i1").setState(state).setAcknowledgedBy("ada").setMitigatedBy("ben")
                .setResolvedBy("eve")
                .build());
    }
}
