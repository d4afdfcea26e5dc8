package dev.tocsin.correlator.incident;

import java.time.Instant;

import dev.tocsin.event.Signal;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import dev.tocsin.state.IncidentRow;

/** Turns due timers into signals. */
public final class TimerSignals {

    private TimerSignals() {}

    public static Signal of(IncidentRow row, Instant now) {
        var incident = row.getIncident();
        var timer = TimerFired.newBuilder().setKind(row.getTimerKind().orElse(TimerKind.UNKNOWN))
                .setIncidentId(incident.getId()).setGeneration(row.getGeneration())
                .setDueAt(row.getDueAt().orElse(now)).build();
        return Signal.newBuilder().setId(incident.getId() + "/" + row.getGeneration())
                .setServiceKey(incident.getServiceKey()).setReceivedAt(now).setBody(timer).build();
    }
}
