package dev.tocsin.notifier.delivery;

/** Who goes first when a destination takes only so many at a time. */
final class Urgency {

    private Urgency() {}

    /** Whether it asks a person to act. */
    static boolean isPage(Entry entry) {
        return switch (entry.notification().getKind()) {
            case PAGE, LADDER_EXHAUSTED, UNKNOWN -> true;
            case ACKNOWLEDGED, MITIGATED, RESOLVED, PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED,
                    ROOM, WAR_ROOM, TICKET, STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED,
                    TASK_DUE, TASK_OVERDUE -> false;
        };
    }
}
