package dev.tocsin.correlator.dedup;

import java.util.Optional;

import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;

/** Read-only view of the partition's state for the dedup step. */
interface DedupState {

    /** Returns the row of an alert, including one that has expired logically. */
    Optional<AlertState> alert(String identity);

    /** What holds an alert, or says that it flaps. */
    Optional<HeldAlert> held(String identity);

    /** Whether an incident is there, or may still be reopened; no id is none. */
    boolean hasIncident(String incidentId);

    /** How an incident stands, or the one that it was merged into; no id is none. */
    AlertIncidentState standing(String incidentId);
}
