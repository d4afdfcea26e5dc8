package dev.tocsin.correlator.correlate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.MemoryState;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.IncidentRow;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.junit.jupiter.api.Test;

class IncidentStoreTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final MockProcessorContext<Void, Void> context = new MockProcessorContext<>();
    private final State state = MemoryState.in(context);
    private final Rows<IncidentRow> rows = state.rows(Kind.INCIDENTS);
    private final Rows<CorrelationRow> correlations = state.rows(Kind.CORRELATIONS);
    private final IncidentStore incidents = new IncidentStore(state, new TimerSweep<>(DueTimer::of));

    @Test
    void shouldFindAnIncidentByItsIdAndByItsCorrelationKey() {
        incidents.keep(Optional.empty(), row("one", NOON));

        assertThat(incidents.byId("one")).isPresent();
        assertThat(incidents.byCorrelationKey("payments|one")).isPresent();
        assertThat(incidents.byCorrelationKey("payments|two")).isEmpty();
    }

    @Test
    void shouldNotHandOverATimerAgainThatLiesInTheLogButWasNotReadBackBeforeARestart() {
        incidents.keep(Optional.empty(), row("one", NOON));
        var before = sweep();

        incidents.rebuild(_ -> {});

        assertThat(before).containsExactly("one");
        assertThat(sweep()).isEmpty();
    }

    @Test
    void shouldHandOverATimerOnceWhenATaskBeginsAnew() {
        incidents.keep(Optional.empty(), row("one", NOON));

        incidents.rebuild(_ -> {});
        incidents.rebuild(_ -> {});

        assertThat(sweep()).containsExactly("one");
        assertThat(sweep()).isEmpty();
    }

    @Test
    void shouldLeaveTheCorrelationOfAnotherIncidentWhenOneIsDropped() {
        var row = row("one", NOON);
        incidents.keep(Optional.empty(), row);
        correlations.put("payments|one", CorrelationRow.newBuilder().setIncidentId("another").build());

        incidents.drop(row);

        assertThat(rows.get("one")).isNull();
        assertThat(correlations.get("payments|one").getIncidentId()).isEqualTo("another");
    }

    private List<String> sweep() {
        var due = new ArrayList<String>();
        incidents.sweep(NOON, row -> due.add(row.getIncident().getId()));
        return due;
    }

    private static IncidentRow row(String id, Instant dueAt) {
        var incident = Incident.newBuilder().setId(id).setRevision(1).setServiceKey("payments")
                .setCorrelationKey("payments|" + id).setState(IncidentState.OPEN).setTitle(id)
                .setSeverity(new Severity("SEV1", 1)).setService("payments").setLadder("urgent").setPolicyName("test")
                .setPolicyVersion(1).setRuleId("critical").setRuleReason("").setAlertsTotal(1).setAlertsFiring(0)
                .setOpenedAt(NOON).setRoundStartedAt(NOON).setUpdatedAt(NOON).build();
        return IncidentRow.newBuilder().setIncident(incident).setQuietTimeMillis(0).setReopenWindowMillis(0)
                .setTimerKind(TimerKind.QUIET_TIME_OVER).setDueAt(dueAt).setGeneration(1).build();
    }
}
