package dev.tocsin.correlator.timer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Severity;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.IncidentRow;
import org.junit.jupiter.api.Test;

class TimerSweepTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final Map<String, IncidentRow> rows = new HashMap<>();
    private final TimerSweep<IncidentRow> timers = new TimerSweep<>(DueTimer::of);

    @Test
    void shouldReturnDueTimersOldestFirst() {
        keep(row("later", NOON.plusSeconds(1), 1, false));
        keep(row("second", NOON, 1, false));
        keep(row("first", NOON.minusSeconds(60), 1, false));

        assertThat(sweep(NOON)).containsExactly("first", "second");
    }

    @Test
    void shouldForgetATimerThatWasSetAnewOrEmittedOrDropped() {
        keep(row("anew", NOON, 1, false));
        keep(row("emitted", NOON, 1, false));
        keep(row("dropped", NOON, 1, false));
        rows.put("anew", row("anew", NOON.plusSeconds(300), 2, false));
        rows.put("emitted", row("emitted", NOON, 1, true));
        rows.remove("dropped");

        assertThat(sweep(NOON)).isEmpty();
        assertThat(sweep(NOON.plusSeconds(300))).isEmpty();
    }

    @Test
    void shouldNotWatchTimersEmittedBeforeARestart() {
        keep(row("emitted", NOON, 1, true));

        assertThat(sweep(NOON)).isEmpty();
    }

    @Test
    void shouldReturnAtMostFiveHundredTimersAtOnce() {
        for (var number = 0; number < 700; number++) {
            keep(row("incident-" + number, NOON, 1, false));
        }

        var handedOver = new ArrayList<Integer>();
        for (var total = 0; total < 700; total += handedOver.getLast()) {
            handedOver.add(sweep(NOON).size());
        }

        assertThat(handedOver).hasSizeGreaterThan(1).allSatisfy(count -> assertThat(count).isLessThanOrEqualTo(500));
    }

    private void keep(IncidentRow row) {
        rows.put(row.getIncident().getId(), row);
        timers.watch(row);
    }

    private List<String> sweep(Instant now) {
        var due = new ArrayList<String>();
        timers.sweep(now, id -> Optional.ofNullable(rows.get(id)), row -> due.add(row.getIncident().getId()));
        return due;
    }

    private static IncidentRow row(String id, Instant dueAt, long generation, boolean emitted) {
        var incident = Incident.newBuilder().setId(id).setRevision(1).setServiceKey("payments")
                .setCorrelationKey("payments|" + id).setState(IncidentState.OPEN).setTitle(id)
                .setSeverity(new Severity("SEV1", 1)).setService("payments").setLadder("urgent").setPolicyName("test")
                .setPolicyVersion(1).setRuleId("critical").setRuleReason("").setAlertsTotal(1).setAlertsFiring(0)
                .setOpenedAt(NOON).setRoundStartedAt(NOON).setUpdatedAt(NOON).build();
        return IncidentRow.newBuilder().setIncident(incident).setQuietTimeMillis(0).setReopenWindowMillis(0)
                .setTimerKind(TimerKind.QUIET_TIME_OVER).setDueAt(dueAt).setGeneration(generation)
                .setTimerEmitted(emitted).build();
    }
}
