package dev.tocsin.correlator.correlate;

import static dev.tocsin.correlator.correlate.Desk.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.MapShell;
import dev.tocsin.correlator.influence.Influences;
import dev.tocsin.correlator.influence.MemberSuppression;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.IncidentRow;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;

class IncidentRowsTest {

    private KnownIncidents incidents = begin();
    private final MapShell shell = new MapShell(incidents);

    @Test
    void shouldFindAnIncidentByItsIdAndByItsCorrelationKey() {
        keep(row("one"));

        assertThat(incidents.incident("one")).isPresent();
        assertThat(incidents.byCorrelationKey("payments|one")).isPresent();
        assertThat(incidents.byCorrelationKey("payments|two")).isEmpty();
    }

    @Test
    void shouldNotHandOverATimerAgainThatLiesInTheLogButWasNotReadBackBeforeARestart() {
        keep(row("one"));
        var before = sweep();

        restart();

        assertThat(before).containsExactly("one");
        assertThat(sweep()).isEmpty();
    }

    @Test
    void shouldHandOverATimerOnceWhenATaskBeginsAnew() {
        keep(row("one"));

        restart();
        restart();

        assertThat(sweep()).containsExactly("one");
        assertThat(sweep()).isEmpty();
    }

    @Test
    void shouldLeaveTheCorrelationOfAnotherIncidentWhenOneIsDropped() {
        keep(row("one"));
        shell.keep(RowKind.CORRELATIONS, "payments|one", CorrelationRow.newBuilder().setIncidentId("another").build());

        shell.apply(IncidentRows.dropped(row("one"), incidents));

        assertThat(shell.row(RowKind.INCIDENTS, "one")).isEmpty();
        assertThat(incidents.incident("one")).isEmpty();
        assertThat(shell.row(RowKind.CORRELATIONS, "payments|one")).hasValueSatisfying(row -> assertThat(row
                .getIncidentId()).isEqualTo("another"));
    }

    @Test
    void shouldDropMergedIncidentsAndKeysTogetherWithTheSurvivor() {
        keep(row("one"));
        keep(IncidentRow.newBuilder(row("two")).setAbsorbed(List.of("one")).build());
        shell.apply(IncidentRows.redirected(row("one"), incidents.incident("two").orElseThrow(), incidents));
        assertThat(incidents.byCorrelationKey("payments|one")).hasValueSatisfying(row -> assertThat(row.getIncident()
                .getId()).isEqualTo("two"));

        shell.apply(IncidentRows.dropped(incidents.incident("two").orElseThrow(), incidents));

        assertThat(shell.all(RowKind.INCIDENTS)).isEmpty();
        assertThat(shell.all(RowKind.CORRELATIONS)).isEmpty();
    }

    private void keep(IncidentRow row) {
        shell.apply(IncidentRows.kept(Optional.empty(), row, incidents));
    }

    private KnownIncidents begin() {
        return new KnownIncidents(this::stored, new Influences(_ -> Optional.empty(), _ -> Optional.empty(),
                MemberSuppression.NONE, 0, 1));
    }

    private <V extends SpecificRecord> Optional<V> stored(RowKind<V> kind, String key) {
        return shell.row(kind, key);
    }

    /** What was in memory is made anew from the rows. */
    private void restart() {
        incidents = begin();
        shell.all(RowKind.INCIDENTS).forEach(incidents::found);
    }

    private List<String> sweep() {
        var due = new ArrayList<String>();
        var effects = new ArrayList<Effect>();
        incidents.sweep(NOON, row -> {
            due.add(row.getIncident().getId());
            effects.addAll(IncidentRows.fellDue(row, NOON));
        });
        shell.apply(effects);
        return due;
    }

    private static IncidentRow row(String id) {
        var incident = Incident.newBuilder().setId(id).setRevision(1).setServiceKey("payments")
                .setCorrelationKey("payments|" + id).setState(IncidentState.OPEN).setTitle(id)
                .setSeverity(new Severity("SEV1", 1)).setService("payments").setLadder("urgent").setPolicyName("test")
                .setPolicyVersion(1).setRuleId("critical").setRuleReason("").setAlertsTotal(1).setAlertsFiring(0)
                .setOpenedAt(NOON).setRoundStartedAt(NOON).setUpdatedAt(NOON).build();
        return IncidentRow.newBuilder().setIncident(incident).setQuietTimeMillis(0).setReopenWindowMillis(0)
                .setTimerKind(TimerKind.QUIET_TIME_OVER).setDueAt(NOON).setGeneration(1).build();
    }
}
