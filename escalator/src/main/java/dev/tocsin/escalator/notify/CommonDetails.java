package dev.tocsin.escalator.notify;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.escalator.cadence.Cadences;
import dev.tocsin.escalator.plan.ResponsePlan;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.UpdateAudience;
import dev.tocsin.state.Escalation;

/** Details of every notification: war room, incident channel and next promised update. */
final class CommonDetails {

    private CommonDetails() {}

    /** By key in {@code Notification.details}; instants in ISO 8601. */
    static Map<String, String> of(Escalation row, NotificationKind kind) {
        var particulars = new LinkedHashMap<String, String>();
        var next = kind == NotificationKind.STATUS_PAGE
                ? Cadences.promised(row, UpdateAudience.OUTSIDE)
                : Cadences.promised(row, UpdateAudience.INSIDE).or(() -> Cadences.promised(row,
                        UpdateAudience.OUTSIDE));
        next.ifPresent(at -> particulars.put("next-update", at.toString()));
        if (kind != NotificationKind.STATUS_PAGE) {
            put(particulars, "room", ResponsePlan.room(row));
            put(particulars, "war-room", ResponsePlan.warRoom(row));
        }
        return particulars;
    }

    private static void put(Map<String, String> particulars, String key, Optional<String> value) {
        value.ifPresent(it -> particulars.put(key, it));
    }
}
