package dev.tocsin.policy.model;

import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.tocsin.policy.condition.IncidentCondition;

/**
 * Somebody who is notified of incidents but not paged.
 *
 * @param id
 *            its name
 * @param when
 *            of which incidents
 * @param targets
 *            names of targets
 * @param on
 *            when
 */
public record Stakeholder(String id, IncidentCondition when, List<String> targets, Set<Milestone> on) {

    public Stakeholder {
        targets = List.copyOf(targets);
        on = Set.copyOf(on);
    }

    /** What happens in the life of an incident. */
    public enum Milestone {
        DECLARED, ACKNOWLEDGED, SEVERITY_CHANGED, UPDATED, MITIGATED, RESOLVED, REOPENED, CLOSED, BREACHED;

        /** As it is written in a policy file. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
