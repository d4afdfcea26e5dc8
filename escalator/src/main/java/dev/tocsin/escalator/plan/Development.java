package dev.tocsin.escalator.plan;

import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.model.Stakeholder.Milestone;

/**
 * Something that became of a declared incident.
 *
 * @param milestones
 *            who of the stakeholders wants to hear it: those who asked for one of these
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

    /** Whether with it the incident is over, so that what was opened is closed. */
    boolean ends() {
        return kind == NotificationKind.RESOLVED;
    }
}
