package dev.tocsin.policy.model;

import java.util.List;
import java.util.Map;

/**
 * How the team works through an incident: what the escalator, and documents written from the log, carry out.
 *
 * @param symptoms
 *            known troubles with their runbooks, by name
 * @param roles
 *            names of roles that people take
 * @param escalations
 *            targets that can be called in by name, by that name
 */
public record Practice(Map<String, Symptom> symptoms, List<String> roles, Map<String, List<String>> escalations) {

    /** Nothing is agreed. */
    public static final Practice NONE = new Practice(Map.of(), List.of(), Map.of());

    public Practice {
        symptoms = Map.copyOf(symptoms);
        roles = List.copyOf(roles);
        escalations = Map.copyOf(escalations);
    }

    /**
     * A known trouble.
     *
     * @param runbook
     *            address of its runbook; may be empty
     * @param steps
     *            what to do first, in order
     */
    public record Symptom(String name, String title, String runbook, List<String> steps) {

        public Symptom {
            steps = List.copyOf(steps);
        }
    }

}
