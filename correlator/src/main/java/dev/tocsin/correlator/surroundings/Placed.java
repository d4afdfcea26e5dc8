package dev.tocsin.correlator.surroundings;

import java.util.List;

import dev.tocsin.correlator.incident.Fact;
import dev.tocsin.state.IncidentRow;

/**
 * An incident as it stands among the others.
 *
 * @param row
 *            with parent, suspects and what holds its pages back
 * @param facts
 *            what changed about these
 * @param isChanged
 *            whether the row differs from the one that was placed
 */
public record Placed(IncidentRow row, List<Fact> facts, boolean isChanged) {

    public Placed {
        facts = List.copyOf(facts);
    }
}
