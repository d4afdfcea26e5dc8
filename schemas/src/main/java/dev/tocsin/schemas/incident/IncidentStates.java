package dev.tocsin.schemas.incident;

import dev.tocsin.event.IncidentState;

/** Queries on incident states, shared by all services. */
public final class IncidentStates {

    private IncidentStates() {}

    /** Whether the incident is resolved or closed. */
    public static boolean isOver(IncidentState state) {
        return state == IncidentState.RESOLVED || state == IncidentState.CLOSED;
    }
}
