package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;

/** An incident as the API lists it. The names are the API's: they stay. */
public record IncidentRow(String id, long revision, IncidentState state, int round, String title, String summary,
        String severity, int severityRank, String service, String environment, String team, boolean customerFacing,
        boolean security, boolean pages, int alertsFiring, int alertsTotal, Instant openedAt, Instant roundStartedAt,
        Instant updatedAt, Optional<Instant> acknowledgedAt, String acknowledgedBy, Optional<Instant> mitigatedAt,
        String mitigatedBy, Optional<Instant> quietUntil, Optional<Instant> resolvedAt, String resolvedBy) {

    /**
     * The incident as it is now.
     *
     * @param pages
     *            whether its ladder pages anybody
     */
    public static IncidentRow of(Incident incident, boolean pages) {
        return new IncidentRow(incident.getId(), incident.getRevision(), incident.getState(), incident.getRound(),
                incident.getTitle(), incident.getSummary(), incident.getSeverity().getId(), incident.getSeverity()
                        .getRank(), incident.getService(), incident.getEnvironment(), incident.getTeam(), incident
                                .getCustomerFacing(), incident.getSecurity(), pages, incident.getAlertsFiring(),
                incident
                        .getAlertsTotal(), incident.getOpenedAt(), incident.getRoundStartedAt(),
                incident.getUpdatedAt(), incident.getAcknowledgedAt(), incident.getAcknowledgedBy(), incident
                        .getMitigatedAt(), incident.getMitigatedBy(), incident.getQuietUntil(), incident
                                .getResolvedAt(), incident.getResolvedBy());
    }
}
