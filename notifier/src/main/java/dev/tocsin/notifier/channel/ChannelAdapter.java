package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Carries notifications to one type of channel. What the type is stands in
 * {@link dev.tocsin.policy.channel.ChannelCatalogue}.
 */
public interface ChannelAdapter {

    /** The type's name in a policy. */
    String id();

    /**
     * A channel of this type.
     *
     * @throws MissingSecretException
     *             when a secret that it needs is not there
     * @throws ChannelRefusedException
     *             when it cannot work as configured
     */
    Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException;

    /** How a channel is made of its settings. */
    @FunctionalInterface
    interface Opening {

        /** As {@link ChannelAdapter#open}. */
        Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException;
    }

    /** An adapter that keeps nothing from one notification to the next. */
    static ChannelAdapter of(String id, Opening opening) {
        return new ChannelAdapter() {
            @Override
            public String id() {
                return id;
            }

            @Override
            public Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException {
                return opening.open(settings);
            }
        };
    }
}
