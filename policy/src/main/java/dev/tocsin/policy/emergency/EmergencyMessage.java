package dev.tocsin.policy.emergency;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Alert;

/**
 * What an emergency page says.
 *
 * @param id
 *            the same for each attempt
 * @param alerts
 *            that it names: one, or those of a digest
 * @param more
 *            how many others wait that it does not name
 * @param awaySince
 *            since when Kafka is unavailable
 * @param possibleRepeat
 *            whether an earlier attempt may have arrived
 */
public record EmergencyMessage(String id, List<Alert> alerts, int more, Instant awaySince, boolean possibleRepeat) {

    public EmergencyMessage {
        alerts = List.copyOf(alerts);
        if (alerts.isEmpty()) {
            throw new IllegalArgumentException("an emergency page names an alert");
        }
    }

    /** Whether it stands for several alerts. */
    public boolean isDigest() {
        return alerts.size() > 1 || more > 0;
    }
}
