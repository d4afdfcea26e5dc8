package dev.tocsin.ingest.format.sentry;

import java.util.Locale;
import java.util.Set;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;

/**
 * Resource {@code activity_alert}: a rule that watches what happens to an issue. {@code data.activity.type} says what
 * happened; most of it is progress, such as {@code seer_root_cause_completed}, and wakes nobody. Source: sentry-docs,
 * integration-platform/webhooks/activity-alerts; the words are those of getsentry/sentry types/activity.py.
 */
final class SentryActivity {

    private static final int SHOWN = 60;
    private static final Set<String> FAULTS = Set.of("regression", "set_regression", "regressed", "unresolved",
            "set_unresolved", "reopened", "escalating", "set_escalating", "first_seen", "created", "create_issue");

    private SentryActivity() {}

    static Reading of(String action, Fields data, Incoming incoming) {
        var happened = word(data);
        if (happened.isEmpty()) {
            return SentryIssue.byStatus(data, incoming);
        }
        if (FAULTS.contains(happened)) {
            return SentryIssue.lifeCycle("unresolved", data, incoming);
        }
        if (happened.startsWith("set_resolved") || happened.equals("resolved")) {
            return SentryIssue.lifeCycle("resolved", data, incoming);
        }
        return new Reading.NoAlert(NoAlertReason.SENTRY_PROGRESS, "The activity '" + Texts.cut(Texts.mended(Texts
                .oneLine(happened)), SHOWN) + "' (" + Texts.cut(Texts.mended(Texts.oneLine(action)), SHOWN)
                + ") reports progress, not a fault.");
    }

    private static String word(Fields data) {
        var activity = data.in("activity");
        var type = activity.isObject() ? activity.firstText("type", "kind") : activity.text();
        var told = type.isBlank() ? data.firstText("activity_type") : type;
        return told.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_');
    }
}
