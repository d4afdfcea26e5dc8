package dev.tocsin.correlator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Link;

/** Builds alerts; every setter gives a new fixture. */
public record AlertFixture(String identity, String name, String summary, String description, Optional<Instant> startsAt,
        Optional<Instant> endsAt, Map<String, String> labels, Map<String, String> annotations,
        Map<String, Double> values, List<Link> links) {

    /** An alert of severity critical about one instance, called DiskFull. */
    public static AlertFixture anAlert(String instance) {
        return new AlertFixture("prom:" + instance, "DiskFull", "Disk full on " + instance, "", Optional.empty(),
                Optional.empty(), Map.of("alertname", "DiskFull", "instance", instance, "severity", "critical"),
                Map.of(), Map.of(), List.of());
    }

    /** The same of another source. */
    public AlertFixture from(String source) {
        return new AlertFixture(source + identity.substring(identity.indexOf(':')), name, summary, description,
                startsAt, endsAt, labels, annotations, values, links);
    }

    public AlertFixture named(String other) {
        return new AlertFixture(identity, other, summary, description, startsAt, endsAt, labels, annotations, values,
                links)
                .label("alertname", other);
    }

    public AlertFixture severity(String severity) {
        return label("severity", severity);
    }

    public AlertFixture label(String label, String value) {
        var more = new TreeMap<>(labels);
        more.put(label, value);
        return new AlertFixture(identity, name, summary, description, startsAt, endsAt, more, annotations, values,
                links);
    }

    public AlertFixture annotation(String annotation, String value) {
        var more = new TreeMap<>(annotations);
        more.put(annotation, value);
        return new AlertFixture(identity, name, summary, description, startsAt, endsAt, labels, more, values, links);
    }

    public AlertFixture value(String name, double number) {
        var more = new TreeMap<>(values);
        more.put(name, number);
        return new AlertFixture(identity, name(), summary, description, startsAt, endsAt, labels, annotations, more,
                links);
    }

    public AlertFixture described(String other) {
        return new AlertFixture(identity, name, summary, other, startsAt, endsAt, labels, annotations, values, links);
    }

    public AlertFixture says(String other) {
        return new AlertFixture(identity, name, other, description, startsAt, endsAt, labels, annotations, values,
                links);
    }

    public AlertFixture link(String href) {
        var more = new ArrayList<>(links);
        more.add(new Link("a place", href));
        return new AlertFixture(identity, name, summary, description, startsAt, endsAt, labels, annotations, values,
                more);
    }

    public AlertFixture since(Instant at) {
        return new AlertFixture(identity, name, summary, description, Optional.of(at), endsAt, labels, annotations,
                values,
                links);
    }

    public AlertFixture until(Instant at) {
        return new AlertFixture(identity, name, summary, description, startsAt, Optional.of(at), labels, annotations,
                values,
                links);
    }

    public Alert firing() {
        return in(AlertStatus.FIRING);
    }

    public Alert resolved() {
        return in(AlertStatus.RESOLVED);
    }

    public Alert in(AlertStatus status) {
        return Alert.newBuilder().setIdentity(identity).setSource(identity.substring(0, identity.indexOf(':')))
                .setFormat("alertmanager").setStatus(status)
                .setName(name).setSummary(summary).setDescription(description).setLabels(labels)
                .setAnnotations(annotations).setValues(values).setStartsAt(startsAt.orElseThrow())
                .setEndsAt(endsAt.filter(end -> status == AlertStatus.RESOLVED).orElse(null)).setLinks(links)
                .setReceivedId("received-1").build();
    }
}
