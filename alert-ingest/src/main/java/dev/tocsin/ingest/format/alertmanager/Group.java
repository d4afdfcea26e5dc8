package dev.tocsin.ingest.format.alertmanager;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

import dev.tocsin.ingest.format.json.Fields;

/**
 * What a webhook body says of all its alerts. It fills gaps of hand-made senders, and only with what classifies or
 * explains: the alert's own words always win, and common labels of broken senders are often wrong.
 */
record Group(Fields root) {

    private static final Set<String> CLASSIFYING = Set.of("alertname", "severity", "priority", "service", "job",
            "namespace", "team", "env", "environment", "cluster");
    private static final Set<String> EXPLAINING = Set.of("summary", "description", "title", "message", "runbook_url",
            "runbook");

    /** The body's status; used for an alert that has none of its own. */
    String status() {
        return root.text("status");
    }

    /** Own labels of an alert with the gaps filled. */
    Map<String, String> labels(Map<String, String> own) {
        return filled(own, "commonLabels", CLASSIFYING);
    }

    /** Own annotations of an alert with the gaps filled. */
    Map<String, String> annotations(Map<String, String> own) {
        return filled(own, "commonAnnotations", EXPLAINING);
    }

    private Map<String, String> filled(Map<String, String> own, String common, Set<String> names) {
        var all = new LinkedHashMap<>(own);
        root.in(common).texts().forEach((name, value) -> {
            if (names.contains(name) && !value.isEmpty()) {
                all.putIfAbsent(name, value);
            }
        });
        return all;
    }
}
