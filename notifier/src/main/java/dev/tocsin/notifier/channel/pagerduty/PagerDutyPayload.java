package dev.tocsin.notifier.channel.pagerduty;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Json;
import dev.tocsin.notifier.message.Message;
import dev.tocsin.notifier.message.SafeText;
import dev.tocsin.notifier.secret.Secret;
import dev.tocsin.policy.channel.ChannelCatalogue;
import tools.jackson.databind.json.JsonMapper;

/** An event of PagerDuty's Events API v2 (developer.pagerduty.com, "Send an alert event"). */
final class PagerDutyPayload {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONGEST_SUMMARY = ChannelCatalogue.known("pagerduty").limit("summary")
            .most();
    private static final int LONGEST_DETAIL = 4000;
    private static final int MOST_ROWS = 25;

    private PagerDutyPayload() {}

    static byte[] json(Dispatch dispatch, PagerDutyAction action, Secret routingKey) {
        var event = new LinkedHashMap<String, Object>();
        event.put("routing_key", routingKey.reveal());
        event.put("event_action", action.word());
        event.put("dedup_key", DeduplicationKeys.ofIncident(dispatch.notification()));
        if (action == PagerDutyAction.TRIGGER) {
            event.put("client", "Tocsin");
            event.put("payload", payload(dispatch));
            event.put("links", links(dispatch.message()));
        }
        return JSON.writeValueAsBytes(event);
    }

    private static Map<String, Object> payload(Dispatch dispatch) {
        var incident = dispatch.notification().getIncident();
        var payload = new LinkedHashMap<String, Object>();
        payload.put("summary", SafeText.cut(dispatch.message().headline(), LONGEST_SUMMARY));
        payload.put("source", named(SafeText.cut(SafeText.line(incident.getService()), 255)));
        payload.put("severity", severity(incident.getSeverity().getRank()));
        payload.put("timestamp", incident.getRoundStartedAt().toString());
        payload.put("component", SafeText.cut(SafeText.line(incident.getService()), 255));
        payload.put("group", SafeText.cut(SafeText.line(incident.getTeam()), 255));
        payload.put("class", SafeText.cut(SafeText.line(incident.getSymptom()), 255));
        payload.put("custom_details", details(dispatch.message()));
        return payload;
    }

    /** By label, with line breaks, which PagerDuty shows. Addresses stand in the links and not here once more. */
    private static Map<String, String> details(Message message) {
        return message.lines().stream().map(line -> line.shortened(MOST_ROWS, LONGEST_DETAIL)).filter(
                line -> !line.value().isEmpty()).collect(Collectors.toMap(Message.Line::label,
                        line -> SafeText.cut(line.value(), LONGEST_DETAIL),
                        (first, next) -> SafeText.cut(first + "\n" + next, LONGEST_DETAIL), LinkedHashMap::new));
    }

    private static List<Map<String, Object>> links(Message message) {
        return message.lines().stream().flatMap(line -> line.href()
                .map(href -> Json.object("href", href, "text", line.text().isEmpty() ? line.label() : line.text()))
                .stream()).toList();
    }

    private static String named(String service) {
        return service.isEmpty() ? "unknown" : service;
    }

    /** PagerDuty has four. */
    private static String severity(int rank) {
        return switch (rank) {
            case 1 -> "critical";
            case 2 -> "error";
            case 3 -> "warning";
            default -> rank < 1 ? "critical" : "info";
        };
    }
}
