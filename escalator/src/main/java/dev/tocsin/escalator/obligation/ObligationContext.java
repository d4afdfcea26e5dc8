package dev.tocsin.escalator.obligation;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Incident;

/**
 * The one "now" of a turn, and what may be asked in it.
 *
 * @param lateAfter
 *            what is later than this is late
 */
public record ObligationContext(Instant now, Duration lateAfter, Policies policies) {

    /** The policy by which an incident was classified. */
    public PinnedPolicy policyOf(Incident incident) {
        return policies.version(incident.getPolicyVersion());
    }

    /** Whether something comes so late that it says so. */
    public boolean isLate(Instant dueAt) {
        return dueAt.plus(lateAfter).isBefore(now);
    }
}
