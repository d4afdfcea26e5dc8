package dev.tocsin.notifier.message;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Order of labels by usefulness: location, ownership, labels that the message already shows, machine-generated labels.
 */
final class LabelOrder {

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_VALUE = 80;

    private static final List<String> FIRST = List.of("instance", "pod", "host", "hostname", "nodename", "node",
            "device", "mountpoint", "disk", "volume", "persistentvolumeclaim", "interface", "container", "deployment",
            "statefulset", "daemonset", "job_name", "cronjob", "queue", "topic", "consumergroup", "database", "datname",
            "table", "index", "endpoint", "path", "url", "target", "instanceid", "dbinstanceidentifier",
            "functionname", "queuename", "loadbalancer", "targetgroup", "clustername", "namespace", "cluster", "zone",
            "availability_zone", "region", "component", "job");
    private static final List<String> SAID_ALREADY = List.of("service", "env", "environment", "stage", "team", "owner",
            "severity", "level", "priority");
    private static final List<String> LAST = List.of("prometheus", "prometheus_replica", "replica", "monitor",
            "pod_template_hash", "uid", "id", "__alert_rule_uid__", "grafana_folder", "controller_revision_hash");

    private static final Comparator<Map.Entry<String, String>> ORDER = Comparator.<Map.Entry<String, String>>comparingInt(
            label -> rank(label.getKey()))
            .thenComparing(Map.Entry.comparingByKey());

    private LabelOrder() {}

    /**
     * As {@code instance=db-1, device=sda and 3 more}.
     *
     * @param most
     *            number of labels shown
     */
    static String text(Map<String, String> labels, int most) {
        var shown = labels.entrySet().stream().sorted(ORDER).limit(most).map(label -> SafeText.cut(SafeText.line(label
                .getKey()), LONGEST_NAME) + "=" + SafeText.cut(SafeText.line(label.getValue()), LONGEST_VALUE))
                .collect(Collectors.joining(", "));
        return labels.size() > most ? shown + " and " + (labels.size() - most) + " more" : shown;
    }

    private static int rank(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        var first = FIRST.indexOf(lower);
        if (first >= 0) {
            return first;
        }
        var others = FIRST.size();
        var already = SAID_ALREADY.indexOf(lower);
        if (already >= 0) {
            return others + 1 + already;
        }
        return LAST.contains(lower) || lower.startsWith("__") ? others + 1 + SAID_ALREADY.size() : others;
    }
}
