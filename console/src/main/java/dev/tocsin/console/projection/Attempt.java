package dev.tocsin.console.projection;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;

/**
 * Where the delivery of a notification stands.
 *
 * @param outcome
 *            what came of it
 * @param number
 *            1, 2, 3 ... the attempt it is about
 * @param at
 *            when, by the notifier's clock
 * @param reason
 *            what the receiver said, or why nothing was sent
 * @param retryAt
 *            when it is tried again, if it is
 * @param receipt
 *            what the receiver calls it, may be empty
 * @param status
 *            HTTP or SMTP status, 0 where none
 * @param possibleRepeat
 *            true when an earlier attempt may have arrived
 */
public record Attempt(DeliveryOutcome outcome, int number, Instant at, String reason, Optional<Instant> retryAt,
        String receipt, int status, boolean possibleRepeat) {

    static Attempt of(Delivery delivery) {
        return new Attempt(delivery.getOutcome(), delivery.getAttempt(), delivery.getAt(), delivery.getReason(),
                delivery.getRetryAt(), delivery.getReceipt(), delivery.getStatus(), delivery.getPossibleRepeat());
    }
}
