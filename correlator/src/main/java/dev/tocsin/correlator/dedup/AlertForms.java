package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.state.AlertState;

/** Alerts as no source sent them. */
public final class AlertForms {

    private AlertForms() {}

    /** A delivery of an alert as if it fired: what flaps is taken as firing all the while. */
    public static Alert firing(Alert alert) {
        return alert.getStatus() == AlertStatus.FIRING
                ? alert
                : Alert.newBuilder(alert).setStatus(AlertStatus.FIRING).setEndsAt(null).build();
    }

    /** A delivery of an alert as if it were over: where it was held back last, it was kept in the form in which it fired. */
    static Alert over(Alert alert, Instant at) {
        return alert.getStatus() == AlertStatus.RESOLVED
                ? alert
                : Alert.newBuilder(alert).setStatus(AlertStatus.RESOLVED).setEndsAt(at).build();
    }

    /** The end of an alert of which there was no word for too long; of it, only what its row keeps is known. */
    static Alert expired(AlertState row, Instant now) {
        return Alert.newBuilder().setIdentity(row.getIdentity()).setSource(row.getSource()).setFormat("")
                .setStatus(AlertStatus.RESOLVED).setName("")
                .setSummary("no update from " + row.getSource() + " since " + row.getLastSeen())
                .setLabels(Map.of()).setStartsAt(row.getStartsAt()).setEndsAt(now).setReceivedId("").build();
    }
}
