package dev.tocsin.policy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;

/** Alerts for tests, each with sane defaults. */
public final class AlertBuilder {

    private final Map<String, String> labels = new HashMap<>();
    private final Map<String, String> annotations = new HashMap<>();
    private final Map<String, Double> values = new HashMap<>();
    private String name = "HighErrorRate";
    private String format = "alertmanager";

    public static AlertBuilder anAlert() {
        return new AlertBuilder();
    }

    public AlertBuilder named(String alertName) {
        name = alertName;
        return this;
    }

    public AlertBuilder format(String ofFormat) {
        format = ofFormat;
        return this;
    }

    public AlertBuilder with(String label, String value) {
        labels.put(label, value);
        return this;
    }

    public AlertBuilder annotated(String annotation, String value) {
        annotations.put(annotation, value);
        return this;
    }

    public AlertBuilder measured(String value, double number) {
        values.put(value, number);
        return this;
    }

    public Alert build() {
        return Alert.newBuilder().setIdentity("test:1").setSource("test").setFormat(format)
                .setStatus(AlertStatus.FIRING).setName(name).setSummary("Too many errors").setLabels(labels)
                .setAnnotations(annotations).setValues(values).setStartsAt(Instant.parse("2026-03-02T08:30:00Z"))
                .setReceivedId("r-1").build();
    }
}
