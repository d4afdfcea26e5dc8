package dev.tocsin.policy.condition;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Incident;

/**
 * The facts of an incident for conditions.
 *
 * @param at
 *            the one "now" of the decision
 */
public record IncidentFacts(Incident incident, Instant at) implements Known {

    /** What the incident itself says, else the label that all its alerts share. */
    @Override
    public String label(String name) {
        return switch (name) {
            case "severity" -> incident.getSeverity().getId();
            case "state" -> state();
            case "service" -> incident.getService();
            case "environment" -> incident.getEnvironment();
            case "team" -> incident.getTeam();
            case "symptom" -> incident.getSymptom();
            case "customer-facing" -> String.valueOf(incident.getCustomerFacing());
            case "security" -> String.valueOf(incident.getSecurity());
            case "confidential" -> String.valueOf(incident.getConfidential());
            default -> incident.getLabels().getOrDefault(name, "");
        };
    }

    private String state() {
        return incident.getState().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Optional<Object> find(String variable) {
        return switch (variable) {
            case "labels" -> Optional.of(incident.getLabels());
            case "time" -> Optional.of(at);
            case "incident" -> Optional.of(fields());
            default -> Optional.empty();
        };
    }

    private Map<String, Object> fields() {
        return Map.ofEntries(Map.entry("severity", incident.getSeverity().getId()),
                Map.entry("rank", (long) incident.getSeverity().getRank()), Map.entry("state", state()),
                Map.entry("service", incident.getService()), Map.entry("environment", incident.getEnvironment()),
                Map.entry("team", incident.getTeam()), Map.entry("symptom", incident.getSymptom()),
                Map.entry("customerFacing", incident.getCustomerFacing()),
                Map.entry("security", incident.getSecurity()),
                Map.entry("confidential", incident.getConfidential()), Map.entry("title", incident.getTitle()),
                Map.entry("alertsTotal", (long) incident.getAlertsTotal()));
    }
}
