package dev.tocsin.console.channel;

import dev.tocsin.event.ChannelTest;

/** Where requests for tests of channels are written. */
@FunctionalInterface
public interface ChannelTestLog {

    /**
     * Writes a request and waits until it is stored.
     *
     * @throws dev.tocsin.console.command.CommandLogUnavailableException
     *             when it may not be stored
     */
    void append(ChannelTest request);
}
