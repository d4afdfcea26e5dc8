package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.delivery.Outcome;

/** A configured channel with its secrets. To add a type, implement {@link ChannelAdapter}. */
@FunctionalInterface
public interface Channel {

    /**
     * Makes one attempt, within about ten seconds. Never retries, never logs, and never throws for errors of the receiver or the network. The reason of the outcome contains no secret.
     */
    Outcome deliver(Dispatch dispatch);
}
