package dev.tocsin.notifier.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import dev.tocsin.event.Notification;

/** What receivers know our things by: always of one length, whatever our ids look like. */
public final class Keys {

    private Keys() {}

    /**
     * The same for all notifications of one round of an incident to one destination. A new round is a new thing outside,
     * because the old one is closed there.
     */
    public static String ofIncident(Notification notification) {
        var incident = notification.getIncident();
        return hash(incident.getId() + '\n' + incident.getRound() + '\n' + notification.getDestination());
    }

    /** The same for all attempts at one notification. */
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
