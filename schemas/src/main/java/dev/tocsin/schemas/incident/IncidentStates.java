package dev.tocsin.schemas.incident;

import dev.tocsin.event.IncidentState;

/** Questions about states that every service answers alike. */
public final class IncidentStates {

    private IncidentStates() {}

    /** Nobody has to do anything about the trouble itself any more: resolved or closed. */
    public static boolean isOver(IncidentState state) {
        return state == IncidentState.RESOLVED || state == IncidentState.CLOSED;
    }
}
