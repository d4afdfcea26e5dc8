package dev.tocsin.console.report;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.console.projection.IncidentHeadline;

/**
 * An incident that a figure names.
 *
 * @param title
 *            withheld if the incident is confidential and who asks has no clearance
 * @param severity
 *            at the end of the facts
 * @param openedAt
 *            empty if it was opened before the period and its snapshot is missing
 * @param open
 *            whether it was open at the end of the facts
 */
public record ListedIncident(String id, String title, String severity, String service, String team,
        Optional<Instant> openedAt, boolean open) {

    static ListedIncident of(IncidentHistory incident, boolean cleared) {
        var withheld = incident.isConfidential() && !cleared;
        return new ListedIncident(incident.id(), withheld ? IncidentHeadline.REDACTED : incident.title(), incident
                .severity(), incident.service(), incident.team(), incident.openedAt(), incident.isOpen());
    }
}
