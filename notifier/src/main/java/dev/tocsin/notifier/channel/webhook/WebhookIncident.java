package dev.tocsin.notifier.channel.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentTask;
import dev.tocsin.event.StatusUpdate;
import dev.tocsin.event.Suspect;
import dev.tocsin.notifier.message.SafeText;

/** The incident in a webhook's body. Fields stay; new ones may come. */
final class WebhookIncident {

    private WebhookIncident() {}

    static Map<String, Object> json(Incident incident, Detail detail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", incident.getId());
        json.put("state", incident.getState().name());
        json.put("round", incident.getRound());
        json.put("revision", incident.getRevision());
        json.put("severity", incident.getSeverity().getId());
        json.put("service", detail.cut(incident.getService()));
        json.put("environment", detail.cut(incident.getEnvironment()));
        json.put("team", detail.cut(incident.getTeam()));
        json.put("title", detail.cut(incident.getTitle()));
        json.put("summary", detail.lines(incident.getSummary()));
        json.put("customerFacing", incident.getCustomerFacing());
        json.put("security", incident.getSecurity());
        json.put("runbook", detail.address(incident.getRunbook()));
        json.put("openedAt", incident.getOpenedAt().toString());
        json.put("roundStartedAt", incident.getRoundStartedAt().toString());
        time(json, "acknowledgedAt", incident.getAcknowledgedAt());
        json.put("acknowledgedBy", detail.cut(incident.getAcknowledgedBy()));
        time(json, "mitigatedAt", incident.getMitigatedAt());
        json.put("mitigatedBy", detail.cut(incident.getMitigatedBy()));
        time(json, "resolvedAt", incident.getResolvedAt());
        json.put("resolvedBy", detail.cut(incident.getResolvedBy()));
        incident.getStartedAt().ifPresent(it -> json.put("startedAt", it.toString()));
        json.put("alertsTotal", incident.getAlertsTotal());
        json.put("alertsFiring", incident.getAlertsFiring());
        json.put("confidential", incident.getConfidential());
        json.put("flapping", incident.getFlapping());
        json.put("storm", incident.getCorrelationKey().contains("{storm="));
        json.put("parent", incident.getParentId());
        json.put("parentReason", detail.cut(incident.getParentReason()));
        incident.getRespondWithinMillis().ifPresent(millis -> json.put("respondBy", incident.getRoundStartedAt()
                .plusMillis(millis).toString()));
        json.put("alertsSuppressed", incident.getAlertsSuppressed());
        json.put("alertsLeftOutBySender", incident.getTruncatedAlerts());
        json.put("roles", labels(incident.getRoles(), detail));
        json.put("steps", incident.getSteps().stream().limit(detail.members()).map(detail::cut).toList());
        json.put("suspects", incident.getSuspects().stream().limit(detail.members()).map(it -> suspect(it, detail))
                .toList());
        handling(json, incident, detail);
        json.put("labels", labels(incident.getLabels(), detail));
        json.put("alerts", incident.getAlerts().stream().limit(detail.members()).map(it -> alert(it, detail)).toList());
        return json;
    }

    private static Map<String, Object> suspect(Suspect suspect, Detail detail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("change", detail.cut(suspect.getChangeId()));
        json.put("kind", detail.cut(suspect.getKind()));
        json.put("service", detail.cut(suspect.getService()));
        json.put("summary", detail.cut(suspect.getSummary()));
        json.put("author", detail.cut(suspect.getAuthor()));
        json.put("changedAt", suspect.getChangedAt().toString());
        suspect.getLinks().stream().map(link -> link.getHref()).filter(SafeText::isWebAddress).findFirst().ifPresent(
                href -> json.put("href", detail.address(href)));
        return json;
    }

    private static void time(Map<String, Object> json, String name, Optional<Instant> at) {
        at.ifPresent(it -> json.put(name, it.toString()));
    }

    private static Map<String, Object> alert(IncidentAlert alert, Detail detail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("identity", detail.cut(alert.getIdentity()));
        json.put("name", detail.cut(alert.getName()));
        json.put("summary", detail.cut(alert.getSummary()));
        json.put("source", alert.getSource());
        json.put("status", alert.getStatus().name());
        json.put("since", alert.getSince().toString());
        json.put("labels", labels(alert.getLabels(), detail));
        return json;
    }

    private static Map<String, String> labels(Map<String, String> labels, Detail detail) {
        return new TreeMap<>(labels).entrySet().stream().limit(detail.labels()).collect(Collectors.toMap(
                it -> SafeText.cut(SafeText.line(it.getKey()), 100), it -> SafeText.cut(SafeText.line(it.getValue()),
                        200),
                (first, _) -> first, TreeMap::new));
    }

    /** What people did about it. */
    private static void handling(Map<String, Object> json, Incident incident, Detail detail) {
        json.put("acknowledgesNeeded", incident.getAcknowledgesNeeded());
        json.put("acknowledgements", incident.getAcknowledgements().stream().limit(detail.members()).map(it -> Map.of(
                "by", detail.cut(it.getBy()), "via", detail.cut(it.getVia()), "at", it.getAt().toString())).toList());
        json.put("assessment", detail.lines(incident.getAssessment()));
        json.put("assessedBy", detail.cut(incident.getAssessedBy()));
        time(json, "assessedAt", incident.getAssessedAt());
        json.put("updatesTotal", incident.getUpdatesTotal());
        if (!incident.getUpdates().isEmpty()) {
            json.put("lastUpdate", update(incident.getUpdates().getLast(), detail));
        }
        incident.getMitigation().ifPresent(it -> json.put("mitigation", Map.of("action", detail.lines(it.getAction()),
                "nextSteps", detail.lines(it.getNextSteps()))));
        incident.getResolution().ifPresent(it -> json.put("resolution", Map.of("cause", detail.lines(it.getCause()),
                "fix", detail.lines(it.getFix()), "impact", detail.lines(it.getImpact()), "review", detail.address(it
                        .getReview()))));
        json.put("tasks", incident.getTasks().stream().limit(detail.members()).map(it -> task(it, detail)).toList());
        json.put("mergedInto", incident.getMergedInto());
    }

    private static Map<String, Object> update(StatusUpdate update, Detail detail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("number", update.getNumber());
        json.put("audience", update.getAudience().name());
        json.put("status", detail.cut(update.getStatus()));
        json.put("text", detail.lines(update.getText()));
        json.put("by", detail.cut(update.getBy()));
        json.put("at", update.getAt().toString());
        time(json, "nextAt", update.getNextAt());
        return json;
    }

    private static Map<String, Object> task(IncidentTask task, Detail detail) {
        var json = new LinkedHashMap<String, Object>();
        json.put("id", detail.cut(task.getId()));
        json.put("text", detail.cut(task.getText()));
        json.put("owner", detail.cut(task.getOwner()));
        time(json, "dueAt", task.getDueAt());
        time(json, "doneAt", task.getDoneAt());
        return json;
    }
}
