package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.state.AlertState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;

/** Read-only view of the partition's state for the correlate step. */
interface CorrelateState {

    /** Returns an incident that is open or can be reopened, with all counted members. */
    Optional<IncidentRow> incident(String incidentId);

    /** Returns an incident that is kept only for its follow-ups and review; alerts no longer find it. */
    Optional<IncidentRow> aftermath(String incidentId);

    /** Whether more members of an incident were counted than its row says. */
    boolean isAhead(String incidentId);

    /** When the last of them was counted. */
    Optional<Instant> countedAt(String incidentId);

    /** Which incident has a correlation key now, and which alerts wait under it. */
    Optional<CorrelationRow> correlation(String correlationKey);

    /** Returns open incidents of a service whose rule uses {@code similar}, oldest first. */
    List<SimilarIncidents.Candidate> similar(String serviceKey);

    /** The row of an alert. */
    Optional<AlertState> alert(String identity);

    /** Returns why an alert is suppressed, flapping, or waiting for a threshold. */
    Optional<HeldAlert> held(String identity);

    /** Returns the request whose alerts are being processed, if any. */
    OpenRequest request();

    /** The same, of whichever kind the incident is. */
    default Optional<IncidentRow> find(String incidentId) {
        return incident(incidentId).or(() -> aftermath(incidentId));
    }

    /** The incident that has a correlation key now. */
    default Optional<IncidentRow> byCorrelationKey(String correlationKey) {
        return correlation(correlationKey).flatMap(row -> incident(row.getIncidentId()));
    }
}
