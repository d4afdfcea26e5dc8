package dev.tocsin.console.projection;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;

/**
 * A notification and how far its delivery got. Holds the incident's headline as it was when the notification was
 * decided, not the whole snapshot.
 *
 * @param id
 *            Notification.id
 * @param late
 *            true when an outage made it late
 * @param confidential
 *            whether only those may read it who are cleared
 * @param text
 *            what was said with it, such as the text of a status update; at most 300 characters, may be empty
 * @param alerts
 *            how many alerts fired then and what set them apart; at most 300 characters
 * @param nextUpdate
 *            when the next status update was promised for then
 * @param delivery
 *            newest state of the delivery; empty until the notifier took it up
 */
public record InboxMessage(String id, String incidentId, String channel, String address, String target,
        NotificationKind kind, int rung, Instant createdAt, Instant dueAt, boolean late, List<String> alsoTold,
        String reason, String title, String severity, int severityRank, String service, IncidentState state,
        boolean confidential, String text, String alerts, Optional<Instant> nextUpdate,
        Optional<DeliveryAttempt> delivery) {

    public InboxMessage {
        alsoTold = List.copyOf(alsoTold);
    }

    static InboxMessage of(Notification notification, Optional<DeliveryAttempt> delivery) {
        var incident = notification.getIncident();
        return new InboxMessage(notification.getId(), incident.getId(), notification.getChannel(), notification.getAddress(),
                notification.getTarget(), notification.getKind(), notification.getRung(), notification.getCreatedAt(),
                notification.getDueAt(), notification.getLate(), notification.getAlsoTold(), notification.getReason(),
                incident.getTitle(), incident.getSeverity().getId(), incident.getSeverity().getRank(),
                incident.getService(), incident.getState(), incident.getConfidential(), IncidentHeadline.cut(notification
                        .getDetails().getOrDefault("text", "")), AlertsSummary.of(incident), instant(notification
                                .getDetails().get("next-update")),
                delivery);
    }

    InboxMessage with(DeliveryAttempt attempt) {
        return new InboxMessage(id, incidentId, channel, address, target, kind, rung, createdAt, dueAt, late, alsoTold,
                reason, title, severity, severityRank, service, state, confidential, text, alerts, nextUpdate, Optional
                        .of(
                                attempt));
    }

    /** The same without what only those may read who are cleared for it. */
    public InboxMessage redacted() {
        return new InboxMessage(id, incidentId, channel, address, target, kind, rung, createdAt, dueAt, late, alsoTold, "",
                IncidentHeadline.REDACTED, severity, severityRank, service, state, true, "", "", nextUpdate, delivery);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
