package dev.tocsin.console.silence;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.SilenceSet;

/** The log that silences are written to. */
public interface SilenceLog {

    /**
     * Writes a silence so that all services hear of it, or none.
     *
     * @throws CommandLogUnavailableException
     *             when the log did not confirm it; the same silence may be written again
     */
    void append(SilenceSet silence);
}
