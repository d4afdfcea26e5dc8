package dev.tocsin.ingest.format.sentry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** Hooks about an issue: its life cycle is the alert's. */
final class SentryIssue {

    private SentryIssue() {}

    /** Resource {@code issue}. */
    static Reading lifeCycle(String action, Fields data, Incoming incoming) {
        var issue = issueOf(data);
        return switch (action.toLowerCase(Locale.ROOT)) {
            case "created" -> opened(issue, incoming);
            case "unresolved", "reopened", "regressed" -> reopened(issue, incoming);
            case "resolved" -> resolved(issue, data.text("resolution_type"), incoming);
            case "deleted", "merged" -> gone(issue, action, incoming);
            case "ignored", "archived" -> new Reading.NoAlert(NoAlertReason.SENTRY_ISSUE_IGNORED,
                    "The issue was ignored in Sentry. An open incident stays open until it is resolved.");
            default -> new Reading.NoAlert(NoAlertReason.SENTRY_ISSUE_UPDATED,
                    "The change neither opens nor resolves the issue.");
        };
    }

    /** Something happened to an issue, and only its status says what that means. */
    static Reading byStatus(Fields data, Incoming incoming) {
        var issue = issueOf(data);
        return switch (issue.text("status").toLowerCase(Locale.ROOT)) {
            case "resolved" -> resolved(issue, "", incoming);
            case "ignored", "archived" -> new Reading.NoAlert(NoAlertReason.SENTRY_ISSUE_IGNORED,
                    "The issue is ignored in Sentry.");
            default -> reopened(issue, incoming);
        };
    }

    private static Reading opened(Fields issue, Incoming incoming) {
        var draft = draft(issue, incoming);
        return Reading.Alerts.of(draft.firing(
                HookTime.ofEvent("firstSeen", issue.firstText("firstSeen", "lastSeen"), incoming, draft.remarks()))
                .build());
    }

    private static Reading reopened(Fields issue, Incoming incoming) {
        return Reading.Alerts.of(draft(issue, incoming).firing(HookTime.ofTransition(incoming)).build());
    }

    private static Reading resolved(Fields issue, String resolution, Incoming incoming) {
        Instant at = HookTime.ofTransition(incoming);
        var draft = draft(issue, incoming).resolved(at, at);
        if (!resolution.isBlank() && !resolution.equals("now")) {
            draft.remarks().add("resolved in Sentry as " + resolution + ": it may not be fixed yet");
        }
        return Reading.Alerts.of(draft.build());
    }

    /** Under this id nothing will be told any more. */
    private static Reading gone(Fields issue, String action, Incoming incoming) {
        Instant at = HookTime.ofTransition(incoming);
        return Reading.Alerts.of(draft(issue, incoming).resolved(at, at)
                .endReason("the issue was " + action.toLowerCase(Locale.ROOT) + " in Sentry").build());
    }

    private static AlertDraft draft(Fields issue, Incoming incoming) {
        var id = issue.text("id").strip();
        if (id.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The issue has no ID. Send Sentry's body unchanged.");
        }
        var labels = new SentryLabels().project(issue.in("project"))
                .addresses(issue.text("project_url"), issue.text("web_url"), issue.text("permalink"))
                .put("level", issue.text("level")).put("platform", issue.text("platform"))
                .put("issue", issue.text("shortId")).put("priority", issue.text("priority"))
                .put("logger", issue.text("logger"));
        var title = issue.firstText("title", "culprit", "shortId");
        return new AlertDraft(incoming, SentryFormat.NAME).identity("issue", id).name(title).summary(title)
                .description(issue.text("culprit")).labels(labels.all()).annotations(annotations(issue, id))
                .link("Sentry issue", issue.firstText("web_url", "permalink"));
    }

    private static Map<String, String> annotations(Fields issue, String id) {
        var annotations = new LinkedHashMap<String, String>();
        annotations.put("issue_id", id);
        for (var name : new String[]{"culprit", "status", "substatus", "count", "firstSeen", "lastSeen"}) {
            if (!issue.text(name).isBlank()) {
                annotations.put(name, issue.text(name));
            }
        }
        return annotations;
    }

    private static Fields issueOf(Fields data) {
        var issue = data.in("issue");
        if (!issue.isObject()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "data.issue is missing. Send Sentry's body unchanged.");
        }
        return issue;
    }
}
