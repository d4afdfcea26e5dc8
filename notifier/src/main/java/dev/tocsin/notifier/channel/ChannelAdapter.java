package dev.tocsin.notifier.channel;

import dev.tocsin.notifier.secret.MissingSecretException;

/**
 * Opens channels of one type. {@link dev.tocsin.policy.channel.ChannelCatalogue} describes the type.
 */
public interface ChannelAdapter {

    /** The type's name in a policy. */
    String id();

    /**
     * A channel of this type.
     *
     * @throws MissingSecretException
     *             if a required secret is missing
     * @throws ChannelRefusedException
     *             if the configuration is unusable
     */
    Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException;

    /** Creates a channel from its settings. */
    @FunctionalInterface
    interface Opening {

        /** As {@link ChannelAdapter#open}. */
        Channel open(ChannelSettings settings) throws MissingSecretException, ChannelRefusedException;
    }

    /** An adapter without state. */
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
