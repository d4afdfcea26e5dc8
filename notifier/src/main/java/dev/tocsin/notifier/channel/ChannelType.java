package dev.tocsin.notifier.channel;

import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.secret.MissingSecretException;

/** A type of channel that a policy can name. */
public interface ChannelType {

    /** Its name in a policy. */
    String id();

    /** Whether a receiver sees the same notification sent twice as one. */
    boolean keyed();

    /** How many attempts to one destination may be under way together. */
    int parallel();

    /** Why its receivers can make nothing of a kind of notification; empty when they can. */
    default Optional<String> refusal(NotificationKind kind) {
        return Optional.empty();
    }

    /**
     * A channel of this type.
     *
     * @throws MissingSecretException
     *             when a secret that it needs is not there
     * @throws ChannelRefusedException
     *             when it cannot work as configured
     */
    Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException;
}
