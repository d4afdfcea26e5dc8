package dev.tocsin.schemas.outside;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;

/**
 * One notification, as its vendor gives it back when it reports what became of it (delivered, answered, undelivered). Signed by
 * {@link AnswerKeys}.
 *
 * @param notificationId
 *            Notification.id
 * @param round
 *            of the incident, as the notification had it
 * @param destination
 *            {@code <channel>:<address>}
 * @param rung
 *            number of the escalation step, from 1; 0 where none
 */
public record PageMark(String incidentId, int round, String notificationId, String target, String channel,
        String destination, NotificationKind kind, int rung, Instant expiresAt) {

    private static final String BETWEEN = "\n";
    private static final int FIELDS = 9;

    /** Of a notification. */
    public static PageMark of(Notification page, Instant expiresAt) {
        return new PageMark(page.getIncident().getId(), page.getIncident().getRound(), page.getId(), page.getTarget(),
                page.getChannel(), page.getDestination(), page.getKind(), page.getRung(), expiresAt);
    }

    byte[] bytes() {
        return String.join(BETWEEN, List.of(incidentId, Integer.toString(round), notificationId, target, channel,
                destination, kind.name(), Integer.toString(rung), Long.toString(expiresAt.getEpochSecond()))).getBytes(
                        UTF_8);
    }

    static Optional<PageMark> of(byte[] bytes) {
        var fields = new String(bytes, UTF_8).split(BETWEEN, -1);
        if (fields.length != FIELDS) {
            return Optional.empty();
        }
        try {
            return Optional.of(new PageMark(fields[0], Integer.parseInt(fields[1]), fields[2], fields[3], fields[4],
                    fields[5], NotificationKind.valueOf(fields[6]), Integer.parseInt(fields[7]), Instant.ofEpochSecond(
                            Long.parseLong(fields[8]))));
        } catch (IllegalArgumentException | DateTimeException unreadable) {
            return Optional.empty();
        }
    }
}
