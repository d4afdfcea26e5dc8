package dev.tocsin.console.projection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;

/** One line about the alerts of an incident at the time of a notification: their number and their distinct labels. */
final class AlertsSummary {

    private static final int SHOWN = 5;
    private static final int LABELS = 4;
    private static final List<String> SHOWN_ELSEWHERE = List.of("alertname", "service", "severity", "environment",
            "env",
            "team");

    private AlertsSummary() {}

    static String of(Incident incident) {
        if (incident.getAlertsTotal() == 0) {
            return "";
        }
        var firing = incident.getAlerts().stream().filter(it -> it.getStatus() == AlertStatus.FIRING).toList();
        var shared = firing.size() > 1 ? shared(firing) : Map.<String, String>of();
        var each = firing.stream().limit(SHOWN).map(alert -> own(alert, shared)).filter(it -> !it.isEmpty()).distinct()
                .collect(Collectors.joining(" | "));
        var more = incident.getAlertsFiring() > SHOWN && !each.isEmpty()
                ? " and " + (incident.getAlertsFiring() - SHOWN) + " more"
                : "";
        return IncidentHeadline.cut(Stream.of(incident.getAlertsFiring() + " firing of " + incident.getAlertsTotal(),
                each
                        + more).filter(it -> !it.isEmpty()).collect(Collectors.joining(": ")));
    }

    private static Map<String, String> shared(List<IncidentAlert> alerts) {
        var shared = new TreeMap<>(alerts.getFirst().getLabels());
        alerts.forEach(alert -> shared.entrySet().removeIf(label -> !label.getValue().equals(alert.getLabels().get(label
                .getKey()))));
        return shared;
    }

    private static String own(IncidentAlert alert, Map<String, String> shared) {
        return new TreeMap<>(alert.getLabels()).entrySet().stream().filter(label -> !shared.containsKey(label.getKey())
                && !SHOWN_ELSEWHERE.contains(label.getKey())).limit(LABELS).map(label -> label.getKey() + "=" + label
                        .getValue()).collect(Collectors.joining(", "));
    }
}
