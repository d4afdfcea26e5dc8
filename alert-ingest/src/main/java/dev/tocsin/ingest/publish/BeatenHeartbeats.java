package dev.tocsin.ingest.publish;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.event.Alert;
import dev.tocsin.policy.heartbeat.Beat;

/**
 * Tells alerts that must keep firing, such as Prometheus' Watchdog, from the others: while such an alert fires, it is a beat
 * of its heartbeat, and no incident.
 *
 * @param beats
 *            of heartbeats
 * @param others
 *            the other alerts, in their order
 */
public record BeatenHeartbeats(List<Alert> beats, List<Alert> others) {

    public BeatenHeartbeats {
        beats = List.copyOf(beats);
        others = List.copyOf(others);
    }

    /** Splits the alerts of one request. */
    public static BeatenHeartbeats of(List<Alert> alerts, ServiceMapping services, Instant at) {
        var beats = new ArrayList<Alert>();
        var others = new ArrayList<Alert>();
        for (var alert : alerts) {
            services.beatenBy(alert).ifPresentOrElse(heartbeat -> beats.add(heartbeat.beat(Beat.SUCCESS, alert.getName()
                    + " fires", "", at, alert.getReceivedId())), () -> others.add(alert));
        }
        return new BeatenHeartbeats(beats, others);
    }
}
