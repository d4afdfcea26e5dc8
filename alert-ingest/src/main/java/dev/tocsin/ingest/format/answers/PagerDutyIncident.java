package dev.tocsin.ingest.format.answers;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.RefusalReason;

/**
 * An incident in PagerDuty that Tocsin did not open, as an alert. One without {@code incident_key} that a machine opened may be our
 * own page coming back: it is shown to a person and opens nothing, for otherwise each page would make the next.
 */
final class PagerDutyIncident {

    private static final StateWords STATES = StateWords.of(
            "incident.triggered|incident.reopened|incident.priority updated", "incident.resolved", "");

    private PagerDutyIncident() {}

    static Reading read(Fields event, String type, boolean person, Incoming incoming) {
        var incident = event.in("data");
        var id = incident.first("id");
        if (STATES.of(type) == StateWords.State.UNKNOWN) {
            return new Reading.NoAlert(NoAlertReason.SENDER_UPDATE, "'" + type
                    + "' neither opens nor resolves an alert.");
        }
        if (id.isEmpty()) {
            return new Reading.Refused(RefusalReason.MISSING_FIELD, "event.data.id is missing. Send V3 webhooks.");
        }
        if (!type.equals("incident.resolved") && !person && incident.first("incident_key").isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED,
                    "The incident has no incident_key, so it may be Tocsin's own page. It opens no alert.");
        }
        var title = incident.first("title", "summary");
        var service = incident.first("service.summary", "service.name");
        var labels = new Facts().severity(Texts.first(incident.first("priority.summary", "priority.name"), incident
                .first("urgency"))).put("service", service).put("service_id", incident.first("service.id")).put(
                        "incident_type", incident.first("incident_type.name")).put("team", incident.first(
                                "teams.0.summary"));
        var draft = new AlertDraft(incoming, PagerDutyFormat.NAME).identity("incident", id).name(title).summary(title)
                .labels(labels.all()).annotations(new Facts().put("number", incident.first("number")).put("urgency",
                        incident.first("urgency")).put("resolve_reason", incident.first("resolve_reason.type")).all())
                .link("PagerDuty incident", incident.first("html_url")).deliveryId(event.first("id"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("created_at", type.equals("incident.reopened")
                ? event.first("occurred_at")
                : Texts.first(incident.first("created_at"), event.first("occurred_at")));
        return STATES.read(type, draft, since, () -> clock.choose("occurred_at", event.first("occurred_at")));
    }
}
