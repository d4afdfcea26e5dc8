package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.incident.decision.DecisionContext;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;

/**
 * One kind of thing around an incident that changes how the incident stands: silences, storms, other services, changes. It
 * says what is to be done, and does nothing itself.
 */
interface Influence {

    /** Sets its part of an incident that is not over. What a stronger influence has set is not set again. */
    void place(InfluenceDraft place, ChangedIncident setting);

    /** What is to be done when an incident changed: others must hear of it. */
    default List<Effect> tell(ChangedIncident setting) {
        return List.of();
    }

    /** Takes in what is about no single incident; empty when it is none of its business. */
    Optional<InfluenceUpdate> hear(Signal signal, CompiledPolicy policy, DecisionContext occasion);

    /** What is to be done when time has passed. */
    default List<Effect.Lasting> due(Instant now) {
        return List.of();
    }
}
