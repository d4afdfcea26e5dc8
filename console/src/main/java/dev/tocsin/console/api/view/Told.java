package dev.tocsin.console.api.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.projection.Attempt;
import dev.tocsin.console.projection.Message;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;

/**
 * Somebody who was told of an incident, and how that went.
 *
 * @param text
 *            what was said with it, such as the text of a status update
 * @param alerts
 *            how many alerts fired then, and what set them apart
 * @param delivery
 *            null until the notifier took it up
 */
public record Told(String id, String incidentId, NotificationKind kind, String target, String channel, String address,
        int rung, Instant createdAt, Instant dueAt, boolean late, List<String> alsoTold, String reason, String title,
        String severity, int severityRank, String service, IncidentState stateThen, String text,
        String alerts, Optional<Handed> delivery) {

    /** Where its delivery stands. */
    public record Handed(DeliveryOutcome outcome, int attempt, Instant at, String reason, Optional<Instant> retryAt,
            String receipt, int status, boolean possibleRepeat) {

        static Handed of(Attempt attempt) {
            return new Handed(attempt.outcome(), attempt.number(), attempt.at(), attempt.reason(), attempt.retryAt(),
                    attempt.receipt(), attempt.status(), attempt.possibleRepeat());
        }
    }

    /**
     * A message as it is now.
     *
     * @param cleared
     *            whether who asks may read what is confidential
     */
    public static Told of(Message whole, boolean cleared) {
        var message = whole.confidential() && !cleared ? whole.redacted() : whole;
        return new Told(message.id(), message.incidentId(), message.kind(), message.target(), message.channel(), message
                .address(), message.rung(), message.createdAt(), message.dueAt(), message.late(), message.alsoTold(),
                message.reason(), message.title(), message.severity(), message.severityRank(), message.service(),
                message.state(), message.text(), message.alerts(), message.delivery().map(Handed::of));
    }
}
