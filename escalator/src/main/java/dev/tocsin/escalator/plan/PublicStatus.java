package dev.tocsin.escalator.plan;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.StatusUpdate;

/**
 * The word for where an incident stands that people outside know (runbook row D6): investigating, identified, monitoring or
 * resolved. The last update's word counts, unless the incident has moved on since.
 */
public final class PublicStatus {

    static final String INVESTIGATING = "investigating";
    static final String IDENTIFIED = "identified";
    static final String MONITORING = "monitoring";
    static final String RESOLVED = "resolved";

    private PublicStatus() {}

    /** The word for the incident as it is. */
    public static String of(Incident incident) {
        return switch (incident.getState()) {
            case RESOLVED, CLOSED -> RESOLVED;
            case MITIGATED -> said(incident, incident.getMitigatedAt()).orElse(MONITORING);
            case OPEN, ACKNOWLEDGED, UNKNOWN -> said(incident, Optional.empty()).filter(word -> !isPast(incident,
                    word)).orElse(incident.getAssessedAt().isPresent() ? IDENTIFIED : INVESTIGATING);
        };
    }

    /** Words of people count as they say them, but what was said before a change of state says nothing of after it. */
    private static Optional<String> said(Incident incident, Optional<Instant> after) {
        return incident.getUpdates().reversed().stream().filter(update -> !update.getStatus().isEmpty()).findFirst()
                .filter(update -> after.filter(at -> update.getAt().isBefore(at)).isEmpty())
                .map(StatusUpdate::getStatus);
    }

    /** A mitigation that did not hold took its word with it. */
    private static boolean isPast(Incident incident, String word) {
        return incident.getState() == IncidentState.OPEN && word.equals(MONITORING);
    }
}
