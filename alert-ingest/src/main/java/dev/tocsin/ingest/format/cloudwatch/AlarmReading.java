package dev.tocsin.ingest.format.cloudwatch;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** What a change of an alarm's state means to us. CloudWatch tells transitions only, each once. */
final class AlarmReading {

    private AlarmReading() {}

    static Reading of(AlarmChange change, Incoming incoming) {
        return switch (change.state().strip().toUpperCase(Locale.ROOT)) {
            case "ALARM" -> change.suppressedBy().isBlank()
                    ? Reading.Alerts.of(alert(change, true, incoming))
                    : new Reading.NoAlert(NoAlertReason.ALARM_ACTIONS_SUPPRESSED,
                            "The alarm is in ALARM, but " + change.suppressedBy() + " suppresses its actions.");
            case "OK" -> Reading.Alerts.of(alert(change, false, incoming));
            case "INSUFFICIENT_DATA" -> new Reading.NoAlert(NoAlertReason.ALARM_INSUFFICIENT_DATA,
                    "The alarm has insufficient data. An open incident stays open.");
            case String other -> throw new RefusedException(RefusalReason.UNKNOWN_STATE,
                    "The alarm state must be OK, ALARM or INSUFFICIENT_DATA, not '" + Texts.cut(other, 40) + "'.");
        };
    }

    /** A deleted alarm will never turn OK: what was open of it ends. */
    static Reading deleted(AlarmChange change, Incoming incoming) {
        var name = change.name().isBlank() ? change.arn() : change.name();
        return Reading.Alerts.of(draft(change, false, incoming).summary(name + " (deleted)").endReason(
                "the alarm was deleted").build());
    }

    private static Alert alert(AlarmChange change, boolean firing, Incoming incoming) {
        return draft(change, firing, incoming).build();
    }

    private static AlertDraft draft(AlarmChange change, boolean firing, Incoming incoming) {
        var draft = new AlertDraft(incoming, CloudWatchFormat.NAME);
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("the time of the state change", change.at());
        identify(draft, change);
        if (firing) {
            draft.firing(at);
        } else {
            draft.resolved(at, at);
        }
        var name = change.name().isBlank() ? change.arn() : change.name();
        return draft.name(name).summary(summary(change, name, firing)).description(change.reason())
                .labels(labels(change, name)).annotations(annotations(change))
                .value("threshold", change.threshold()).value("value", change.value())
                .link("CloudWatch console", AlarmConsole.address(change)).deliveryId(change.deliveryId());
    }

    private static void identify(AlertDraft draft, AlarmChange change) {
        if (change.arn().isBlank()) {
            draft.identity("alarm", change.account(), change.region(), change.name(), change.contributor());
        } else {
            draft.identity("arn", change.arn(), change.contributor());
        }
    }

    private static String summary(AlarmChange change, String name, boolean firing) {
        var what = change.description().isBlank() ? name : name + ": " + change.description();
        return firing ? what : what + " (OK)";
    }

    private static Map<String, String> labels(AlarmChange change, String name) {
        var labels = new LinkedHashMap<String, String>();
        put(labels, "AlarmName", name);
        put(labels, "AWSAccountId", change.account());
        put(labels, "Region", change.region());
        put(labels, "AlarmContributorId", change.contributor());
        change.metric().forEach(labels::putIfAbsent);
        return labels;
    }

    private static Map<String, String> annotations(AlarmChange change) {
        var annotations = new LinkedHashMap<String, String>();
        put(annotations, "AlarmArn", change.arn());
        put(annotations, "AlarmDescription", change.description());
        put(annotations, "StateReason", change.reason());
        put(annotations, "PreviousState", change.previousState());
        return annotations;
    }

    private static void put(Map<String, String> map, String name, String value) {
        if (!value.isBlank()) {
            map.put(name, value);
        }
    }
}
