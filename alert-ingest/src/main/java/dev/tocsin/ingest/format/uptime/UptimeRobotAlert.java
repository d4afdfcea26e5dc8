package dev.tocsin.ingest.format.uptime;

import java.util.Locale;

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
 * UptimeRobot's webhook as JSON or form, under its own names or those of public templates. A certificate that expires is an
 * alert of its own beside the monitor's. Source: uptimerobot.com, "Web-Hook alert contacts".
 */
public final class UptimeRobotAlert {

    public static final String NAME = "uptimerobot";

    private static final StateWords STATES = StateWords.of("1|3|down|ssl expiry|domain expiry", "2|up",
            "0|4|paused|started");

    private UptimeRobotAlert() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var id = root.first("monitorID", "monitor_id", "id");
        var url = root.first("monitorURL", "monitor_url", "url");
        var name = root.first("monitorFriendlyName", "monitor_friendly_name", "monitor_name", "name");
        if (id.isEmpty() && url.isEmpty() && name.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD,
                    "The body names no monitor, or *monitorID* was not replaced. See docs/sources/uptimerobot.md.");
        }
        var draft = new AlertDraft(incoming, NAME);
        var type = root.first("alertType", "alert_type", "type");
        var word = type.isEmpty() ? root.first("alertTypeFriendlyName", "alert_type_friendly_name", "status") : type;
        var certificate = word.equals("3") || root.first("alertTypeFriendlyName").toLowerCase(Locale.ROOT)
                .contains("ssl");
        var kind = certificate ? "certificate" : "monitor";
        if (id.isEmpty()) {
            draft.identity(kind, url.isEmpty() ? "name" : "url", url.isEmpty() ? name : url).remarks().add(
                    "no monitor ID: identified by its " + (url.isEmpty() ? "name" : "address"));
        } else {
            draft.identity(kind, id);
        }
        var details = root.first("alertDetails", "alert_details", "details");
        var labels = new Facts().put("monitor", name).put("monitor_id", id).put("instance", url);
        labels.severity(certificate ? "warning" : "").tags(root.in("tags"));
        draft.name(certificate ? name + ": certificate expires" : name).summary(details.isEmpty()
                ? name
                : name + ": " + details).labels(labels.all()).annotations(new Facts().put("duration", root.first(
                        "alertFriendlyDuration", "alert_friendly_duration")).all()).value("ssl_expiry_days", root
                                .firstNumber("sslExpiryDaysLeft", "ssl_expiry_days_left")).value("duration", root
                                        .firstNumber("alertDuration", "alert_duration")).link("Monitored address", url);
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("alertDateTime", root.first("alertDateTime", "alert_date_time", "timestamp"));
        return STATES.read(word, draft, at, () -> at);
    }
}
