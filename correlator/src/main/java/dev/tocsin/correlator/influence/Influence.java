package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;

/**
 * One kind of influence on incidents: silences, storms, dependencies or changes. It only decides.
 */
interface Influence {

    /** Sets its part of an incident that is not over. What a stronger influence has set is not set again. */
    void place(InfluenceDraft place, ChangedIncident setting);

    /** What is to be done when an incident changed: others must hear of it. */
    default List<Effect> tell(ChangedIncident setting) {
        return List.of();
    }

    /** Processes a signal that concerns no single incident; empty if it is not relevant. */
    Optional<InfluenceUpdate> hear(Signal signal, CompiledPolicy policy, DecisionContext occasion);

    /** Returns the effects of due timers. */
    default List<Effect.Lasting> due(Instant now) {
        return List.of();
    }
}
