package dev.tocsin.notifier.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tocsin.event.Notification;
import dev.tocsin.schemas.outside.OutsideKey;

/** Keys that identify incidents and notifications to receivers. */
public final class DeduplicationKeys {

    private DeduplicationKeys() {}

    /**
     * The same for all notifications of one round of an incident to one destination. A new round gets a new key, because receivers closed the old alert.
     */
    public static String ofIncident(Notification notification) {
        var incident = notification.getIncident();
        return OutsideKey.of(incident.getId(), incident.getRound(), notification.getDestination()).text();
    }

    /** The same for all attempts of one notification. */
    public static String ofNotification(Notification notification) {
        return hash(notification.getId());
    }

    private static String hash(String text) {
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(sha, 0, 20);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
