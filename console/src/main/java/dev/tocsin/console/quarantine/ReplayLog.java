package dev.tocsin.console.quarantine;

import dev.tocsin.event.QuarantineReplay;

/** Where requests for replays are written. */
@FunctionalInterface
public interface ReplayLog {

    /**
     * Writes a request and waits until it is stored.
     *
     * @throws dev.tocsin.console.command.CommandLogUnavailableException
     *             when it may not be stored
     */
    void append(QuarantineReplay request);
}
