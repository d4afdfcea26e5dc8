package dev.tocsin.ingest.format.alertmanager;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/**
 * The webhook of Prometheus' Alertmanager (version "4", and "3" of 2016), and Grafana's, which has the same shape with
 * version "1". Any other version is read the same way: the list of alerts is what makes a body ours. A body that is itself a
 * list is what Prometheus, amtool and others post to Alertmanager's API ({@code POST /api/v2/alerts}); the same alert has the
 * same identity on both roads. Source of the facts: prometheus/alertmanager template/template.go, notify/webhook and
 * api/v2/api.go, prometheus/prometheus notifier, grafana/alerting receivers/webhook, and bodies of public projects.
 */
public final class AlertmanagerFormat implements AlertFormat {

    public static final String NAME = "alertmanager";

    private static final int SHOWN = 40;
    /** Empty: hand-made senders leave it out. */
    private static final Set<String> VERSIONS = Set.of("4", "3", "1", "");
    /** Group key of Grafana's test button: a fingerprint and the time. */
    private static final Pattern TEST_GROUP = Pattern.compile("(?:test|webhook)-[0-9a-f]{1,16}-\\d{9,19}");

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
        if (root.isText()) {
            return new Reading.Refused(RefusalReason.NOT_JSON,
                    "The body is a JSON string that contains JSON. Send the object itself.");
        }
        if (root.isArray()) {
            return posted(root, incoming);
        }
        if (!root.isObject()) {
            return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                    "Send a JSON object with the member alerts, or a list of alerts.");
        }
        if (!root.in("alerts").isArray() && !root.in("alerts").isObject()) {
            return new Reading.Refused(RefusalReason.UNKNOWN_SHAPE,
                    "The member alerts must be a list.");
        }
        var alerts = alerts(root);
        var group = new Group(root);
        if (alerts.isEmpty()) {
            return empty(group);
        }
        if (isTest(root, alerts)) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND,
                    "Grafana's test button sent this request. The connection works.");
        }
        var version = root.text("version").strip();
        if (!VERSIONS.contains(version)) {
            root.remarks().add("version '" + Texts.cut(Texts.oneLine(version), SHOWN) + "' is unknown: read as 4");
        }
        return new GroupReading(group, incoming).read(alerts, AlertState::sent);
    }

    /** A list, as Prometheus posts it to Alertmanager's API. */
    private static Reading posted(Fields root, Incoming incoming) {
        var alerts = root.elements();
        return alerts.isEmpty()
                ? new Reading.NoAlert(NoAlertReason.NO_ALERTS_IN_GROUP, "The list of alerts is empty.")
                : new GroupReading(new Group(root), incoming).read(alerts, AlertState::posted);
    }

    private static List<Fields> alerts(Fields root) {
        if (root.in("alerts").isArray()) {
            return root.list("alerts");
        }
        root.remarks().add("alerts is not a list: read as one alert");
        return List.of(root.in("alerts"));
    }

    private static Reading empty(Group group) {
        return group.truncatedAlerts() > 0
                ? new Reading.Refused(RefusalReason.NO_ALERTS, "The list alerts is empty, and the sender omitted "
                        + group.truncatedAlerts() + " alerts. Raise max_alerts.")
                : new Reading.NoAlert(NoAlertReason.NO_ALERTS_IN_GROUP, "The list alerts is empty.");
    }

    private static boolean isTest(Fields root, List<Fields> alerts) {
        return TEST_GROUP.matcher(root.text("groupKey")).matches() && alerts.stream().allMatch(alert -> alert.in(
                "labels").text("alertname").equals("TestAlert"));
    }
}
