package dev.tocsin.ingest.format.sentry;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.SourceTime;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/** Hooks about a metric alert. State and severity come from the action; the body's status is unreliable. */
final class SentryMetricAlert {

    private SentryMetricAlert() {}

    static Reading of(String action, Fields data, Incoming incoming) {
        var alert = data.in("metric_alert");
        var id = alert.text("id").strip();
        if (id.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "data.metric_alert.id is missing. Send Sentry's body unchanged.");
        }
        var state = action.strip().toLowerCase(Locale.ROOT);
        var draft = draft(alert, data, id, state, incoming);
        return Reading.Alerts.of(switch (state) {
            case "critical", "warning", "open", "opened", "triggered" ->
                draft.firing(startsAt(alert, draft, incoming)).build();
            case "resolved", "closed" -> draft.resolved(startsAt(alert, draft, incoming), endsAt(alert, incoming))
                    .build();
            default -> throw new RefusedException(RefusalReason.UNKNOWN_STATE,
                    "The action of a metric alert must be critical, warning or resolved, not '"
                            + Texts.cut(action, 40) + "'.");
        });
    }

    private static AlertDraft draft(Fields alert, Fields data, String id, String state, Incoming incoming) {
        var rule = alert.in("alert_rule");
        var projects = alert.list("projects").isEmpty() ? rule.list("projects") : alert.list("projects");
        var labels = new SentryLabels().put("rule", rule.text("name")).put("rule_id", rule.text("id"))
                .put("environment", rule.text("environment")).put("aggregate", rule.text("aggregate"))
                .addresses(data.text("web_url"));
        if (projects.size() == 1) {
            labels.project(projects.getFirst());
        } else if (projects.size() > 1) {
            labels.put("projects", projects.stream().map(SentryMetricAlert::slug).collect(Collectors.joining(",")));
        }
        if (state.equals("critical") || state.equals("warning")) {
            labels.put("severity", state);
        }
        var name = rule.text("name").isBlank() ? alert.text("title") : rule.text("name");
        var title = data.text("description_title");
        return new AlertDraft(incoming, SentryFormat.NAME).identity("metric_alert", id).name(name)
                .summary(title.isBlank() ? name : title)
                .description(data.text("description_text").replace("\\n", "\n")).labels(labels.all())
                .annotations(annotations(alert, rule, id)).value("threshold", rule.number("alert_threshold"))
                .link("Sentry alert", data.text("web_url"));
    }

    private static Map<String, String> annotations(Fields alert, Fields rule, String id) {
        var annotations = new LinkedHashMap<String, String>();
        annotations.put("metric_alert_id", id);
        put(annotations, "title", alert.text("title"));
        put(annotations, "query", rule.text("query"));
        put(annotations, "aggregate", rule.text("aggregate"));
        return annotations;
    }

    /** The incident's start: the same for all its hooks, so that their order does not depend on clocks. */
    private static Instant startsAt(Fields alert, AlertDraft draft, Incoming incoming) {
        var written = alert.firstText("date_started", "date_detected", "date_created");
        if (written.isBlank()) {
            draft.remarks().add("date_started missing: time of the hook used");
            return HookTime.ofTransition(incoming);
        }
        return new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks()).choose("date_started",
                written);
    }

    private static Instant endsAt(Fields alert, Incoming incoming) {
        return SourceTime.read(alert.text("date_closed")) instanceof SourceTime.At(var closed)
                && !closed.isAfter(incoming.receivedAt()) ? closed : HookTime.ofTransition(incoming);
    }

    private static String slug(Fields project) {
        return project.isObject() ? project.firstText("slug", "id") : project.text();
    }

    private static void put(Map<String, String> map, String name, String value) {
        if (!value.isBlank()) {
            map.put(name, value);
        }
    }
}
