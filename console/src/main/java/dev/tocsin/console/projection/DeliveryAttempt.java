package dev.tocsin.console.projection;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;

/**
 * The last attempt to deliver a notification.
 *
 * @param outcome
 *            result
 * @param number
 *            number of the attempt, from 1
 * @param at
 *            time, by the notifier's clock
 * @param reason
 *            response of the receiver, or reason why nothing was sent
 * @param retryAt
 *            time of the next attempt, if any
 * @param receipt
 *            ID given by the receiver; may be empty
 * @param status
 *            HTTP or SMTP status, 0 where none
 * @param possibleRepeat
 *            true if an earlier attempt may have arrived
 */
public record DeliveryAttempt(DeliveryOutcome outcome, int number, Instant at, String reason, Optional<Instant> retryAt,
        String receipt, int status, boolean possibleRepeat) {

    static DeliveryAttempt of(Delivery delivery) {
        return new DeliveryAttempt(delivery.getOutcome(), delivery.getAttempt(), delivery.getAt(), delivery.getReason(),
                delivery.getRetryAt(), delivery.getReceipt(), delivery.getStatus(), delivery.getPossibleRepeat());
    }
}
