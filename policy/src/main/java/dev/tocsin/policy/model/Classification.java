package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Severity;

/**
 * The classification of one alert. Empty strings where the policy has no value.
 *
 * @param reason
 *            the matched rule's question
 * @param correlationKey
 *            same for all alerts of one incident; begins with the service key
 * @param confidential
 *            whether only those cleared for it may read more than that there is an incident
 * @param steps
 *            first steps of the runbook
 * @param grouping
 *            how alerts of the rule become an incident
 * @param respond
 *            time to respond instead of the severity's
 * @param takers
 *            names of the routes that take the alert, in the order of the tree; none where the policy has no routing
 */
public record Classification(String ruleId, String reason, Severity severity, String correlationKey, String service,
        String environment, String team, String symptom, String runbook, String title, boolean customerFacing,
        boolean security, String ladder, Duration quietTime, Duration reopenWindow,
        boolean confidential, List<String> steps, Grouping grouping, Optional<Duration> respond,
        List<String> takers) {

    public Classification {
        steps = List.copyOf(steps);
        takers = List.copyOf(takers);
    }

    /** Where no route takes it. */
    public Classification(String ruleId, String reason, Severity severity, String correlationKey, String service,
            String environment, String team, String symptom, String runbook, String title, boolean customerFacing,
            boolean security, String ladder, Duration quietTime, Duration reopenWindow, boolean confidential,
            List<String> steps, Grouping grouping, Optional<Duration> respond) {
        this(ruleId, reason, severity, correlationKey, service, environment, team, symptom, runbook, title,
                customerFacing, security, ladder, quietTime, reopenWindow, confidential, steps, grouping, respond,
                List.of());
    }
}
