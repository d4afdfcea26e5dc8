package dev.tocsin.correlator.surroundings;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.incident.Occasion;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;

/** One kind of thing around an incident that changes how the incident stands: silences, storms, other services, changes. */
interface Influence {

    /** Sets its part of an incident that is not over. What a stronger influence has set is not set again. */
    void place(Place place, Setting setting);

    /** What others must hear of an incident that changed; for the log, when it is live. */
    default List<Signal> tell(Setting setting) {
        return List.of();
    }

    /** Takes in what is about no single incident; empty when it is none of its business. */
    Optional<Heard> hear(Signal signal, CompiledPolicy policy, Occasion occasion);

    /** What fell due; for the log. */
    default List<Signal> due(Instant now) {
        return List.of();
    }
}
