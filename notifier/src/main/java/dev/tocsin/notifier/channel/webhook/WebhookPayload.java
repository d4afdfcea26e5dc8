package dev.tocsin.notifier.channel.webhook;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.Suspect;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.message.Clean;
import dev.tocsin.notifier.message.Message;
import tools.jackson.databind.json.JsonMapper;

/**
 * The body that a webhook's receiver gets: {@code type}, {@code timestamp} and {@code data}, as Standard Webhooks
 * recommends, and below the 20 kB that it recommends: long texts and lists are cut.
 */
final class WebhookPayload {

    /** Recommended by the specification. */
    static final int LARGEST = 20_000;

    private static final JsonMapper JSON = JsonMapper.shared();

    private WebhookPayload() {}

    /** How much goes in; each step leaves more out. */
    private enum Detail {
        FULL(10, 20, 1000), SHORT(3, 10, 300), LEAST(0, 0, 200);

        private final int alerts;
        private final int labels;
        private final int text;

        Detail(int alerts, int labels, int text) {
            this.alerts = alerts;
            this.labels = labels;
            this.text = text;
        }

        String cut(String value) {
            return Clean.cut(Clean.line(value), text);
        }
    }

    static byte[] json(Dispatch dispatch) {
        byte[] body = {};
        for (var detail : Detail.values()) {
            body = JSON.writeValueAsBytes(envelope(dispatch, detail));
            if (body.length <= LARGEST) {
                return body;
            }
        }
        return body;
    }

    private static Map<String, Object> envelope(Dispatch dispatch, Detail detail) {
        var envelope = new LinkedHashMap<String, Object>();
        envelope.put("type", "tocsin." + dispatch.notification().getKind().name().toLowerCase(java.util.Locale.ROOT));
        envelope.put("timestamp", dispatch.notification().getCreatedAt().toString());
        envelope.put("data", data(dispatch, detail));
        return envelope;
    }

    private static Map<String, Object> data(Dispatch dispatch, Detail detail) {
        var notification = dispatch.notification();
        var data = new LinkedHashMap<String, Object>();
        data.put("notification", notification.getId());
        data.put("kind", notification.getKind().name());
        data.put("target", notification.getTarget());
        data.put("address", notification.getAddress());
        data.put("rung", notification.getRung());
        data.put("late", notification.getLate());
        data.put("dueAt", notification.getDueAt().toString());
        data.put("possibleRepeat", dispatch.possibleRepeat());
        data.put("reason", detail.cut(notification.getReason()));
        data.put("alsoTold", notification.getAlsoTold().stream().limit(50).map(detail::cut).toList());
        data.put("headline", dispatch.message().headline());
        data.put("text", dispatch.message().lines().stream().map(Message.Line::plain).map(detail::cut)
                .limit(detail == Detail.LEAST ? 10 : 40).collect(Collectors.joining("\n")));
        data.put("incident", incident(notification.getIncident(), detail));
        return data;
    }

    private static Map<String, Object> incident(Incident incident, Detail detail) {
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
        json.put("summary", detail.cut(incident.getSummary()));
        json.put("customerFacing", incident.getCustomerFacing());
        json.put("security", incident.getSecurity());
        json.put("runbook", detail.cut(incident.getRunbook()));
        json.put("openedAt", incident.getOpenedAt().toString());
        json.put("roundStartedAt", incident.getRoundStartedAt().toString());
        time(json, "acknowledgedAt", incident.getAcknowledgedAt());
        json.put("acknowledgedBy", detail.cut(incident.getAcknowledgedBy()));
        time(json, "mitigatedAt", incident.getMitigatedAt());
        json.put("mitigatedBy", detail.cut(incident.getMitigatedBy()));
        time(json, "resolvedAt", incident.getResolvedAt());
        json.put("resolvedBy", detail.cut(incident.getResolvedBy()));
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
        json.put("roles", labels(incident.getRoles(), detail));
        json.put("steps", incident.getSteps().stream().limit(detail.alerts).map(detail::cut).toList());
        json.put("suspects", incident.getSuspects().stream().limit(detail.alerts).map(it -> suspect(it, detail))
                .toList());
        json.put("labels", labels(incident.getLabels(), detail));
        json.put("alerts", incident.getAlerts().stream().limit(detail.alerts).map(it -> alert(it, detail)).toList());
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
        suspect.getLinks().stream().map(link -> link.getHref()).filter(Clean::isWebAddress).findFirst().ifPresent(
                href -> json.put("href", detail.cut(href)));
        return json;
    }

    private static void time(Map<String, Object> json, String name, java.util.Optional<Instant> at) {
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
        return json;
    }

    private static Map<String, String> labels(Map<String, String> labels, Detail detail) {
        return new TreeMap<>(labels).entrySet().stream().limit(detail.labels).collect(Collectors.toMap(
                it -> Clean.cut(Clean.line(it.getKey()), 100), it -> Clean.cut(Clean.line(it.getValue()), 200),
                (first, _) -> first, TreeMap::new));
    }

}
