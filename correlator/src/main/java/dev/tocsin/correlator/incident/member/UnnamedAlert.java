package dev.tocsin.correlator.incident.member;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;

/** A title, made from labels, for an alert without name and summary. */
final class UnnamedAlert {

    /** What ingest writes as name, and so as summary, where the source says neither. */
    private static final String PLACEHOLDER = "unnamed alert";
    private static final int SHOWN = 4;
    private static final int LONGEST_VALUE = 100;
    private static final List<String> FIRST = List.of("instance", "pod", "host", "hostname", "node", "device", "disk",
            "mountpoint", "container", "deployment", "queue", "topic", "database", "namespace", "cluster", "job");
    private static final List<String> LAST = List.of("service", "severity", "level", "priority", "env", "environment",
            "team", "prometheus", "replica", "uid");

    private UnnamedAlert() {}

    /** The alert's summary, or its labels where it is only the placeholder. */
    static String title(Alert alert) {
        if (!alert.getSummary().equals(PLACEHOLDER)) {
            return alert.getSummary();
        }
        if (alert.getLabels().isEmpty()) {
            return firstLine(alert);
        }
        return alert.getLabels().entrySet().stream().sorted(Comparator.<Map.Entry<String, String>>comparingInt(
                label -> rank(label.getKey())).thenComparing(Map.Entry.comparingByKey())).limit(SHOWN).map(
                        label -> label.getKey() + "=" + cut(label.getValue())).collect(Collectors.joining(", "));
    }

    private static String firstLine(Alert alert) {
        return alert.getDescription().lines().map(String::strip).filter(line -> !line.isEmpty()).findFirst().map(
                UnnamedAlert::cut).orElseGet(() -> "alert without name or labels from " + alert.getSource());
    }

    private static int rank(String name) {
        var first = FIRST.indexOf(name);
        return first >= 0 ? first : LAST.contains(name) ? FIRST.size() + 1 : FIRST.size();
    }

    private static String cut(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_VALUE
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_VALUE - 1)) + "…";
    }
}
