package dev.tocsin.correlator.dedup;

import dev.tocsin.event.Alert;
import dev.tocsin.state.AlertState;

/** What dedup asks about a repeat that will be noted. */
@FunctionalInterface
public interface Background {

    /**
     * How an incident stands.
     *
     * @param incidentId
     *            its id, empty for none
     */
    AlertIncidentState standing(String incidentId);

    /** Whether the policy takes the alert for something worse than when it was last judged. Asked only where nothing else decides. */
    default boolean isWorse(AlertState known, Alert alert) {
        return false;
    }
}
