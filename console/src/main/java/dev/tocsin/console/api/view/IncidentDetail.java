package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CalledIn;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Link;
import dev.tocsin.event.Severity;
import dev.tocsin.event.Suspect;
import dev.tocsin.schemas.command.Standing;

/**
 * An incident as the API shows it alone: all of {@link IncidentRow}, and why it is as it is.
 *
 * @param why
 *            which rule of which policy gave the severity, and what it asked
 * @param steps
 *            first steps of its runbook
 * @param commands
 *            names of the commands that it accepts now
 * @param updateDraft
 *            draft of the next status update, made of what the incident says; empty without clearance
 */
public record IncidentDetail(@JsonUnwrapped IncidentRow row, String serviceKey, String correlationKey, String symptom,
        String runbook, List<String> steps, List<String> commands, String note, String updateDraft, Why why,
        @JsonUnwrapped Members members,
        @JsonUnwrapped Relations relations, @JsonUnwrapped ResponseView response) {

    /**
     * The alerts of the incident.
     *
     * @param labels
     *            labels that all alerts share
     * @param alerts
     *            members, oldest first; alertsTotal says how many there are in all
     * @param alertsHidden
     *            how many members are not among alerts
     * @param startedAt
     *            start of the alert that began first, as its source says; null when it is not known
     * @param alertsLeftOut
     *            alerts that the sender left out of its messages, by its own count
     */
    public record Members(Map<String, String> labels, List<Place> links, List<Member> alerts, int alertsHidden,
            Optional<Instant> startedAt, int alertsLeftOut) {

        static Members redacted(Incident incident) {
            return new Members(Map.of(), List.of(), List.of(), incident.getAlertsTotal(), Optional.empty(), 0);
        }

        static Members of(Incident incident) {
            return new Members(new TreeMap<>(incident.getLabels()), Place.of(incident.getLinks()), incident.getAlerts()
                    .stream().map(Member::of).toList(), incident.getAlertsHidden(), incident.getStartedAt(), incident
                            .getTruncatedAlerts());
        }
    }

    /**
     * What the incident is related to, and who responds.
     *
     * @param roles
     *            person by role
     * @param calledIn
     *            whom people called in, in order
     * @param suspects
     *            changes that may have caused it, the most likely first
     */
    public record Relations(String parentReason, Map<String, String> roles, List<Called> calledIn,
            List<Changed> suspects) {

        static final Relations REDACTED = new Relations("", Map.of(), List.of(), List.of());

        static Relations of(Incident incident) {
            return new Relations(incident.getParentReason(), new TreeMap<>(incident.getRoles()), incident.getCalledIn()
                    .stream().map(Called::of).toList(), incident.getSuspects().stream().map(Changed::of).toList());
        }
    }

    /** Why it has this severity and climbs this ladder. */
    public record Why(String ruleId, String ruleReason, String policyName, int policyVersion, String ladder,
            String severitySetBy) {}

    /** A place to look at. */
    public record Place(String title, String href) {

        static List<Place> of(List<Link> links) {
            return links.stream().map(link -> new Place(link.getTitle(), link.getHref())).toList();
        }
    }

    /** Somebody who was called in. */
    public record Called(String name, String by, Instant at, String note) {

        static Called of(CalledIn called) {
            return new Called(called.getName(), called.getBy(), called.getAt(), called.getNote());
        }
    }

    /**
     * A change that may have caused it.
     *
     * @param distance
     *            steps in the service graph to what was changed; 0 is the same service
     */
    public record Changed(String changeId, String service, String kind, String summary, String author,
            Instant changedAt, int distance, List<Place> links) {

        static Changed of(Suspect suspect) {
            return new Changed(suspect.getChangeId(), suspect.getService(), suspect.getKind(), suspect.getSummary(),
                    suspect.getAuthor(), suspect.getChangedAt(), suspect.getDistance(), Place.of(suspect.getLinks()));
        }
    }

    /** An alert that belongs to it. */
    public record Member(String identity, String name, String summary, String source, AlertStatus status, Instant since,
            Instant joinedAt, Map<String, String> labels, String severity, boolean flapping) {

        static Member of(IncidentAlert alert) {
            return new Member(alert.getIdentity(), alert.getName(), alert.getSummary(), alert.getSource(), alert
                    .getStatus(), alert.getSince(), alert.getJoinedAt(), new TreeMap<>(alert.getLabels()), alert
                            .getSeverity().map(Severity::getId).orElse(""), alert.getFlapping());
        }
    }

    /**
     * The incident as it is now.
     *
     * @param cleared
     *            whether who asks may read confidential incidents; otherwise such a one shows that it is there, and no more
     */
    public static IncidentDetail of(Incident incident, boolean pages, boolean cleared) {
        var row = IncidentRow.of(IncidentHeadline.of(incident), pages, cleared);
        var commands = CommandView.accepted(Standing.of(incident));
        if (row.redacted()) {
            return new IncidentDetail(row, incident.getServiceKey(), "", "", "", List.of(), commands, "", "", new Why(
                    "",
                    "", incident
                            .getPolicyName(), incident.getPolicyVersion(), incident.getLadder(), ""), Members.redacted(
                                    incident), Relations.REDACTED, ResponseView.REDACTED);
        }
        return new IncidentDetail(row, incident.getServiceKey(), incident.getCorrelationKey(), incident.getSymptom(),
                incident.getRunbook(), incident.getSteps(), commands, incident.getNote(), UpdateDraft.of(incident),
                new Why(incident.getRuleId(),
                        incident
                                .getRuleReason(), incident.getPolicyName(), incident.getPolicyVersion(), incident
                                        .getLadder(),
                        incident.getSeveritySetBy()), Members.of(incident), Relations.of(incident), ResponseView.of(
                                incident));
    }
}
