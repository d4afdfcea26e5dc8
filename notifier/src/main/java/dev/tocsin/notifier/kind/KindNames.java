package dev.tocsin.notifier.kind;

import dev.tocsin.event.NotificationKind;

/** Kinds of notification as nouns, for sentences such as "status update to on-call". */
public final class KindNames {

    private KindNames() {}

    /** What was sent. */
    public static String noun(NotificationKind kind) {
        return switch (kind) {
            case PAGE -> "page";
            case PAGE_MISSED -> "missed page";
            case LADDER_EXHAUSTED -> "exhausted ladder";
            case DECLARED -> "declaration";
            case ACKNOWLEDGED -> "acknowledgement";
            case SEVERITY_CHANGED -> "severity change";
            case UPDATED -> "status update";
            case MITIGATED -> "mitigation";
            case RESOLVED -> "resolution";
            case REOPENED -> "reopening";
            case CLOSED -> "closing";
            case ROOM -> "incident channel";
            case WAR_ROOM -> "war room";
            case TICKET -> "ticket";
            case STATUS_PAGE -> "status page";
            case UPDATE_DUE -> "update reminder";
            case UPDATE_LAPSED -> "missed update";
            case CLOCK_WARNING -> "clock warning";
            case CLOCK_BREACHED -> "clock breach";
            case TASK_DUE -> "follow-up reminder";
            case TASK_OVERDUE -> "overdue follow-up";
            case DIGEST -> "digest";
            case PAGE_DIGEST -> "digest with pages";
            case UNKNOWN -> "notification";
        };
    }
}
