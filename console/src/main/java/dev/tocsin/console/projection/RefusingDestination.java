package dev.tocsin.console.projection;

import java.time.Instant;

/**
 * A destination whose last message finally failed.
 *
 * @param channel
 *            name of the policy's channel
 * @param destination
 *            channel and address
 * @param since
 *            first failure since the last successful delivery
 * @param last
 *            last failure
 * @param reason
 *            response of the receiver, or reason why nothing was sent
 */
public record RefusingDestination(String channel, String destination, Instant since, Instant last, String reason) {

    RefusingDestination and(RefusingDestination other) {
        var newer = other.last().isAfter(last) ? other : this;
        return new RefusingDestination(channel, destination, since.isBefore(other.since()) ? since : other.since(),
                newer.last(),
                newer.reason());
    }
}
