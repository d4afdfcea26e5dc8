package dev.tocsin.console.projection;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;

/** The alerts that an incident had when somebody was told of it, in one short line: how many, and what sets them apart. */
final class AlertsThen {

    private static final int SHOWN = 5;
    private static final int LABELS = 4;
    private static final List<String> SAID_ALREADY = List.of("alertname", "service", "severity", "environment", "env",
            "team");

    private AlertsThen() {}

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
        return Headline.cut(Stream.of(incident.getAlertsFiring() + " firing of " + incident.getAlertsTotal(), each
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
                && !SAID_ALREADY.contains(label.getKey())).limit(LABELS).map(label -> label.getKey() + "=" + label
                        .getValue()).collect(Collectors.joining(", "));
    }
}
