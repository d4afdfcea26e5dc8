package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.bulletin.StormBulletin;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.IncidentRow;

/**
 * An incident that changed, and when and under which policy it did.
 *
 * @param before
 *            as it stood, if it did
 * @param row
 *            as it stands now
 */
record ChangedIncident(Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy, DecisionContext occasion) {

    Incident incident() {
        return row.getIncident();
    }

    AlertHandling handling() {
        return policy.policy().handling();
    }

    Instant now() {
        return occasion.now();
    }

    /** Whether a round begins with it: it was opened or reopened. */
    boolean begins() {
        return IncidentQueries.begins(before, incident());
    }

    /** The storm in whose own log the incident lies, if it lies in one. */
    Optional<String> ownStorm() {
        return StormBulletin.stormOf(incident().getServiceKey());
    }
}
