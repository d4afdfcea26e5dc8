package dev.tocsin.correlator.correlate;

import java.util.Optional;

import dev.tocsin.correlator.flow.Memo;
import dev.tocsin.state.IncidentRow;

/** What the correlate step keeps in memory alone. */
sealed interface CorrelateMemory extends Memo {

    /** More members of an incident were counted than its row in the store says; it is asked for with them. */
    record CountedAhead(IncidentRow row) implements CorrelateMemory {}

    /** The first alert of a request follows. */
    record RequestBegan(String signalId) implements CorrelateMemory {}

    /** An alert of the request changed an incident, which is published after the last one. */
    record ChangedByRequest(String incidentId, Optional<IncidentRow> before) implements CorrelateMemory {}

    /** The last alert of the request was decided on. */
    record RequestOver() implements CorrelateMemory {}
}
