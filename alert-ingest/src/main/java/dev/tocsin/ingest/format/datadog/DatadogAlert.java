package dev.tocsin.ingest.format.datadog;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Datadog's webhook. Its body is the operator's template, so each fact is looked for under the names that public templates
 * use; docs/sources/datadog.md has the template that names all. An alert is a monitor and the tags of its group. Warn is the
 * same alert with a lower severity. Source: docs.datadoghq.com/integrations/webhooks; the default template has neither
 * monitor nor transition, where title and type of the event stand in.
 */
public final class DatadogAlert {

    public static final String NAME = "datadog";

    private static final StateWords STATES = StateWords.of(
            "triggered|re triggered|retriggered|warn|re warn|warning|alert|no data|re no data|renotify|error|failed"
                    + "|triggered on",
            "recovered|resolved|ok|success|recovery", "muted|null|info|snapshot|user update|test");
    private static final Pattern TITLE = Pattern.compile(
            "\\[(?:(?i)P\\d\\] ?\\[)?((?i)(?:re-?)?(?:triggered|warn|no data|recovered|renotify))(?: on \\{?([^\\]}]*)\\}?)?\\]\\s*(.*)",
            Pattern.DOTALL);
    private static final Pattern MONITOR = Pattern.compile("(?:https?://[^\\s()\\[\\]]{1,200})?/monitors[/#](\\d+)");
    /** The priority of Datadog's events, beside that of the monitor: it says nothing of urgency. */
    private static final Set<String> OF_EVENTS = Set.of("normal", "low");

    private DatadogAlert() {}

    /** Reads one delivery. */
    public static Reading read(Fields root, Incoming incoming) {
        var title = root.first("alert_title", "alertTitle", "title", "event_title", "eventTitle", "name");
        var bare = TITLE.matcher(title);
        var prefixed = bare.matches();
        var transition = root.first("alert_transition", "alertTransition", "transition", "event_transition");
        var type = root.first("alert_type", "alertType");
        var word = Texts.first(transition, prefixed ? bare.group(1) : "", root.first("alert_status_word", "status",
                "state"), type);
        var name = prefixed ? bare.group(3).strip() : title;
        var scope = scope(root, prefixed && bare.group(2) != null ? bare.group(2) : "");
        var draft = new AlertDraft(incoming, NAME).name(name).summary(title).description(root.first("text_only_msg",
                "textOnlyMsg", "text", "event_msg", "eventMsg", "body", "message", "msg"));
        identify(root, name, scope, draft);
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("date", root.first("date", "last_updated", "lastUpdated", "event_date", "timestamp"));
        draft.labels(labels(root, word, type, scope).all()).annotations(annotations(root).all()).value("value", root
                .firstNumber("alert_value", "value", "metric_value")).value("threshold", root.firstNumber("threshold"))
                .link("Datadog monitor", Texts.first(root.first("link", "url", "event_link", "alert_url"), monitor(root,
                        0))).link("Graph", root.first(
                                "snapshot", "image", "alert_snapshot")).deliveryId(root.first("id", "event_id",
                                        "eventId"));
        return STATES.read(word, draft, at, () -> at);
    }

    /** The monitor's address, or a group of it, in a text that links to it. */
    private static String monitor(Fields root, int group) {
        var linked = MONITOR.matcher(root.first("link", "url", "event_link", "body", "text"));
        return linked.find() ? linked.group(group) : "";
    }

    private static void identify(Fields root, String name, String scope, AlertDraft draft) {
        var monitor = root.first("alert_id", "alertId", "monitor_id", "monitorId", "monitor.id", "alert.id");
        if (monitor.isEmpty()) {
            monitor = monitor(root, 1);
        }
        var group = root.first("aggreg_key", "aggregKey", "alert_cycle_key", "alertCycleKey");
        if (!monitor.isEmpty()) {
            draft.identity("monitor", monitor, scope);
        } else if (!group.isEmpty()) {
            draft.identity("group", group).remarks().add("no monitor ID: identified by its aggregation key");
        } else if (!name.isBlank()) {
            draft.identity("title", name, scope).remarks().add(
                    "no monitor ID: identified by its title; use the template of docs/sources/datadog.md");
        } else {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The body names no monitor: alert_id is missing, or a variable such as $ALERT_ID was not replaced. "
                            + "Use the template of docs/sources/datadog.md.");
        }
    }

    /**
     * The tags of the group in one order, however they are written.
     *
     * @param titled
     *            the group in the title, which is all that a template without a scope has
     */
    private static String scope(Fields root, String titled) {
        var scope = Texts.first(root.first("alert_scope", "alertScope", "scopes", "scope"), titled);
        return Arrays.stream(scope.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).distinct().sorted()
                .collect(Collectors.joining(","));
    }

    private static Facts labels(Fields root, String word, String type, String scope) {
        var labels = new Facts();
        var warns = word.toLowerCase(Locale.ROOT).contains("warn");
        var level = type.equalsIgnoreCase("success") || type.equalsIgnoreCase("info") ? "" : type;
        labels.severity(warns
                ? "warning"
                : Texts.first(priority(root), level));
        labels.put("service", root.first("service"));
        labels.tags(scope);
        labels.tags(root.at("tags"));
        return labels.put("host", root.first("hostname", "host")).put("monitor_id", root.first("alert_id", "alertId",
                "monitor_id", "monitorId")).put("metric", root.first("alert_metric", "metric")).put("organization",
                        root.first("org.name", "org_name")).put("event_type", root.first("event_type", "eventType"))
                .put("transition", word);
    }

    /** {@code P1} to {@code P5}; also the bare number, as the monitor has it. */
    private static String priority(Fields root) {
        var word = root.first("severity", "alert_priority", "alertPriority", "priority");
        if (word.isEmpty() || OF_EVENTS.contains(word.toLowerCase(Locale.ROOT))) {
            word = root.first("monitor_priority", "alert_priority", "alertPriority");
        }
        return word.matches("[1-5]") ? "P" + word : word;
    }

    private static Facts annotations(Fields root) {
        return new Facts().put("query", root.first("alert_query", "alertQuery", "query")).put("cycle_key", root.first(
                "alert_cycle_key", "alertCycleKey")).put("status", root.first("alert_status", "alertStatus")).put(
                        "priority", root.first("alert_priority", "alertPriority", "priority"));
    }
}
