package dev.tocsin.notifier.kind;

import dev.tocsin.event.NotificationKind;

/** What a kind of notification is to the one who gets it. Everything that depends on the kind alone is decided here. */
public enum KindTraits {

    /** Asks a person to act now. */
    ASKS(true, true, Patience.LONG),
    /** A kind that this version does not know: told like a page and never dropped. */
    UNHEARD_OF(true, true, Patience.LONG),
    /** Says that a page came too late to wake anybody. */
    MISSED(false, true, Patience.LONG),
    /** Says how it stands. */
    STANDS(false, false, Patience.SHORT),
    /** Says that it is over; what was opened outside is closed by it. */
    ENDS(false, false, Patience.LONG),
    /** Has something arranged outside: a room, a ticket, a word on the status page. */
    ARRANGES(false, true, Patience.LONG),
    /** Reminds of a promised update or of a clock. */
    REMINDS(false, false, Patience.SHORT),
    /** Reminds of something that is to be done after it, and that is not done by its end. */
    CHORES(false, false, Patience.LONG);

    private enum Patience {
        LONG, SHORT
    }

    private final boolean urgent;
    private final boolean repeatedInDoubt;
    private final Patience patience;

    KindTraits(boolean urgent, boolean repeatedInDoubt, Patience patience) {
        this.urgent = urgent;
        this.repeatedInDoubt = repeatedInDoubt;
        this.patience = patience;
    }

    /** The nature of a kind. */
    public static KindTraits of(NotificationKind kind) {
        return switch (kind) {
            case PAGE, LADDER_EXHAUSTED -> ASKS;
            case UNKNOWN -> UNHEARD_OF;
            case PAGE_MISSED -> MISSED;
            case DECLARED, ACKNOWLEDGED, SEVERITY_CHANGED, UPDATED, MITIGATED, REOPENED -> STANDS;
            case RESOLVED, CLOSED -> ENDS;
            case ROOM, WAR_ROOM, TICKET, STATUS_PAGE -> ARRANGES;
            case UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED -> REMINDS;
            case TASK_DUE, TASK_OVERDUE -> CHORES;
        };
    }

    /** Whether it asks for a person now, and so goes before what does not. */
    public boolean isUrgent() {
        return urgent;
    }

    /**
     * Whether it is sent again when an earlier copy may have arrived and the receiver could not tell a repeat. A page too
     * many is better than one too few; of what is arranged, what is there already is looked for first.
     */
    public boolean isRepeatedInDoubt() {
        return repeatedInDoubt;
    }

    /** Whether it is still worth telling after a quarter of an hour of failures. */
    public boolean isPatient() {
        return patience == Patience.LONG;
    }
}
