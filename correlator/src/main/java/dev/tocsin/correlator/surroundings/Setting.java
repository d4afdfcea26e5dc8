package dev.tocsin.correlator.surroundings;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.bulletin.StormNews;
import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.event.Incident;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Handling;
import dev.tocsin.state.IncidentRow;

/**
 * An incident that changed, and when and under which policy it did.
 *
 * @param before
 *            as it stood, if it did
 * @param row
 *            as it stands now
 */
record Setting(Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy, Occasion occasion) {

    Incident incident() {
        return row.getIncident();
    }

    Handling handling() {
        return policy.policy().handling();
    }

    Instant now() {
        return occasion.now();
    }

    /** Whether a round begins with it: it was opened or reopened. */
    boolean begins() {
        return Incidents.begins(before, incident());
    }

    /** The storm in whose own log the incident lies, if it lies in one. */
    Optional<String> ownStorm() {
        return StormNews.stormOf(incident().getServiceKey());
    }
}
