package dev.tocsin.escalator.plan;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.StatusUpdate;

/**
 * The public status (runbook row D6): investigating, identified, monitoring or resolved. The status of the last update counts, unless the state changed since.
 */
public final class PublicStatus {

    static final String INVESTIGATING = "investigating";
    static final String IDENTIFIED = "identified";
    static final String MONITORING = "monitoring";
    static final String RESOLVED = "resolved";

    private PublicStatus() {}

    /** The status of the incident. */
    public static String of(Incident incident) {
        return switch (incident.getState()) {
            case RESOLVED, CLOSED -> RESOLVED;
            case MITIGATED -> said(incident, incident.getMitigatedAt()).orElse(MONITORING);
            case OPEN, ACKNOWLEDGED, UNKNOWN -> said(incident, Optional.empty()).filter(word -> !isPast(incident,
                    word)).orElse(incident.getAssessedAt().isPresent() ? IDENTIFIED : INVESTIGATING);
        };
    }

    /** A status that people set counts until the state changes. */
    private static Optional<String> said(Incident incident, Optional<Instant> after) {
        return incident.getUpdates().reversed().stream().filter(update -> !update.getStatus().isEmpty()).findFirst()
                .filter(update -> after.filter(at -> update.getAt().isBefore(at)).isEmpty())
                .map(StatusUpdate::getStatus);
    }

    /** A failed mitigation invalidates the status "monitoring". */
    private static boolean isPast(Incident incident, String word) {
        return incident.getState() == IncidentState.OPEN && word.equals(MONITORING);
    }
}
