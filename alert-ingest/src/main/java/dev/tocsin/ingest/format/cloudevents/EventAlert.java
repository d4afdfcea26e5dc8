package dev.tocsin.ingest.format.cloudevents;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Texts;

/**
 * A CloudEvent without a mapping: source and subject identify, a usual member of the data or the end of the type says the state. An event
 * that says no state may be anything; it is stored, shown to a person, and no alert.
 */
final class EventAlert {

    private static final StateWords STATES = StateWords.of(
            "firing|alerting|triggered|open|opened|active|problem|failed|failure|down|critical|error|warning|fired|degraded",
            "resolved|ok|closed|recovered|inactive|up|success|succeeded|cleared|normal|available",
            "acknowledged|acked|muted|updated|pending");

    private EventAlert() {}

    static Reading read(CloudEvent event, Incoming incoming) {
        var data = event.data().filter(found -> found.isObject());
        var word = data.map(found -> found.first("state", "status", "alert.status", "severity")).orElse("");
        var type = event.attribute("type");
        var ending = type.substring(type.lastIndexOf('.') + 1);
        var state = STATES.of(word) == StateWords.State.UNKNOWN ? ending : word;
        if (STATES.of(state) == StateWords.State.UNKNOWN) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED,
                    "The event says no state. Add mappings." + incoming.source() + " to the policy.");
        }
        var identity = Texts.first(event.attribute("subject"), data.map(found -> found.first("id", "fingerprint",
                "alert.id", "incident_id", "name")).orElse(""));
        if (identity.isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED,
                    "The event has no subject, so nothing says which alert it is about. Add mappings." + incoming
                            .source() + " to the policy.");
        }
        var name = data.map(found -> found.first("name", "title", "alertname", "labels.alertname")).orElse("");
        var labels = new Facts().put("event_type", type).put("event_source", event.attribute("source")).put("subject",
                event.attribute("subject"));
        data.ifPresent(found -> labels.severity(found.first("severity", "priority", "level")).texts(found.in("labels"))
                .put("service", found.first("service")));
        var draft = new AlertDraft(incoming, CloudEventsFormat.NAME).identity("event", event.attribute("source"),
                identity).name(Texts.first(name, identity)).summary(data.map(found -> found.first("summary", "message",
                        "title", "description")).orElse("")).description(data.map(found -> found.first("description",
                                "details")).orElse("")).labels(labels.all()).deliveryId(event.attribute("id"));
        data.ifPresent(found -> draft.link("Event", found.first("url", "link", "href")));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("time", event.attribute("time"));
        return STATES.read(state, draft, at, () -> at);
    }
}
