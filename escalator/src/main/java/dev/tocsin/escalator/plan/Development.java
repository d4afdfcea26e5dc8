package dev.tocsin.escalator.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.Stakeholder.Milestone;

/**
 * News of a declared incident.
 *
 * @param milestones
 *            milestones by which stakeholders subscribe to it
 * @param occasion
 *            tells it from the same of another time
 * @param details
 *            what belongs to it
 * @param forCustomers
 *            what the status page says of it; empty: nothing
 */
record Development(NotificationKind kind, Set<Milestone> milestones, String occasion, Map<String, String> details,
        String why,
        Optional<String> forCustomers) {

    Development {
        milestones = Set.copyOf(milestones);
        details = Map.copyOf(details);
    }

    /** Whether it ends the incident and closes what was opened. */
    boolean ends() {
        return kind == NotificationKind.RESOLVED;
    }
}
