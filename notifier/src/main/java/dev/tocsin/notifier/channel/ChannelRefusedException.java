package dev.tocsin.notifier.channel;

/** A channel cannot work as it is configured; the message says what to mend and holds no secret. */
public final class ChannelRefusedException extends Exception {

    public ChannelRefusedException(String message) {
        super(message);
    }
}
