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
 * @param reason
 *            why it was sent; empty without clearance
 * @param text
 *            text that was sent with it, such as a status update; at most 300 characters, may be empty
 * @param alerts
 *            number of alerts that fired at that time and their distinct labels; at most 300 characters
 * @param nextUpdate
 *            when the next status update was due at that time
 * @param delivery
 *            newest state of the delivery; empty until the notifier starts it
 */
public record InboxMessage(String id, String incidentId, NotificationKind kind, Recipient recipient, Schedule schedule,
        String reason, Subject subject, String text, String alerts, Optional<Instant> nextUpdate,
        Optional<DeliveryAttempt> delivery) {

    /** Who receives it, over which channel, and who else was told. */
    public record Recipient(String target, String channel, String address, List<String> alsoTold) {

        public Recipient {
            alsoTold = List.copyOf(alsoTold);
        }
    }

    /**
     * The escalation step that caused it, and when it was due.
     *
     * @param late
     *            true if an outage delayed it
     */
    public record Schedule(int rung, Instant createdAt, Instant dueAt, boolean late) {}

    /**
     * The incident at the time of the notification.
     *
     * @param confidential
     *            whether only people with clearance may read it
     */
    public record Subject(String title, String severity, int severityRank, String service, IncidentState state,
            boolean confidential) {}

    static InboxMessage of(Notification notification, Optional<DeliveryAttempt> delivery) {
        var incident = notification.getIncident();
        var details = notification.getDetails();
        return new InboxMessage(notification.getId(), incident.getId(), notification.getKind(), new Recipient(
                notification
                        .getTarget(), notification.getChannel(), notification.getAddress(), notification.getAlsoTold()),
                new Schedule(notification.getRung(), notification.getCreatedAt(), notification.getDueAt(), notification
                        .getLate()), notification.getReason(), new Subject(incident.getTitle(), incident.getSeverity()
                                .getId(), incident.getSeverity().getRank(), incident.getService(), incident.getState(),
                                incident.getConfidential()), IncidentHeadline.cut(details.getOrDefault("text", "")),
                AlertsSummary.of(incident), instant(details.get("next-update")), delivery);
    }

    InboxMessage with(DeliveryAttempt attempt) {
        return new InboxMessage(id, incidentId, kind, recipient, schedule, reason, subject, text, alerts, nextUpdate,
                Optional
                        .of(attempt));
    }

    /** The same without what only those may read who are cleared for it. */
    public InboxMessage redacted() {
        var hidden = new Subject(IncidentHeadline.REDACTED, subject.severity(), subject.severityRank(), subject
                .service(),
                subject.state(), true);
        return new InboxMessage(id, incidentId, kind, recipient, schedule, "", hidden, "", "", nextUpdate, delivery);
    }

    private static Optional<Instant> instant(String text) {
        try {
            return Optional.ofNullable(text).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }
}
