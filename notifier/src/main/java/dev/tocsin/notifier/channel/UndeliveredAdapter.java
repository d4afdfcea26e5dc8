package dev.tocsin.notifier.channel;

import java.util.stream.Collectors;

import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;

/**
 * A type of channel that policies can name and this version does not deliver to. Every attempt is rejected at once and for
 * good, with a reason that says so: nothing is retried, and the ladder goes on.
 */
record UndeliveredAdapter(String id) implements ChannelAdapter {

    @Override
    public Channel open(ChannelSettings settings) throws ChannelRefusedException {
        throw new ChannelRefusedException("this version does not deliver to channels of type " + id
                + " yet; reach people by one of type " + ChannelCatalogue.all().stream().filter(
                        ChannelType::reachesPeople).map(ChannelType::id).collect(Collectors.joining(", ")));
    }
}
