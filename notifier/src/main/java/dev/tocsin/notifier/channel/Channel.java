package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.delivery.Outcome;

/** A way to tell somebody, configured and with its secrets. To add one: implement {@link ChannelAdapter}. */
@FunctionalInterface
public interface Channel {

    /**
     * Makes one attempt, within about ten seconds. Never retries, never logs, never throws for what the receiver or the
     * network does; the outcome's reason holds no secret.
     */
    Outcome deliver(Dispatch dispatch);
}
