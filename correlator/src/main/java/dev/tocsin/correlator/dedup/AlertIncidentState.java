package dev.tocsin.correlator.dedup;

import dev.tocsin.state.IncidentRow;

/** State of an alert's incident, as far as it matters for a repeat of the alert. */
public enum AlertIncidentState {
    /** Not resolved yet. */
    RUNNING,
    /** Resolved, and may be reopened. */
    RESOLVED,
    /** Closed: accepts no alerts. */
    CLOSED,
    /** Resolved for lack of updates; may be reopened. */
    SILENT,
    /** Resolved so long ago that it cannot be reopened. */
    GONE;

    /** Of an incident that is known. What a person resolved, or its greatest age, is not called in question by a repeat. */
    static AlertIncidentState of(IncidentRow row) {
        return switch (row.getIncident().getState()) {
            case OPEN, ACKNOWLEDGED, MITIGATED, UNKNOWN -> RUNNING;
            case RESOLVED -> isSilent(row) ? SILENT : RESOLVED;
            case CLOSED -> CLOSED;
        };
    }

    private static boolean isSilent(IncidentRow row) {
        var incident = row.getIncident();
        var silent = row.getInactivityMillis().isPresent() && incident.getResolvedBy().equals("policy");
        var aged = row.getMaxAgeMillis().filter(age -> incident.getResolvedAt().filter(at -> !at.isBefore(incident
                .getRoundStartedAt().plusMillis(age))).isPresent()).isPresent();
        return silent && !aged;
    }
}
