package dev.tocsin.ingest.format.alertmanager;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.ingest.format.json.Fields;

/**
 * What a webhook body says of all its alerts. Alertmanager repeats it in each alert; hand-made senders leave it out there. It
 * fills the gaps, and the alert's own words always win.
 */
record Group(Fields root) {

    /** Whether the body is a list of alerts as posted to the API, where alerts have no fingerprints. */
    boolean isList() {
        return root.isArray();
    }

    /** The body's status; used for an alert that has none of its own. */
    String status() {
        return root.text("status");
    }

    /** Own labels of an alert, without empty ones, completed by what the body says of all. */
    Map<String, String> completed(Map<String, String> own) {
        return filled(filled(own, "commonLabels"), "groupLabels");
    }

    /** Own annotations of an alert with the gaps filled. */
    Map<String, String> annotations(Map<String, String> own) {
        return filled(own, "commonAnnotations");
    }

    /** How many alerts the sender left out of this body, by its own count. */
    int truncatedAlerts() {
        return (int) Math.clamp(Math.ceil(root.number("truncatedAlerts").orElse(0)), 0, Integer.MAX_VALUE);
    }

    private Map<String, String> filled(Map<String, String> own, String common) {
        var all = new LinkedHashMap<>(own);
        root.in(common).textsAndNested().forEach((name, value) -> {
            if (!value.isEmpty() && all.getOrDefault(name, "").isEmpty()) {
                all.put(name, value);
            }
        });
        return all;
    }
}
