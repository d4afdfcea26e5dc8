package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.tocsin.console.projection.DeliveryAttempt;
import dev.tocsin.console.projection.InboxMessage;
import dev.tocsin.console.projection.InboxMessage.Recipient;
import dev.tocsin.console.projection.InboxMessage.Schedule;
import dev.tocsin.console.projection.InboxMessage.Subject;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;

/**
 * A notification and its delivery, as one flat object.
 *
 * @param text
 *            text of the notification, such as a status update
 * @param alerts
 *            number of alerts that fired at that time, and their distinct labels
 * @param delivery
 *            null until the notifier starts it
 */
public record NotificationView(String id, String incidentId, NotificationKind kind, @JsonUnwrapped Recipient recipient,
        @JsonUnwrapped Schedule schedule, String reason, @JsonUnwrapped SubjectView subject, String text, String alerts,
        Optional<DeliveryView> delivery) {

    /** The incident at the time of the notification. */
    public record SubjectView(String title, String severity, int severityRank, String service,
            IncidentState stateThen) {

        static SubjectView of(Subject subject) {
            return new SubjectView(subject.title(), subject.severity(), subject.severityRank(), subject.service(),
                    subject.state());
        }
    }

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
        var message = whole.subject().confidential() && !cleared ? whole.redacted() : whole;
        return new NotificationView(message.id(), message.incidentId(), message.kind(), message.recipient(), message
                .schedule(), message.reason(), SubjectView.of(message.subject()), message.text(), message.alerts(),
                message.delivery().map(DeliveryView::of));
    }
}
