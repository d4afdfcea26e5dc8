package dev.tocsin.schemas.command;

import java.util.EnumSet;
import java.util.Set;

/** How far an incident is, as commands see it: its state, with the cases in which the same state accepts other commands. */
public enum Stage {
    /** Nobody acknowledged. */
    OPEN,
    /** Some acknowledged, but fewer than its ladder requires. */
    PARTLY_ACKNOWLEDGED,
    /** Acknowledged. */
    ACKNOWLEDGED,
    /** Acknowledged until a given time. */
    SNOOZED,
    /** Mitigated. */
    MITIGATED,
    /** Resolved. */
    RESOLVED,
    /** Closed after its review. */
    CLOSED,
    /** Merged into another incident. */
    MERGED;

    /** Nobody mitigated or resolved it. */
    static final Set<Stage> UNMITIGATED = EnumSet.range(OPEN, SNOOZED);

    /** Nobody resolved it. */
    static final Set<Stage> ACTIVE = EnumSet.range(OPEN, MITIGATED);

    /** All but closed. */
    static final Set<Stage> NOT_CLOSED = EnumSet.range(OPEN, RESOLVED);

    /** All but merged: a merged incident accepts no commands. */
    static final Set<Stage> ANY = EnumSet.range(OPEN, CLOSED);
}
