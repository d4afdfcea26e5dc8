package dev.tocsin.escalator.ladder;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/**
 * Id of a notification: a function of what it is for, so that deciding the same twice gives the same id.
 *
 * @param climb
 *            which start of a ladder in the round
 * @param rung
 *            0 where it is for no rung
 * @param occasion
 *            what it is for where it is for no rung; may be empty
 */
public record NotificationId(String incidentId, int round, int climb, NotificationKind kind, int repetition, int rung,
        String occasion, Told to) {

    private static final int BYTES = 16;

    /** Of what is told for a rung. */
    public static NotificationId of(Incident incident, int climb, NotificationKind kind, int repetition, int rung,
            Told to) {
        return new NotificationId(incident.getId(), incident.getRound(), climb, kind, repetition, rung, "", to);
    }

    /** Of what is told on another occasion. */
    public static NotificationId of(Incident incident, int climb, NotificationKind kind, String occasion, Told to) {
        return new NotificationId(incident.getId(), incident.getRound(), climb, kind, 0, 0, occasion, to);
    }

    /** 32 hex digits. */
    public String text() {
        var parts = String.join("\n", incidentId, round + "." + climb + "." + repetition + "." + rung, kind.name(),
                to.getTarget(), to.getChannel(), to.getAddress(), occasion);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(parts.getBytes(UTF_8)), 0,
                    BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java has SHA-256", impossible);
        }
    }
}
