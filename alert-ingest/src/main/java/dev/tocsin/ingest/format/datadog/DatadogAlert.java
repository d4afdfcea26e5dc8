package dev.tocsin.ingest.format.datadog;

import java.util.Arrays;
import java.util.Locale;
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
            "\\[(?:(?i)P\\d\\] ?\\[)?((?i)(?:re-?)?(?:triggered|warn|no data|recovered|renotify))(?: on [^\\]]*)?\\]\\s*(.*)",
            Pattern.DOTALL);
    private static final Pattern MONITOR = Pattern.compile("/monitors[/#](\\d+)");

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
        var name = prefixed ? bare.group(2).strip() : title;
        var draft = new AlertDraft(incoming, NAME).name(name).summary(title).description(root.first("text_only_msg",
                "textOnlyMsg", "text", "event_msg", "eventMsg", "body", "message", "msg"));
        identify(root, name, draft);
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("date", root.first("date", "last_updated", "lastUpdated", "event_date", "timestamp"));
        draft.labels(labels(root, word, type).all()).annotations(annotations(root).all()).value("value", root
                .firstNumber("alert_value", "value", "metric_value")).value("threshold", root.firstNumber("threshold"))
                .link("Datadog monitor", root.first("link", "url", "event_link", "alert_url")).link("Graph", root.first(
                        "snapshot", "image", "alert_snapshot")).deliveryId(root.first("id", "event_id", "eventId"));
        return STATES.read(word, draft, at, () -> at);
    }

    private static void identify(Fields root, String name, AlertDraft draft) {
        var monitor = root.first("alert_id", "alertId", "monitor_id", "monitorId", "monitor.id", "alert.id");
        if (monitor.isEmpty()) {
            var linked = MONITOR.matcher(root.first("link", "url", "event_link", "body", "text"));
            monitor = linked.find() ? linked.group(1) : "";
        }
        var scope = scope(root);
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

    /** The tags of the group in one order, however they are written. */
    private static String scope(Fields root) {
        var scope = root.first("alert_scope", "alertScope", "scopes", "scope");
        return Arrays.stream(scope.split(",")).map(String::strip).filter(tag -> !tag.isEmpty()).distinct().sorted()
                .collect(Collectors.joining(","));
    }

    private static Facts labels(Fields root, String word, String type) {
        var labels = new Facts();
        var warns = word.toLowerCase(Locale.ROOT).contains("warn");
        var level = type.equalsIgnoreCase("success") || type.equalsIgnoreCase("info") ? "" : type;
        labels.severity(warns
                ? "warning"
                : Texts.first(root.first("severity", "alert_priority", "alertPriority", "priority"), level));
        labels.put("service", root.first("service"));
        labels.tags(scope(root));
        labels.tags(root.at("tags"));
        return labels.put("host", root.first("hostname", "host")).put("monitor_id", root.first("alert_id", "alertId",
                "monitor_id", "monitorId")).put("metric", root.first("alert_metric", "metric")).put("organization",
                        root.first("org.name", "org_name")).put("event_type", root.first("event_type", "eventType"))
                .put("transition", word);
    }

    private static Facts annotations(Fields root) {
        return new Facts().put("query", root.first("alert_query", "alertQuery", "query")).put("cycle_key", root.first(
                "alert_cycle_key", "alertCycleKey")).put("status", root.first("alert_status", "alertStatus")).put(
                        "priority", root.first("alert_priority", "alertPriority", "priority"));
    }
}
