package dev.tocsin.ingest.format.zabbix;

import java.util.List;
import java.util.regex.Pattern;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Zabbix, by a media type of type webhook. Its body is the operator's; docs/sources/zabbix.md has one. The alert is the problem
 * event: {@code {EVENT.ID}} is the same on recovery. Zabbix writes date and time apart and without a zone. Source: Zabbix
 * manual, "Supported macros" and "Webhook".
 */
public final class ZabbixAlert {

    public static final String NAME = "zabbix";

    private static final StateWords STATES = StateWords.of("problem|1|firing|active|problem update|alerting",
            "ok|resolved|0"
                    + "|recovery|recovered|closed", "update|updated|acknowledged|ack|2");
    /** By {@code {EVENT.NSEVERITY}}. */
    private static final List<String> SEVERITIES = List.of("Not classified", "Information", "Warning", "Average",
            "High", "Disaster");
    private static final Pattern EVENT = Pattern.compile("eventid=(\\d+)");
    private static final Pattern TRIGGER = Pattern.compile("triggerid=(\\d+)");

    private ZabbixAlert() {}

    /** Reads one message. */
    public static Reading read(Fields root, Incoming incoming) {
        var link = root.first("link", "url", "event_url", "trigger_url", "link_to_upstream_details");
        var host = root.first("hostname", "host_name", "host", "host.name", "host.host");
        var name = root.first("trigger", "trigger_name", "event_name", "event.name", "name", "subject",
                "alert_subject", "title");
        var draft = new AlertDraft(incoming, NAME).name(name).summary(host.isEmpty() || name.contains(host)
                ? name
                : name + " on " + host).description(root.first("message", "alert_message", "description",
                        "trigger_description", "opdata", "event_opdata"));
        identify(root, link, host, name, draft);
        draft.labels(labels(root, host, link).all()).annotations(new Facts().put("item", root.first("item",
                "item_name")).put("event_id", event(root, link)).put("opdata", root.first("opdata", "event_opdata"))
                .all())
                .value("value", root.firstNumber("item_value", "item_lastvalue", "value_now")).link("Zabbix event",
                        link).link("Runbook", root.first("trigger_url", "runbook_url"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var times = ZabbixTimes.of(root, incoming.receivedAt());
        times.offset().ifPresent(offset -> draft.remarks().add("times have no zone: read as UTC" + offset.getId()
                + ", from the receive time"));
        var since = clock.choose("event time", times.since());
        return STATES.read(state(root), draft, since, () -> clock.choose("recovery time", times.until()));
    }

    /** An update of a problem (an acknowledgement, a comment) says that the problem is still there. */
    private static String state(Fields root) {
        if (root.first("update_status", "event_update_status").equals("1")) {
            return "update";
        }
        return root.first("event_value", "status", "trigger_status", "event_status", "value", "state", "event.value");
    }

    private static void identify(Fields root, String link, String host, String name, AlertDraft draft) {
        var event = event(root, link);
        var trigger = trigger(root, link);
        if (!event.isEmpty()) {
            draft.identity("event", event);
        } else if (!trigger.isEmpty()) {
            draft.identity("trigger", trigger, host).remarks().add("no event ID: identified by trigger and host");
        } else if (!name.isEmpty()) {
            draft.identity("name", host, name).remarks().add("no event ID: identified by host and name");
        } else {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The body names no event: event_id is missing, or a macro such as {EVENT.ID} was not resolved. "
                            + "Use the media type of docs/sources/zabbix.md.");
        }
    }

    private static String event(Fields root, String link) {
        var id = root.first("event_id", "eventid", "event.id", "eventId", "problem_id", "alert_uid");
        return id.isEmpty() ? found(EVENT, link) : id;
    }

    private static String trigger(Fields root, String link) {
        var id = root.first("trigger_id", "triggerid", "triggerId");
        return id.isEmpty() ? found(TRIGGER, link) : id;
    }

    private static String found(Pattern pattern, String link) {
        var match = pattern.matcher(link);
        return match.find() ? match.group(1) : "";
    }

    private static Facts labels(Fields root, String host, String link) {
        var labels = new Facts();
        var number = root.first("event_nseverity", "nseverity", "severity_number");
        var severity = root.first("event_severity", "severity", "trigger_severity");
        var digit = severity.matches("[0-5]") ? severity : number.matches("[0-5]") ? number : "";
        labels.severity(severity.isEmpty() || severity.equals(digit)
                ? digit.isEmpty() ? "" : SEVERITIES.get(Integer.parseInt(digit))
                : severity);
        labels.put("service", root.first("service"));
        tags(root, labels);
        return labels.put("host", host).put("instance", root.first("host_ip", "ip")).put("hostgroup", root.first(
                "host_group", "hostgroup", "trigger_hostgroup_name")).put("trigger_id", trigger(root, link)).put("item",
                        root.first("item", "item_name"));
    }

    /** {@code {EVENT.TAGSJSON}} arrives as a list or as a text that holds one; {@code {EVENT.TAGS}} as key:value,key:value. */
    private static void tags(Fields root, Facts labels) {
        for (var name : List.of("tags", "event_tags", "event_tagsjson", "trigger_tags")) {
            var tags = root.in(name);
            var text = tags.text().strip();
            if (text.startsWith("[") && JsonReader.read(text) instanceof JsonReading.Document(var list)) {
                labels.tags(list);
            } else {
                labels.tags(tags);
            }
        }
    }
}
