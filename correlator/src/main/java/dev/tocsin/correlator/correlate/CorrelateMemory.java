package dev.tocsin.correlator.correlate;

import java.util.Optional;

import dev.tocsin.correlator.flow.Memo;
import dev.tocsin.state.IncidentRow;

/** In-memory state of the correlate step that does not follow from rows. */
sealed interface CorrelateMemory extends Memo {

    /** Members of an incident were counted ahead of its stored row. */
    record CountedAhead(IncidentRow row) implements CorrelateMemory {}

    /** A request starts: its first alert follows. */
    record RequestBegan(String signalId) implements CorrelateMemory {}

    /** An alert of the request changed an incident, which is published after the last one. */
    record ChangedByRequest(String incidentId, Optional<IncidentRow> before) implements CorrelateMemory {}

    /** The request ends: its last alert was processed. */
    record RequestOver() implements CorrelateMemory {}
}
