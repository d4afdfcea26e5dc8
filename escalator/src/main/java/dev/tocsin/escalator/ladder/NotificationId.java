package dev.tocsin.escalator.ladder;

import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.policy.classify.Sha256;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Told;

/**
 * Id of a notification: a hash of its purpose, so that repeating a decision gives the same id.
 *
 * @param climb
 *            number of the ladder start in the round
 * @param rung
 *            0 if it belongs to no step
 * @param occasion
 *            purpose if it belongs to no step; may be empty
 */
public record NotificationId(String incidentId, int round, int climb, NotificationKind kind, int repetition, int rung,
        String occasion, Told to) {

    private static final int BYTES = 16;

    /** The id of a notification for a step. */
    public static NotificationId of(Incident incident, int climb, NotificationKind kind, int repetition, int rung,
            Told to) {
        return new NotificationId(incident.getId(), incident.getRound(), climb, kind, repetition, rung, "", to);
    }

    /** The id of a page of a contact step. */
    public static NotificationId of(Incident incident, int climb, ContactRow row) {
        return of(incident, climb, NotificationKind.PAGE, row.getRepetition(), row.getRung(), row.getTo()).on(row
                .getOccasion());
    }

    /** The id of another occasion of the same step. */
    public NotificationId on(String other) {
        return new NotificationId(incidentId, round, climb, kind, repetition, rung, other, to);
    }

    /** The id of a notification for another occasion. */
    public static NotificationId of(Incident incident, int climb, NotificationKind kind, String occasion, Told to) {
        return new NotificationId(incident.getId(), incident.getRound(), climb, kind, 0, 0, occasion, to);
    }

    /** 32 hex digits. */
    public String text() {
        var parts = String.join("\n", incidentId, round + "." + climb + "." + repetition + "." + rung, kind.name(),
                to.getTarget(), to.getChannel(), to.getAddress(), occasion);
        return Sha256.hex(parts).substring(0, 2 * BYTES);
    }
}
