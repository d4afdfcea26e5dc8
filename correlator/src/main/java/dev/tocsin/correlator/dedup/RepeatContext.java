package dev.tocsin.correlator.dedup;

import dev.tocsin.event.Alert;
import dev.tocsin.state.AlertState;

/** Information about the incident of an alert, requested only for repeats that are recorded. */
@FunctionalInterface
public interface RepeatContext {

    /**
     * How an incident stands.
     *
     * @param incidentId
     *            its id, empty for none
     */
    AlertIncidentState standing(String incidentId);

    /** Whether the policy now rates the alert worse than at its last evaluation. Evaluated only if nothing else decides. */
    default boolean isWorse(AlertState known, Alert alert) {
        return false;
    }
}
