package dev.tocsin.benchmarks.correlator;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Link;
import dev.tocsin.event.Signal;

/**
 * Alerts of the size that Prometheus sends, five to a service and so to an incident. The number of an alert says
 * everything about it.
 */
final class AlertStream {

    static final int PER_INCIDENT = 5;

    private final String name;
    private final int alertNames;
    private long count;

    /**
     * @param name
     *            goes into every id, so that two streams share nothing
     * @param alertNames
     *            how many different alert names there are; the policy has a rule for each
     */
    AlertStream(String name, int alertNames) {
        this.name = name;
        this.alertNames = alertNames;
    }

    Signal firing(long number, Instant startsAt) {
        return signal(number, AlertStatus.FIRING, startsAt, null);
    }

    Signal resolved(long number, Instant startsAt, Instant endsAt) {
        return signal(number, AlertStatus.RESOLVED, startsAt, endsAt);
    }

    private Signal signal(long number, AlertStatus status, Instant startsAt, Instant endsAt) {
        var service = "service-" + name + "-" + number / PER_INCIDENT;
        var alertName = "Alert" + number / PER_INCIDENT % alertNames;
        var labels = new TreeMap<>(Map.of("alertname", alertName, "service", service, "severity", number % 3 == 0
                ? "critical"
                : "warning", "cluster", "eu-1", "namespace", "shop", "job", "node-exporter"));
        labels.putAll(Map.of("pod", service + "-7d9f8c6b5-" + number % PER_INCIDENT, "instance", "10.1.2."
                + number % 250 + ":9100"));
        var alert = Alert.newBuilder().setIdentity("prometheus:" + name + ":" + number).setSource("prometheus")
                .setFormat("alertmanager").setStatus(status).setName(alertName)
                .setSummary("Error rate of " + service + " is above five percent")
                .setDescription("More than five percent of the requests of the last five minutes failed.")
                .setLabels(labels).setAnnotations(Map.of("runbook_url", "https://runbooks.example.org/" + alertName))
                .setStartsAt(startsAt).setEndsAt(endsAt)
                .setLinks(List.of(new Link("graph", "https://prometheus.example.org/graph?g0.expr=" + alertName)))
                .setReceivedId("received-" + number).build();
        return Signal.newBuilder().setId(name + "-" + ++count).setServiceKey(service).setReceivedAt(startsAt)
                .setBody(alert).build();
    }
}
