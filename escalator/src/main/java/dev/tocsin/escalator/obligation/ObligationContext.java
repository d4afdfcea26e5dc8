package dev.tocsin.escalator.obligation;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.escalator.policy.PinnedPolicy;
import dev.tocsin.escalator.policy.Policies;
import dev.tocsin.event.Incident;

/**
 * Time and policies of one evaluation.
 *
 * @param lateAfter
 *            lateness above which a notification counts as late
 */
public record ObligationContext(Instant now, Duration lateAfter, Policies policies) {

    /** The policy by which an incident was classified. */
    public PinnedPolicy policyOf(Incident incident) {
        return policies.version(incident.getPolicyVersion());
    }

    /** Whether the due time makes a notification late. */
    public boolean isLate(Instant dueAt) {
        return dueAt.plus(lateAfter).isBefore(now);
    }
}
