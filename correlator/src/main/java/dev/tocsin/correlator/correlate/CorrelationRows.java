package dev.tocsin.correlator.correlate;

import java.util.List;

import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.WaitingAlert;

/**
 * The rows {@link RowKind#CORRELATIONS}: one is there while something leads from its key to an incident or to alerts that
 * wait.
 */
final class CorrelationRows {

    private CorrelationRows() {}

    /** The row of a key, or none where there is nothing to say. */
    static Effect of(String correlationKey, String incidentId, List<WaitingAlert> waiting) {
        return incidentId.isEmpty() && waiting.isEmpty()
                ? new Effect.Delete(RowKind.CORRELATIONS, correlationKey)
                : new Effect.Put<>(RowKind.CORRELATIONS, correlationKey, new CorrelationRow(incidentId, waiting));
    }

    /** From now on a key leads to an incident, or to none. What waits under it goes on waiting, unless it is called in. */
    static Effect leading(String correlationKey, String incidentId, CorrelateState state) {
        return of(correlationKey, incidentId, WaitingRows.waiting(correlationKey, state));
    }

    static boolean leadsTo(String correlationKey, String incidentId, CorrelateState state) {
        return state.correlation(correlationKey).filter(row -> row.getIncidentId().equals(incidentId)).isPresent();
    }
}
