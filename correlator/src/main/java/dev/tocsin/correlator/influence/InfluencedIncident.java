package dev.tocsin.correlator.influence;

import java.util.List;

import dev.tocsin.correlator.incident.decision.TimelineFact;
import dev.tocsin.state.IncidentRow;

/**
 * An incident with influences applied.
 *
 * @param row
 *            with parent, suspects and what holds its pages back
 * @param facts
 *            what changed about these
 * @param isChanged
 *            whether the row differs from the one that was placed
 */
public record InfluencedIncident(IncidentRow row, List<TimelineFact> facts, boolean isChanged) {

    public InfluencedIncident {
        facts = List.copyOf(facts);
    }
}
