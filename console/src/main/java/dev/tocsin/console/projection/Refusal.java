package dev.tocsin.console.projection;

import java.time.Instant;

/**
 * A destination to which the last message did not get through for good.
 *
 * @param channel
 *            name of the policy's channel
 * @param destination
 *            channel and address
 * @param since
 *            first refusal since something arrived there
 * @param last
 *            newest refusal
 * @param reason
 *            what the receiver said then, or why nothing could be sent
 */
public record Refusal(String channel, String destination, Instant since, Instant last, String reason) {

    Refusal and(Refusal other) {
        var newer = other.last().isAfter(last) ? other : this;
        return new Refusal(channel, destination, since.isBefore(other.since()) ? since : other.since(), newer.last(),
                newer.reason());
    }
}
