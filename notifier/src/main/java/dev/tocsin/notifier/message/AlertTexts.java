package dev.tocsin.notifier.message;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.notifier.message.Message.Line;

/** The alerts of an incident: counts, shared labels and one row each. */
final class AlertTexts {

    private static final int ROWS = 15;
    private static final int NAMES = 5;
    private static final int SHARED_LABELS = 12;
    private static final int OWN_LABELS = 6;
    private static final int LONGEST_ROW = 240;
    private static final int LONGEST_SUMMARY = 140;
    /** Name of an alert without a name. */
    private static final String UNNAMED = "unnamed alert";
    private static final String NAME_LABEL = "alertname";

    private final Incident incident;
    private final List<IncidentAlert> shown;
    private final Map<String, String> shared;
    private final boolean oneName;

    private AlertTexts(Incident incident) {
        this.incident = incident;
        var firing = incident.getAlerts().stream().filter(it -> it.getStatus() == AlertStatus.FIRING).toList();
        shown = (firing.isEmpty() ? incident.getAlerts() : firing).stream().sorted(Comparator.comparingInt(
                alert -> alert.getSeverity().map(it -> it.getRank()).orElse(Integer.MAX_VALUE))).toList();
        shared = shared();
        oneName = shown.stream().map(IncidentAlert::getName).distinct().count() == 1;
    }

    static List<Line> of(Incident incident) {
        return incident.getAlertsTotal() == 0 && incident.getAlerts().isEmpty()
                ? List.of()
                : new AlertTexts(incident).lines();
    }

    private List<Line> lines() {
        var rows = rows();
        var more = rows.isEmpty() ? 0 : Math.max(0, count() - rows.size());
        var lines = new Lines().all(List.of(new Line("Alerts", counts() + names(rows.isEmpty()), Optional.empty(),
                rows, more)));
        return lines.add(shown.size() > 1 ? "Shared labels" : "Labels", LabelOrder.text(shared, SHARED_LABELS))
                .add("Left out", leftOut()).made();
    }

    private String counts() {
        return incident.getAlertsFiring() + " firing of " + incident.getAlertsTotal() + (incident
                .getAlertsSuppressed() > 0 ? " (" + incident.getAlertsSuppressed() + " silenced)" : "");
    }

    private int count() {
        return shown.stream().anyMatch(it -> it.getStatus() == AlertStatus.FIRING)
                ? incident.getAlertsFiring()
                : incident.getAlertsTotal();
    }

    private String names(boolean all) {
        var names = shown.stream().map(it -> SafeText.line(it.getName())).filter(it -> !it.equals(UNNAMED) && !it
                .isEmpty()).distinct().toList();
        if (names.isEmpty() || (!all && !oneName)) {
            return "";
        }
        return ": " + names.stream().limit(NAMES).collect(Collectors.joining(", ")) + (names.size() > NAMES
                ? " and " + (names.size() - NAMES) + " more"
                : "");
    }

    /** One row for each alert with its distinguishing labels; empty if there are none. */
    private List<String> rows() {
        if (shown.size() < 2) {
            return List.of();
        }
        var rows = new ArrayList<String>();
        for (var alert : shown.subList(0, Math.min(ROWS, shown.size()))) {
            rows.add(row(alert));
        }
        return rows.stream().allMatch(String::isEmpty)
                ? List.of()
                : rows.stream().map(it -> it.isEmpty()
                        ? "(no other labels)"
                        : it).toList();
    }

    private String row(IncidentAlert alert) {
        var own = new TreeMap<>(alert.getLabels());
        own.entrySet().removeIf(label -> isShared(label) || label.getKey().equals(NAME_LABEL));
        var name = oneName || alert.getName().equals(UNNAMED) ? "" : SafeText.line(alert.getName());
        var severity = sameFor(it -> it.getSeverity().map(level -> level.getId()))
                ? ""
                : alert.getSeverity().map(it -> "[" + it.getId() + "]").orElse("");
        var head = Stream.of(severity, name, LabelOrder.text(own, OWN_LABELS)).filter(it -> !it.isEmpty()).collect(
                Collectors.joining(" "));
        var says = summary(alert);
        return SafeText.cut(Stream.of(head, says).filter(it -> !it.isEmpty()).collect(Collectors.joining(": ")),
                LONGEST_ROW);
    }

    private String summary(IncidentAlert alert) {
        return sameFor(IncidentAlert::getSummary) || alert.getSummary().equals(alert.getName())
                ? ""
                : SafeText.cut(SafeText.line(alert.getSummary()), LONGEST_SUMMARY);
    }

    private String leftOut() {
        var left = incident.getTruncatedAlerts();
        return left <= 0
                ? ""
                : "The sender omitted " + left + (left == 1 ? " more alert" : " more alerts")
                        + " (max_alerts); the counts exclude them.";
    }

    private <T> boolean sameFor(Function<IncidentAlert, T> trait) {
        return shown.stream().map(trait).distinct().count() <= 1;
    }

    private boolean isShared(Map.Entry<String, String> label) {
        return Objects.equals(shared.get(label.getKey()), label.getValue());
    }

    /** Labels shared by all alerts, including hidden ones. */
    private Map<String, String> shared() {
        if (shown.isEmpty()) {
            return incident.getLabels();
        }
        var common = new TreeMap<>(shown.getFirst().getLabels());
        shown.forEach(alert -> common.entrySet().removeIf(label -> !label.getValue().equals(alert.getLabels().get(label
                .getKey()))));
        if (incident.getAlertsHidden() > 0) {
            common.entrySet().removeIf(label -> !label.getValue().equals(incident.getLabels().get(label.getKey())));
        }
        if (common.getOrDefault(NAME_LABEL, "").equals(shown.getFirst().getName())) {
            common.remove(NAME_LABEL);
        }
        return common;
    }
}
