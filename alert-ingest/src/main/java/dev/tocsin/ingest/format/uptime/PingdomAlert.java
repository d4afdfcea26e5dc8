package dev.tocsin.ingest.format.uptime;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Pingdom's state change webhook. There is no event ID: the check identifies, and the time of the change dates the occurrence.
 * Source: pingdom.com resources/webhooks, alerta.
 */
public final class PingdomAlert {

    public static final String NAME = "pingdom";

    private static final StateWords STATES = StateWords.of("down|failing|unconfirmed down|alert|firing", "up|success"
            + "|ok|resolved|passing", "unknown|paused|unconfirmed|pending");

    private PingdomAlert() {}

    /** Reads one state change. */
    public static Reading read(Fields root, Incoming incoming) {
        var id = root.first("check_id", "checkId");
        if (id.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "check_id is missing. Send Pingdom's body unchanged.");
        }
        var name = root.first("check_name", "checkName");
        var text = root.first("description", "long_description");
        var labels = new Facts().severity(root.first("importance_level")).tags(root.in("tags"));
        labels.put("check", name).put("check_id", id).put("check_type", root.first("check_type")).put("host", root
                .first("check_params.hostname"));
        var draft = new AlertDraft(incoming, NAME).identity("check", id).name(name).summary(text.isEmpty()
                ? name
                : name + ": " + text).description(root.first("long_description")).labels(labels.all()).annotations(
                        new Facts().put("probe", root.first("first_probe.location")).put("custom_message", root.first(
                                "custom_message")).all()).link("Monitored address", root.first("check_params.full_url",
                                        "full_url")).link("Pingdom check",
                                                "https://my.pingdom.com/app/reports/uptime#check="
                                                        + id);
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("state_changed_timestamp", root.first("state_changed_timestamp",
                "state_changed_utc_time"));
        return STATES.read(root.first("current_state", "currentState"), draft, at, () -> at);
    }
}
