package dev.tocsin.correlator.correlate;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.state.AlertState;
import dev.tocsin.state.CorrelationRow;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;

/** What the correlate step may ask of what its partition remembers. */
interface CorrelateState {

    /** An incident that is open or can be reopened, with all members that were counted. */
    Optional<IncidentRow> incident(String incidentId);

    /** One that alerts no longer find, since only what is to be done after it keeps it. */
    Optional<IncidentRow> aftermath(String incidentId);

    /** Whether more members of an incident were counted than its row says. */
    boolean isAhead(String incidentId);

    /** When the last of them was counted. */
    Optional<Instant> countedAt(String incidentId);

    /** Which incident has a correlation key now, and which alerts wait under it. */
    Optional<CorrelationRow> correlation(String correlationKey);

    /** Open incidents of a service whose rule asks for what is alike, the oldest first. */
    List<SimilarIncidents.Candidate> similar(String serviceKey);

    /** The row of an alert. */
    Optional<AlertState> alert(String identity);

    /** What holds an alert, or says that it flaps or waits for others. */
    Optional<HeldAlert> held(String identity);

    /** The request whose alerts come one by one now, if they do. */
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
