package dev.tocsin.console.oncall;

import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.event.OnCallChange;

/** The log that overrides and swaps are written to. */
public interface OnCallLog {

    /**
     * Writes a change.
     *
     * @throws CommandLogUnavailableException
     *             when the log did not confirm it; the same change may be written again
     */
    void append(OnCallChange change);
}
