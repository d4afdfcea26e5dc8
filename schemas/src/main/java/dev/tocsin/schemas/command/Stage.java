package dev.tocsin.schemas.command;

import java.util.EnumSet;
import java.util.Set;

/** The stage of an incident: its state, refined where commands depend on more than the state. */
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
