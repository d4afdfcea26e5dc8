package dev.tocsin.standalone.acceptance.harness;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * An alert of the load, the only one with its id.
 *
 * @param id
 *            in the label {@code load_id}
 * @param service
 *            alerts of one service become one incident
 * @param startsAt
 *            the same at every attempt, so that a second one is a repeat
 */
public record LoadAlert(String id, String service, Instant startsAt) {

    /** Label that holds the id. */
    public static final String LABEL = "load_id";

    /** Labels as Prometheus would send them. */
    Map<String, String> labels() {
        return Map.of("alertname", "Load", "service", service, "severity", "critical", LABEL, id);
    }

    /** Several as Alertmanager's webhook sends them, version 4. */
    public static String webhook(List<LoadAlert> alerts) {
        var each = alerts.stream().map(alert -> Map.of("status", "firing", "labels", alert.labels(), "annotations",
                Map.of("summary", "Load on " + alert.service()), "startsAt", alert.startsAt().toString(), "endsAt",
                "0001-01-01T00:00:00Z", "generatorURL", "")).toList();
        return Http.JSON.writeValueAsString(Map.of("version", "4", "groupKey", "{}:{alertname=\"Load\"}", "status",
                "firing", "receiver", "tocsin", "groupLabels", Map.of("alertname", "Load"), "commonLabels",
                Map.of("alertname", "Load"), "commonAnnotations", Map.of(), "externalURL", "", "alerts", each));
    }
}
