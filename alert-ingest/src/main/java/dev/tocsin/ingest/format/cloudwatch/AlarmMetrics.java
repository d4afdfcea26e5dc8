package dev.tocsin.ingest.format.cloudwatch;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.tocsin.ingest.format.json.Fields;

/**
 * Labels of what an alarm measures, the same whichever envelope brought it. Of several metrics (metric math, anomaly
 * detection) only what all of them share is told.
 */
final class AlarmMetrics {

    private AlarmMetrics() {}

    /** From the {@code Trigger} of the alarm document: one metric, or a list {@code Metrics}. */
    static Map<String, String> ofTrigger(Fields trigger) {
        if (!trigger.list("Metrics").isEmpty()) {
            return shared(trigger.list("Metrics"));
        }
        return labels(trigger, trigger.text("MetricName"));
    }

    /** From the {@code configuration} of an event. */
    static Map<String, String> ofConfiguration(Fields configuration) {
        return shared(configuration.list("metrics"));
    }

    private static Map<String, String> shared(List<Fields> metrics) {
        return metrics.stream().map(metric -> metric.in("metricStat").in("metric")).filter(Fields::isObject)
                .map(metric -> labels(metric, metric.firstText("MetricName", "name")))
                .reduce((one, other) -> {
                    var both = new LinkedHashMap<>(one);
                    both.entrySet().retainAll(other.entrySet());
                    return both;
                }).orElse(Map.of());
    }

    private static Map<String, String> labels(Fields metric, String name) {
        var labels = new LinkedHashMap<String, String>();
        put(labels, "Namespace", metric.text("Namespace"));
        put(labels, "MetricName", name);
        var dimensions = metric.in("Dimensions");
        dimensions.texts().forEach((key, value) -> put(labels, key, value));
        dimensions.elements().forEach(pair -> put(labels, pair.text("name"), pair.text("value")));
        return labels;
    }

    private static void put(Map<String, String> labels, String name, String value) {
        if (!name.isBlank() && !value.isEmpty()) {
            labels.putIfAbsent(name, value);
        }
    }
}
