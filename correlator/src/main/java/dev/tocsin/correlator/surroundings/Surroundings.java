package dev.tocsin.correlator.surroundings;

import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.correlate.Occasion;
import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.state.IncidentRow;

/** What one partition knows of what goes on around its incidents: other services, changes, storms. */
public final class Surroundings {

    /**
     * Sets an incident among what surrounds it: parent, suspects, and whether its pages are held back.
     *
     * @param before
     *            as it stood, if it did
     * @param row
     *            as the lifecycle left it
     */
    public Placed place(Optional<IncidentRow> before, IncidentRow row, CompiledPolicy policy, Occasion occasion) {
        return new Placed(row, List.of());
    }

    /** What the other services, or a storm, must hear of an incident that changed; written to the log when it is live. */
    public List<Signal> tell(Optional<IncidentRow> before, IncidentRow after, CompiledPolicy policy,
            Occasion occasion) {
        return List.of();
    }

    /** Counts an alert that began to fire, for storms; what must be told goes to the log when it is live. */
    public List<Signal> count(Alert alert, Classification classification, CompiledPolicy policy, Occasion occasion) {
        return List.of();
    }

    /**
     * Takes in a bulletin, a change, a silence or another policy.
     *
     * @return whether open incidents may stand differently now
     */
    public boolean hear(Signal signal, CompiledPolicy policy, Occasion occasion) {
        return false;
    }
}
