package dev.tocsin.ingest.format.uptime;

import java.util.Locale;

import dev.tocsin.ingest.format.AlertDraft;
import dev.tocsin.ingest.format.Facts;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.SourceClock;
import dev.tocsin.ingest.format.StateWords;
import dev.tocsin.ingest.format.json.Fields;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;

/**
 * Uptime Kuma's webhook: {@code heartbeat}, {@code monitor} and {@code msg}, as JSON or as the part {@code data} of a form.
 * A test has neither heartbeat nor monitor; so has the warning about a certificate, whose text is all there is. Source:
 * louislam/uptime-kuma server/notification-providers/webhook.js and server/model/monitor.js.
 */
public final class UptimeKumaAlert {

    public static final String NAME = "uptimekuma";

    private static final StateWords STATES = StateWords.of("0|down", "1|up", "2|3|pending|maintenance");

    private UptimeKumaAlert() {}

    /** Reads one notification. */
    public static Reading read(Fields root, Incoming incoming) {
        var beat = root.in("heartbeat");
        var monitor = root.in("monitor");
        var text = root.first("msg", "heartbeat.msg");
        if (!beat.isObject() && !monitor.isObject()) {
            return withoutMonitor(text, incoming);
        }
        var id = root.first("monitor.id", "heartbeat.monitorID", "heartbeat.monitor_id");
        var name = monitor.first("name", "pathName");
        if (id.isEmpty() && name.isEmpty()) {
            throw new RefusedException(RefusalReason.MISSING_FIELD, "monitor.id is missing. Send Uptime Kuma's body.");
        }
        var draft = id.isEmpty()
                ? new AlertDraft(incoming, NAME).identity("name", name)
                : new AlertDraft(incoming, NAME).identity("monitor", id);
        var labels = new Facts().tags(monitor.in("tags"));
        labels.put("monitor", name).put("monitor_id", id).put("host", monitor.first("hostname")).put("type", monitor
                .first("type")).put("group", monitor.first("pathName"));
        draft.name(name).summary(text).description(beat.first("msg")).labels(labels.all()).value("ping", beat
                .firstNumber("ping")).value("duration", beat.firstNumber("duration")).link("Monitored address", monitor
                        .first("url"));
        var clock = new SourceClock(incoming.receivedAt(), SourceClock.HOUR, draft.remarks());
        var at = clock.choose("heartbeat.time", time(beat));
        return STATES.read(beat.first("status"), draft, at, () -> at);
    }

    private static Reading withoutMonitor(String text, Incoming incoming) {
        var lower = text.toLowerCase(Locale.ROOT);
        if (text.isEmpty() || lower.endsWith("testing") || !lower.contains("certificate")) {
            return new Reading.NoAlert(NoAlertReason.TEST_SEND,
                    "Uptime Kuma's test button sent this request. The connection works.");
        }
        var draft = new AlertDraft(incoming, NAME).identity("certificate", text.replaceAll("\\d+", "#")).name(
                "certificate expires").summary(text).labels(new Facts().severity("warning").all());
        draft.remarks().add("Uptime Kuma names no monitor: identified by its text");
        return Reading.Alerts.of(draft.firing(incoming.receivedAt()).build());
    }

    /** {@code time} is UTC; {@code localDateTime} has its offset beside it. */
    private static String time(Fields beat) {
        var utc = beat.first("time");
        return utc.isEmpty() ? (beat.first("localDateTime") + beat.first("timezoneOffset")).strip() : utc;
    }
}
