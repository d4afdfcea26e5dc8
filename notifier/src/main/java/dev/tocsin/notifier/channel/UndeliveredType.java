package dev.tocsin.notifier.channel;

/**
 * A type of channel that policies can name and this version does not deliver to. Every attempt is rejected at once and for
 * good, with a reason that says so: nothing is retried, and the ladder goes on.
 */
record UndeliveredType(String id) implements ChannelType {

    @Override
    public boolean keyed() {
        return false;
    }

    @Override
    public int parallel() {
        return 1;
    }

    @Override
    public Channel open(ChannelSettings settings) throws ChannelRefusedException {
        throw new ChannelRefusedException("this version does not deliver to channels of type " + id
                + " yet; reach people by inbox, webhook, slack, pagerduty or email too");
    }
}
