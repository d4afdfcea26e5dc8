package dev.tocsin.ingest.format.gcp;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Base64;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.JsonReader;
import dev.tocsin.ingest.format.json.JsonReading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Incidents of Google Cloud Monitoring: webhooks of versions 1.1 and 1.2, and the same in a Pub/Sub push message
 * ({@code message.data}). Only {@code state} says whether it is over; the summary speaks of the breach even then. Source:
 * cloud.google.com/monitoring/support/notification-options, alerta and keep.
 */
public final class GoogleCloudAlert {

    public static final String NAME = "gcp";

    private static final StateWords STATES = StateWords.of("open|opened|firing", "closed|resolved",
            "acknowledged|ack|snoozed");

    private GoogleCloudAlert() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var pushed = root.at("message.data").text();
        if (!root.in("incident").isObject() && !pushed.isEmpty()) {
            return incident(unwrapped(pushed), root.first("message.messageId", "message.message_id"), incoming);
        }
        return incident(root, "", incoming);
    }

    private static Fields unwrapped(String base64) {
        try {
            var text = new String(Base64.getMimeDecoder().decode(base64), UTF_8);
            if (JsonReader.read(text) instanceof JsonReading.Document(var root)) {
                return root;
            }
        } catch (IllegalArgumentException notBase64) {
            // Refused below.
        }
        throw new RefusedException(RefusalReason.NOT_JSON, "message.data is not a notification as base64.");
    }

    private static Reading incident(Fields root, String deliveryId, Incoming incoming) {
        var incident = root.in("incident").isObject() ? root.in("incident") : root;
        if (root.text("version").equalsIgnoreCase("test")) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND,
                    "Google Cloud's test button sent this request. The connection works.");
        }
        var id = incident.first("incident_id", "incidentId");
        if (id.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "incident.incident_id is missing. Send Google Cloud's body unchanged.");
        }
        var name = incident.first("policy_name", "condition_name", "condition.displayName");
        var draft = new AlertDraft(incoming, NAME).identity("incident", id).name(name).summary(incident.first(
                "documentation.subject", "summary", "condition_name")).description(documentation(incident)).labels(
                        labels(incident).all()).annotations(annotations(incident, id).all()).deliveryId(deliveryId)
                .value("observed", incident.firstNumber("observed_value")).value("threshold", incident.firstNumber(
                        "threshold_value")).link("Incident", incident.first("url"));
        incident.at("documentation").list("links").forEach(link -> draft.link(link.first("displayName", "url"), link
                .first("url")));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("started_at", incident.text("started_at"));
        return STATES.read(incident.text("state"), draft, since, () -> end(clock, incident));
    }

    private static Instant end(SourceClock clock, Fields incident) {
        return clock.choose("ended_at", incident.text("ended_at"));
    }

    /** An object with Markdown, in old bodies a text. */
    private static String documentation(Fields incident) {
        return incident.in("documentation").isObject()
                ? incident.first("documentation.content")
                : incident.first("documentation");
    }

    private static Facts labels(Fields incident) {
        var labels = new Facts().severity(incident.first("severity", "policy_user_labels.severity",
                "policy_user_labels.priority"));
        labels.texts(incident.in("policy_user_labels")).texts(incident.at("metadata.user_labels")).put("service",
                incident.first("resource.labels.service_name", "resource.labels.service", "resource.labels.module_id",
                        "resource.labels.function_name", "resource.labels.container_name"));
        labels.put("policy", incident.first("policy_name")).put("condition", incident.first("condition_name",
                "condition.displayName")).put("resource", incident.first("resource_name", "resource_display_name",
                        "resource_id")).put("resource_type", incident.first("resource.type",
                                "resource_type_display_name")).put("project", incident.first("scoping_project_id",
                                        "resource.labels.project_id")).put("metric", incident.first("metric.type"));
        return labels.texts(incident.at("resource.labels")).texts(incident.at("metric.labels"));
    }

    private static Facts annotations(Fields incident, String id) {
        return new Facts().put("incident_id", id).put("summary", incident.first("summary")).put("metric", incident
                .first("metric.displayName"));
    }
}
