package dev.tocsin.ingest.format.alertmanager;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Refusal;
import dev.tocsin.ingest.format.RefusalReason;
import dev.tocsin.ingest.format.RefusedException;
import dev.tocsin.ingest.format.Texts;
import dev.tocsin.ingest.format.json.Fields;

/**
 * The webhook of Prometheus' Alertmanager (version "4", and "3" of 2016), and Grafana's, which has the same shape with
 * version "1". Source of the facts: prometheus/alertmanager template/template.go and notify/webhook, and bodies of public
 * projects.
 */
public final class AlertmanagerFormat implements AlertFormat {

    public static final String NAME = "alertmanager";

    /** Empty: hand-made senders leave it out. */
    private static final Set<String> VERSIONS = Set.of("4", "3", "1", "");

    /** Order in which two deliveries of one alert apply. */
    private static final Comparator<Alert> OCCURRENCE = Comparator.comparing(Alert::getStartsAt)
            .thenComparing(alert -> alert.getStatus() == AlertStatus.RESOLVED);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return false;
    }

    @Override
    public Reading read(Incoming incoming) {
        return incoming.read(root -> read(root, incoming));
    }

    private static Reading read(Fields root, Incoming incoming) {
        if (root.node().isString()) {
            return new Reading.Refused(RefusalReason.NOT_JSON,
                    "The body is a JSON text that holds JSON; send the object itself, quoted once.");
        }
        if (!root.isObject()) {
            return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, root.isArray()
                    ? "The body is a list, as for Alertmanager's own API; point a webhook receiver here instead."
                    : "Send a JSON object with the member alerts.");
        }
        var version = root.text("version").strip();
        if (!VERSIONS.contains(version)) {
            return new Reading.Refused(RefusalReason.UNKNOWN_VERSION, "Version '" + Texts.cut(version, 40)
                    + "' is not known; known are 4 (Alertmanager), 3 (old Alertmanager) and 1 (Grafana).");
        }
        if (!root.in("alerts").isArray()) {
            return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                    "The member alerts must be a list of alerts; it is missing or something else.");
        }
        if (root.list("alerts").isEmpty()) {
            return new Reading.Refused(RefusalReason.NO_ALERTS, "The list alerts is empty; send at least one alert.");
        }
        return new Body(root, incoming).read();
    }

    /** Reads the alerts of one body. */
    private static final class Body {

        private final Group group;
        private final Incoming incoming;
        private final List<Refusal> refusals = new ArrayList<>();

        Body(Fields root, Incoming incoming) {
            this.group = new Group(root);
            this.incoming = incoming;
        }

        Reading read() {
            var grouped = new ArrayList<GroupedAlert>();
            for (var element : group.root().list("alerts")) {
                attempt(() -> grouped.add(GroupedAlert.of(element)));
            }
            var labelsOf = new HashMap<String, Map<String, String>>();
            var ambiguous = new HashMap<String, Boolean>();
            for (var alert : grouped) {
                var first = labelsOf.putIfAbsent(alert.claimed(), alert.labels());
                ambiguous.merge(alert.claimed(), first != null && !first.equals(alert.labels()), Boolean::logicalOr);
            }
            var alerts = new LinkedHashMap<String, Alert>();
            for (var alert : grouped) {
                attempt(() -> {
                    var computed = alert.claimed().isEmpty() || ambiguous.get(alert.claimed());
                    var read = alert.toAlert(group, computed ? alert.computed() : alert.claimed(), incoming);
                    alerts.merge(read.getIdentity(), read, Body::later);
                });
            }
            if (alerts.isEmpty()) {
                return new Reading.Refused(refusals.getFirst());
            }
            return new Reading.Alerts(List.copyOf(alerts.values()),
                    group.root().list("alerts").size() - refusals.size() - alerts.size(), leftOut());
        }

        private static Alert later(Alert one, Alert next) {
            return OCCURRENCE.compare(next, one) >= 0 ? next : one;
        }

        private Optional<Refusal> leftOut() {
            return refusals.stream().findFirst().map(first -> new Refusal(first.reason(),
                    refusals.size() + " of the body's alerts could not be read. The first: " + first.detail()));
        }

        private void attempt(Runnable reading) {
            try {
                reading.run();
            } catch (RefusedException refused) {
                refusals.add(refused.refusal());
            }
        }
    }
}
