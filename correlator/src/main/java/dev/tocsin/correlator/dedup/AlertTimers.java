package dev.tocsin.correlator.dedup;

import java.time.Instant;

import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;

/** Turns due alert timers into signals. */
final class AlertTimers {

    private AlertTimers() {}

    /** The alert expired. */
    static Signal expired(AlertState row, Instant dueAt, Instant now) {
        return signal(row.getIdentity() + "/expired/" + dueAt.toEpochMilli(), row.getServiceKey(), now,
                timer(TimerKind.ALERT_EXPIRED, row.getIdentity(), dueAt).build());
    }

    /** The alert stopped flapping. */
    static Signal flappingOver(HeldAlert row, Instant now) {
        var identity = row.getAlert().getIdentity();
        var dueAt = row.getDueAt().orElse(now);
        return signal(identity + "/flapping/" + dueAt.toEpochMilli() + "/" + row.getGeneration(),
                row.getServiceKey(), now, timer(TimerKind.FLAPPING_OVER, identity, dueAt).setGeneration(row
                        .getGeneration()).build());
    }

    private static TimerFired.Builder timer(TimerKind kind, String identity, Instant dueAt) {
        return TimerFired.newBuilder().setKind(kind).setIncidentId("").setGeneration(0).setDueAt(dueAt)
                .setSubject(identity);
    }

    private static Signal signal(String id, String serviceKey, Instant now, TimerFired timer) {
        return Signal.newBuilder().setId(id).setServiceKey(serviceKey).setReceivedAt(now).setBody(timer).build();
    }
}
