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
 * An alert in Opsgenie that Tocsin did not open. A team that is added later gets {@code Create} again for the same alert; an action
 * may be the customer's own word. Creation is in milliseconds, updates in nanoseconds.
 */
final class OpsgenieAlert {

    private static final StateWords STATES = StateWords.of("create|reopen", "close|delete", "");

    private OpsgenieAlert() {}

    static Reading read(Fields root, String action, Incoming incoming) {
        var alert = root.in("alert");
        var id = alert.first("alertId", "id");
        if (STATES.of(action) == StateWords.State.UNKNOWN) {
            return new Reading.NoAlert(NoAlertReason.SENDER_UPDATE, "'" + Texts.cut(action, 40)
                    + "' neither opens nor resolves an alert.");
        }
        if (id.isEmpty()) {
            return new Reading.Refused(RefusalReason.MISSING_FIELD, "alert.alertId is missing.");
        }
        if (STATES.of(action) == StateWords.State.FIRING && alert.first("alias").isEmpty()) {
            return new Reading.NoAlert(NoAlertReason.UNDECIDED,
                    "The alert has no alias, so it may be Tocsin's own page. It opens no alert.");
        }
        var priority = alert.first("priority");
        var message = alert.first("message");
        var labels = new Facts().severity(priority.matches("[1-5]") ? "P" + priority : priority).texts(alert.in(
                "details")).tags(alert.in("tags")).put("entity", alert.first("entity")).put("team", alert.first(
                        "teams.0.name", "teams.0", "team")).put("alias", alert.first("alias")).put("service", alert
                                .first("entity"));
        var draft = new AlertDraft(incoming, OpsgenieFormat.NAME).identity("alert", id).name(message).summary(message)
                .description(alert.first("description")).labels(labels.all()).annotations(new Facts().put("tiny_id",
                        alert.first("tinyId")).put("source", alert.first("source")).all()).link("Opsgenie alert",
                                "https://app.opsgenie.com/alert/detail/" + id + "/details");
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var since = clock.choose("createdAt", alert.first("createdAt", "insertedAt"));
        return STATES.read(action, draft, since, () -> clock.choose("updatedAt", alert.first("updatedAt")));
    }
}
