package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.state.AlertState;

/** Alerts that no source sent: synthetic deliveries. */
public final class SyntheticAlerts {

    private SyntheticAlerts() {}

    /** A firing delivery of an alert; a flapping alert counts as firing throughout. */
    public static Alert firing(Alert alert) {
        return alert.getStatus() == AlertStatus.FIRING
                ? alert
                : Alert.newBuilder(alert).setStatus(AlertStatus.FIRING).setEndsAt(null).build();
    }

    /** A resolved delivery, made from the last firing one. */
    static Alert over(Alert alert, Instant at) {
        return alert.getStatus() == AlertStatus.RESOLVED
                ? alert
                : Alert.newBuilder(alert).setStatus(AlertStatus.RESOLVED).setEndsAt(at).build();
    }

    /** The expiry of an alert, made from its row. */
    static Alert expired(AlertState row, Instant now) {
        return Alert.newBuilder().setIdentity(row.getIdentity()).setSource(row.getSource()).setFormat("")
                .setStatus(AlertStatus.RESOLVED).setName("")
                .setSummary("no update from " + row.getSource() + " since " + row.getLastSeen())
                .setLabels(Map.of()).setStartsAt(row.getStartsAt()).setEndsAt(now).setReceivedId("").build();
    }
}
