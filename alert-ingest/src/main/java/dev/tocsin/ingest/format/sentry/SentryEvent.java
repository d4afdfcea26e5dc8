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
        return reading(new Told(event, event), id.isBlank() ? SentryLabels.issueId(urls) : id, rule,
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
        var id = root.firstText("id");
        return reading(new Told(event, root), id.isBlank() ? SentryLabels.issueId(root.text("url")) : id, String.join(
                ", ", rules), labels, root.text("url"), incoming);
    }

    /** A service hook: {@code project}, {@code group} (the issue) and {@code event}. */
    static Reading serviceHook(Fields root, Incoming incoming) {
        var group = root.in("group");
        return reading(new Told(root.in("event"), group), group.firstText("id"), "",
                new SentryLabels().project(root.in("project")).addresses(group.text("url")), group.text("url"),
                incoming);
    }

    /**
     * What tells of an event: the event, and what stands around it, for the words that old bodies have only there.
     */
    private record Told(Fields event, Fields around) {

        String first(String... names) {
            var told = event.firstText(names);
            return told.isBlank() ? around.firstText(names) : told;
        }

        String title() {
            var title = first("title");
            if (title.isBlank()) {
                title = event.in("metadata").firstText("title", "value", "type");
            }
            return title.isBlank() ? first("message", "culprit", "location") : title;
        }
    }

    private static Reading reading(Told told, String issueId, String rule, SentryLabels labels, String url,
            Incoming incoming) {
        var event = told.event();
        var draft = new AlertDraft(incoming, SentryFormat.NAME);
        labels.put("level", told.first("level")).put("platform", event.text("platform")).tags(event)
                .put("rule", rule);
        var title = told.title();
        if (issueId.isBlank()) {
            draft.remarks().add("the event names no issue: identified by project and title");
            draft.identity("title", labels.all().getOrDefault("project", ""),
                    labels.all().getOrDefault("project_id", ""), title);
        } else {
            draft.identity("issue", issueId.strip());
        }
        var at = HookTime.ofEvent("the event's time", told.first("datetime", "timestamp", "received"), incoming,
                draft.remarks());
        return Reading.Alerts.of(draft.firing(at).name(title).summary(title).description(told.first("culprit"))
                .labels(labels.all()).annotations(annotations(told, issueId, rule)).link("Sentry issue", url).build());
    }

    private static Map<String, String> annotations(Told told, String issueId, String rule) {
        var event = told.event();
        var annotations = new LinkedHashMap<String, String>();
        put(annotations, "issue_id", issueId);
        put(annotations, "event_id", event.firstText("event_id", "id"));
        put(annotations, "culprit", told.first("culprit"));
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
