package dev.tocsin.correlator.influence;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.policy.CompiledPolicy;

/** Evaluates silences, maintenance and inhibitions for the members of open incidents. */
public interface MemberSuppression {

    /** Knows of none. */
    MemberSuppression NONE = new MemberSuppression() {

        @Override
        public boolean isIdle(CompiledPolicy policy) {
            return true;
        }

        @Override
        public Optional<String> holds(IncidentAlert member, Incident incident, CompiledPolicy policy, Instant now) {
            return Optional.empty();
        }

        @Override
        public Optional<Instant> nextChange(CompiledPolicy policy, Instant after) {
            return Optional.empty();
        }
    };

    /** Whether nothing can hold anything, so that nobody needs to ask. */
    boolean isIdle(CompiledPolicy policy);

    /** What holds a member back now, in words. */
    Optional<String> holds(IncidentAlert member, Incident incident, CompiledPolicy policy, Instant now);

    /** When a silence next begins or ends by itself. */
    Optional<Instant> nextChange(CompiledPolicy policy, Instant after);
}
