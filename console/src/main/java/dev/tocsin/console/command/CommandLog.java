package dev.tocsin.console.command;

import java.time.Duration;

import dev.tocsin.event.Signal;

/** The log that commands are written to. */
public interface CommandLog {

    /**
     * Writes a signal and waits until the log has it.
     *
     * @throws CommandLogUnavailableException
     *             when the log did not confirm in time; it may still have it, and the same command id may be sent again
     */
    void append(Signal signal, Duration atMost);
}
