package dev.tocsin.ingest.format.sentry;

import java.util.Locale;

import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Hooks of Sentry's integration platform, its legacy WebHooks plugin and service hooks. What a hook is about stands in the
 * header {@code Sentry-Hook-Resource}; where that is missing, the body's members tell. Source: getsentry/sentry
 * sentry_apps, sentry-docs integration-platform/webhooks.
 */
public final class SentryFormat implements AlertFormat {

    public static final String NAME = "sentry";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean anyContentType() {
        return false;
    }

    /** An issue's id stays while its tags, and with them its service, change. */
    @Override
    public boolean identityOutlivesLabels() {
        return true;
    }

    @Override
    public Reading read(Incoming incoming) {
        try {
            return switch (incoming.json()) {
                case JsonReading.Unreadable(var refusal) -> new Reading.Refused(refusal);
                case JsonReading.Document(var root) when root.isObject() -> read(root, incoming);
                case JsonReading.Document(var root) when root.isText() ->
                    new Reading.Refused(RefusalReason.NOT_JSON,
                            "The body is a JSON string that contains JSON. Send the object itself.");
                case JsonReading.Document _ -> new Reading.Refused(RefusalReason.UNKNOWN_SHAPE, "Send a JSON object.");
            };
        } catch (RefusedException refused) {
            return new Reading.Refused(refused.refusal());
        }
    }

    private static Reading read(Fields root, Incoming incoming) {
        var data = root.in("data");
        if (!data.isObject()) {
            return flat(root, incoming);
        }
        var action = root.text("action");
        return switch (resource(data, incoming)) {
            case "issue" -> SentryIssue.lifeCycle(action, data, incoming);
            case "activity_alert" -> SentryActivity.of(action, data, incoming);
            case "event_alert" -> SentryEvent.fired(object(data, "event"), rule(data), incoming);
            case "error" -> SentryEvent.fired(object(data, "error"), "", incoming);
            case "metric_alert" -> SentryMetricAlert.of(action, data, incoming);
            default -> new Reading.NoAlert(NoAlertReason.SENTRY_OTHER_RESOURCE, "The hook is not about an alert.");
        };
    }

    /** The header's word; where the header is missing, or its object is, by the objects that are there. */
    private static String resource(Fields data, Incoming incoming) {
        var told = incoming.header("sentry-hook-resource").strip().toLowerCase(Locale.ROOT);
        if (!told.isEmpty()) {
            return told;
        }
        if (data.in("metric_alert").isObject()) {
            return "metric_alert";
        } else if (data.in("event").isObject()) {
            return "event_alert";
        } else if (data.in("error").isObject()) {
            return "error";
        } else if (data.in("issue").isObject()) {
            return data.in("alert").isObject() ? "activity_alert" : "issue";
        } else if (data.has("comment_id") || data.in("installation").isObject()) {
            return "other";
        }
        throw new RefusedException(RefusalReason.UNKNOWN_SHAPE,
                "The header Sentry-Hook-Resource is missing, and data has an unknown format. Send Sentry's body unchanged.");
    }

    private static Reading flat(Fields root, Incoming incoming) {
        if (root.in("group").isObject() && root.in("event").isObject()) {
            return SentryEvent.serviceHook(root, incoming);
        }
        if (root.in("event").isObject() || (root.has("id") && (root.has("project_name") || root.has("culprit")))) {
            return SentryEvent.legacy(root, incoming);
        }
        throw new RefusedException(RefusalReason.UNKNOWN_SHAPE,
                "Send a hook of Sentry's integration platform, legacy plugin or service hooks, unchanged.");
    }

    private static String rule(Fields data) {
        var named = data.text("triggered_rule");
        return named.isBlank() ? data.in("issue_alert").text("title") : named;
    }

    private static Fields object(Fields data, String name) {
        var object = data.in(name);
        if (!object.isObject()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "data." + name + " is missing. Send Sentry's body unchanged.");
        }
        return object;
    }
}
