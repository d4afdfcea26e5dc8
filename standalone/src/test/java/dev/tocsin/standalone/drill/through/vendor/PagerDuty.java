package dev.tocsin.standalone.drill.through.vendor;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import tools.jackson.databind.JsonNode;

/**
 * Events API v2 (developer.pagerduty.com, "Send an alert event"). An event with the key of an open alert is added to it; an
 * acknowledge or a resolve of a key that is not open does nothing.
 */
final class PagerDuty implements Vendor {

    private static final Set<String> SEVERITIES = Set.of("critical", "error", "warning", "info");

    private final Map<String, String> services;
    private final Map<String, String> open = new TreeMap<>();

    /**
     * @param services
     *            names of services by routing key
     */
    PagerDuty(Map<String, String> services) {
        this.services = new TreeMap<>(services);
    }

    @Override
    public String name() {
        return "pagerduty";
    }

    @Override
    public Answer take(Call call, Journal journal) {
        var event = call.json();
        var service = services.get(event.path("routing_key").asString(""));
        var action = event.path("event_action").asString("");
        var key = event.path("dedup_key").asString("");
        var wrong = wrong(event, service != null, action);
        if (!call.method().equals("POST") || !call.path().equals("/v2/enqueue") || !wrong.isEmpty()) {
            return Answer.json(400, Map.of("status", "invalid event", "message", "Event object is invalid", "errors",
                    List.copyOf(wrong)));
        }
        var alert = service + "/" + key;
        var before = open.getOrDefault(alert, "");
        switch (action) {
            case "trigger" -> {
                open.putIfAbsent(alert, "triggered");
                journal.add(name(), service, before.isEmpty() ? "triggered" : "triggered again", text(event));
            }
            case "acknowledge" -> journal.add(name(), service, open.replace(alert, "acknowledged") == null
                    ? "acknowledged in vain"
                    : "acknowledged", "");
            default -> journal.add(name(), service, open.remove(alert) == null ? "resolved in vain" : "resolved", "");
        }
        return Answer.json(202, Map.of("status", "success", "message", "Event processed", "dedup_key", key));
    }

    private static Set<String> wrong(JsonNode event, boolean isKnown, String action) {
        var wrong = new TreeSet<String>();
        var payload = event.path("payload");
        if (!isKnown) {
            wrong.add("'routing_key' is invalid");
        }
        if (!Set.of("trigger", "acknowledge", "resolve").contains(action)) {
            wrong.add("'event_action' is invalid");
        }
        if (action.equals("trigger")) {
            for (var field : List.of("summary", "source")) {
                if (payload.path(field).asString("").isEmpty()) {
                    wrong.add("'payload." + field + "' is missing or blank");
                }
            }
            if (!SEVERITIES.contains(payload.path("severity").asString(""))) {
                wrong.add("'payload.severity' is invalid (must be one of critical, warning, error or info)");
            }
        } else if (event.path("dedup_key").asString("").isEmpty()) {
            wrong.add("'dedup_key' is missing or blank");
        }
        return wrong;
    }

    private static String text(JsonNode event) {
        var text = new StringBuilder(event.path("payload").path("summary").asString(""));
        event.path("payload").path("custom_details").properties().forEach(detail -> text.append('\n').append(detail
                .getKey()).append(": ").append(detail.getValue().asString("")));
        event.path("links").forEach(link -> text.append('\n').append(link.path("text").asString("")).append(": ")
                .append(
                        link.path("href").asString("")));
        return text.toString();
    }

    /** Alerts that are not resolved. */
    Set<String> open() {
        return Set.copyOf(open.keySet());
    }
}
