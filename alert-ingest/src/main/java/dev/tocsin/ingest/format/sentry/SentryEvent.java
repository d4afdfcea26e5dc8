package dev.tocsin.ingest.format.sentry;

import java.util.LinkedHashMap;
import java.util.Map;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Fields;

/**
 * Hooks about one event of an issue: an alert rule that matched, an error, the legacy plugin, a service hook. Each fires the
 * issue's alert; none ever resolves it. Of the event only title, place and harmless tags are taken: its body is personal.
 */
final class SentryEvent {

    private SentryEvent() {}

    /** Resources {@code event_alert} and {@code error}. */
    static Reading fired(Fields event, String rule, Incoming incoming) {
        var urls = new String[]{event.text("issue_url"), event.text("web_url"), event.text("url")};
        var id = event.firstText("issue_id", "group_id", "groupID");
        return reading(event, id.isBlank() ? SentryLabels.issueId(urls) : id, rule,
                new SentryLabels().addresses(event.text("url"), event.text("web_url"), event.text("issue_url"))
                        .project(event.in("project")),
                event.text("web_url"), incoming);
    }

    /** The legacy WebHooks plugin: flat, the issue's id on top, the event below. */
    static Reading legacy(Fields root, Incoming incoming) {
        var labels = new SentryLabels().put("project", root.firstText("project_slug", "project"))
                .addresses(root.text("url")).put("level", root.text("level")).put("logger", root.text("logger"));
        var rules = root.list("triggering_rules").stream().map(Fields::text).filter(text -> !text.isBlank()).toList();
        var event = root.in("event");
        labels.project(event.in("project"));
        var titled = event.firstText("title").isBlank() ? root : event;
        return reading(titled, root.firstText("id"), String.join(", ", rules), labels, root.text("url"), incoming);
    }

    /** A service hook: {@code project}, {@code group} (the issue) and {@code event}. */
    static Reading serviceHook(Fields root, Incoming incoming) {
        var group = root.in("group");
        return reading(root.in("event"), group.firstText("id"), "",
                new SentryLabels().project(root.in("project")).addresses(group.text("url")), group.text("url"),
                incoming);
    }

    private static Reading reading(Fields event, String issueId, String rule, SentryLabels labels, String url,
            Incoming incoming) {
        var draft = new AlertDraft(incoming, SentryFormat.NAME);
        labels.put("level", event.text("level")).put("platform", event.text("platform")).tags(event)
                .put("rule", rule);
        var title = title(event);
        if (issueId.isBlank()) {
            draft.remarks().add("the event does not name its issue: told apart by project and title");
            draft.identity("title", labels.all().getOrDefault("project", ""),
                    labels.all().getOrDefault("project_id", ""), title);
        } else {
            draft.identity("issue", issueId.strip());
        }
        var at = HookTime.ofEvent("the event's time", event.firstText("datetime", "timestamp", "received"), incoming,
                draft.remarks());
        return Reading.Alerts.of(draft.firing(at).name(title).summary(title).description(event.text("culprit"))
                .labels(labels.all()).annotations(annotations(event, issueId, rule)).link("Sentry issue", url).build());
    }

    private static String title(Fields event) {
        var title = event.firstText("title");
        if (title.isBlank()) {
            title = event.in("metadata").firstText("title", "value", "type");
        }
        return title.isBlank() ? event.firstText("message", "culprit", "location") : title;
    }

    private static Map<String, String> annotations(Fields event, String issueId, String rule) {
        var annotations = new LinkedHashMap<String, String>();
        put(annotations, "issue_id", issueId);
        put(annotations, "event_id", event.firstText("event_id", "id"));
        put(annotations, "culprit", event.text("culprit"));
        put(annotations, "location", event.text("location"));
        put(annotations, "triggered_rule", rule);
        return annotations;
    }

    private static void put(Map<String, String> map, String name, String value) {
        if (!value.isBlank()) {
            map.put(name, value);
        }
    }
}
