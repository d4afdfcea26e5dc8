package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.projection.DeliveryAttempt;
import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;

/**
 * A notification and its delivery.
 *
 * @param text
 *            text of the notification, such as a status update
 * @param alerts
 *            number of alerts that fired at that time, and their distinct labels
 * @param delivery
 *            null until the notifier starts it
 */
public record NotificationView(String id, String incidentId, NotificationKind kind, String target, String channel,
        String address,
        int rung, Instant createdAt, Instant dueAt, boolean late, List<String> alsoTold, String reason, String title,
        String severity, int severityRank, String service, IncidentState stateThen, String text,
        String alerts, Optional<DeliveryView> delivery) {

    /** Progress of the delivery. */
    public record DeliveryView(DeliveryOutcome outcome, int attempt, Instant at, String reason,
            Optional<Instant> retryAt,
            String receipt, int status, boolean possibleRepeat) {

        static DeliveryView of(DeliveryAttempt attempt) {
            return new DeliveryView(attempt.outcome(), attempt.number(), attempt.at(), attempt.reason(), attempt
                    .retryAt(),
                    attempt.receipt(), attempt.status(), attempt.possibleRepeat());
        }
    }

    /**
     * The current state of a notification.
     *
     * @param cleared
     *            whether the client may read confidential incidents
     */
    public static NotificationView of(InboxMessage whole, boolean cleared) {
        var message = whole.confidential() && !cleared ? whole.redacted() : whole;
        return new NotificationView(message.id(), message.incidentId(), message.kind(), message.target(), message
                .channel(), message
                        .address(), message.rung(), message.createdAt(), message.dueAt(), message.late(), message
                                .alsoTold(),
                message.reason(), message.title(), message.severity(), message.severityRank(), message.service(),
                message.state(), message.text(), message.alerts(), message.delivery().map(DeliveryView::of));
    }
}
