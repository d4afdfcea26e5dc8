package dev.tocsin.notifier.kind;

import dev.tocsin.event.NotificationKind;

/** Properties of notification kinds. Everything that depends only on the kind is defined here. */
public enum KindTraits {

    /** Asks a person to act now. */
    ASKS(true, true, Patience.LONG),
    /** A kind that this version does not know: sent like a page and never dropped. */
    UNHEARD_OF(true, true, Patience.LONG),
    /** A page that was too late to send. */
    MISSED(false, true, Patience.LONG),
    /** Status news. */
    STANDS(false, false, Patience.SHORT),
    /** The end of an incident; closes what was opened in other systems. */
    ENDS(false, false, Patience.LONG),
    /** Opens something in another system: an incident channel, a ticket, a status page incident. */
    ARRANGES(false, true, Patience.LONG),
    /** Reminds of a promised update or of a clock. */
    REMINDS(false, false, Patience.SHORT),
    /** Reminds of a follow-up after the incident. */
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

    /** The properties of a kind. */
    public static KindTraits of(NotificationKind kind) {
        return switch (kind) {
            case PAGE, LADDER_EXHAUSTED, PAGE_DIGEST -> ASKS;
            case UNKNOWN -> UNHEARD_OF;
            case PAGE_MISSED -> MISSED;
            case DECLARED, ACKNOWLEDGED, SEVERITY_CHANGED, UPDATED, MITIGATED, REOPENED, DIGEST -> STANDS;
            case RESOLVED, CLOSED -> ENDS;
            case ROOM, WAR_ROOM, TICKET, STATUS_PAGE -> ARRANGES;
            case UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED -> REMINDS;
            case TASK_DUE, TASK_OVERDUE -> CHORES;
        };
    }

    /** Whether a kind tells of several incidents what a throttle held back. */
    public static boolean isDigest(NotificationKind kind) {
        return kind == NotificationKind.DIGEST || kind == NotificationKind.PAGE_DIGEST;
    }

    /** Whether it asks a person to act now; urgent notifications go first. */
    public boolean isUrgent() {
        return urgent;
    }

    /**
     * Whether it is sent again when an earlier copy may have arrived and the receiver cannot detect duplicates. An extra page is better than a missing one; existing tickets and channels are searched for first.
     */
    public boolean isRepeatedInDoubt() {
        return repeatedInDoubt;
    }

    /** Whether it is retried for more than a quarter of an hour. */
    public boolean isPatient() {
        return patience == Patience.LONG;
    }
}
