package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.IncidentState;

/**
 * An incident as the API lists it. The names are the API's: they stay.
 *
 * @param pages
 *            whether its ladder pages anybody
 * @param redacted
 *            true when it is confidential and who asks is not cleared for it
 */
public record IncidentRow(String id, long revision, IncidentState state, int round, String title, String summary,
        String severity, int severityRank, String service, String environment, String team, boolean customerFacing,
        boolean security, boolean pages, int alertsFiring, int alertsTotal, Instant openedAt, Instant roundStartedAt,
        Instant updatedAt, Optional<Instant> acknowledgedAt, String acknowledgedBy, Optional<Instant> mitigatedAt,
        String mitigatedBy, Optional<Instant> quietUntil, Optional<Instant> resolvedAt, String resolvedBy,
        boolean confidential, boolean redacted, String suppressedBy, Optional<Instant> respondBy, boolean flapping,
        String parentId, String mergedInto, Optional<Instant> snoozedUntil, int alertsSuppressed, boolean storm,
        int suspectCount, String commander) {

    /**
     * The incident as it is now.
     *
     * @param pages
     *            whether its ladder pages anybody
     * @param cleared
     *            whether who asks may read confidential incidents
     */
    public static IncidentRow of(IncidentHeadline whole, boolean pages, boolean cleared) {
        var redacted = whole.confidential() && !cleared;
        var incident = redacted ? whole.redacted() : whole;
        return new IncidentRow(incident.id(), incident.revision(), incident.state(), incident.round(), incident.title(),
                incident.summary(), incident.severity(), incident.severityRank(), incident.service(), incident
                        .environment(), incident.team(), incident.customerFacing(), incident.security(), pages, incident
                                .alertsFiring(), incident.alertsTotal(), incident.openedAt(), incident.roundStartedAt(),
                incident.updatedAt(), incident.acknowledgedAt(), incident.acknowledgedBy(), incident.mitigatedAt(),
                incident.mitigatedBy(), incident.quietUntil(), incident.resolvedAt(), incident.resolvedBy(), incident
                        .confidential(), redacted, incident.suppressedBy(), incident.respondBy(), incident.flapping(),
                incident.parentId(), incident.mergedInto(), incident.snoozedUntil(), incident.alertsSuppressed(),
                incident.storm(), incident.suspects(), incident.commander());
    }
}
