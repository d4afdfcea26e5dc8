package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;

/**
 * An incident as the API shows it alone: all of {@link IncidentRow}, and why it is as it is.
 *
 * @param why
 *            which rule of which policy gave the severity, and what it asked
 * @param alerts
 *            members, oldest first; alertsTotal says how many there are in all
 */
public record IncidentDetail(@JsonUnwrapped IncidentRow row, String serviceKey, String correlationKey, String symptom,
        String runbook, String note, Why why, Map<String, String> labels, List<Place> links, List<Member> alerts) {

    /** Why it has this severity and climbs this ladder. */
    public record Why(String ruleId, String ruleReason, String policyName, int policyVersion, String ladder,
            String severitySetBy) {}

    /** A place to look at. */
    public record Place(String title, String href) {}

    /** An alert that belongs to it. */
    public record Member(String identity, String name, String summary, String source, AlertStatus status, Instant since,
            Instant joinedAt, Map<String, String> labels) {

        static Member of(IncidentAlert alert) {
            return new Member(alert.getIdentity(), alert.getName(), alert.getSummary(), alert.getSource(), alert
                    .getStatus(), alert.getSince(), alert.getJoinedAt(), new TreeMap<>(alert.getLabels()));
        }
    }

    public static IncidentDetail of(Incident incident, boolean pages) {
        return new IncidentDetail(IncidentRow.of(incident, pages), incident.getServiceKey(), incident
                .getCorrelationKey(),
                incident.getSymptom(), incident.getRunbook(), incident.getNote(), new Why(incident.getRuleId(), incident
                        .getRuleReason(), incident.getPolicyName(), incident.getPolicyVersion(), incident.getLadder(),
                        incident.getSeveritySetBy()), new TreeMap<>(incident.getLabels()), incident.getLinks().stream()
                                .map(link -> new Place(link.getTitle(), link.getHref())).toList(), incident.getAlerts()
                                        .stream().map(Member::of).toList());
    }
}
