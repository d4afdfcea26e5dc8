package dev.tocsin.notifier.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.NotificationKind;

/**
 * What a later notification of the same lane makes pointless. A page that waits behind its own resolve must never go
 * out: at a receiver with keys it would open again what is over.
 */
final class Supersession {

    private Supersession() {}

    /** Those to be dropped, oldest first, with the reason. */
    static Map<Entry, String> overtaken(Collection<Entry> oldestFirst) {
        var later = new HashMap<Entry.Lane, NotificationKind>();
        var overtaken = new LinkedHashMap<Entry, String>();
        for (var entry : List.copyOf(oldestFirst).reversed()) {
            var lane = entry.lane();
            Optional.ofNullable(later.get(lane)).filter(news -> !entry.inFlight() && overtakes(news, entry))
                    .ifPresent(news -> overtaken.put(entry, "overtaken: the incident is "
                            + news.name().toLowerCase(java.util.Locale.ROOT) + " by now, which is told next"));
            later.merge(lane, entry.notification().getKind(), Supersession::stronger);
        }
        return overtaken;
    }

    private static boolean overtakes(NotificationKind news, Entry entry) {
        var settled = news == NotificationKind.ACKNOWLEDGED || news == NotificationKind.MITIGATED
                || news == NotificationKind.RESOLVED;
        return switch (entry.notification().getKind()) {
            case PAGE, LADDER_EXHAUSTED -> settled;
            case ACKNOWLEDGED, MITIGATED ->
                news == NotificationKind.RESOLVED && entry.stage() instanceof Stage.Waiting;
            case RESOLVED, UNKNOWN, PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED, ROOM, WAR_ROOM,
                    TICKET, STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED, TASK_DUE,
                    TASK_OVERDUE -> false;
        };
    }

    /** The later of the two decides, but nothing that is not news of a settlement hides one. */
    private static NotificationKind stronger(NotificationKind later, NotificationKind earlier) {
        return rank(later) >= rank(earlier) ? later : earlier;
    }

    private static int rank(NotificationKind kind) {
        return switch (kind) {
            case RESOLVED -> 3;
            case MITIGATED -> 2;
            case ACKNOWLEDGED -> 1;
            case PAGE, LADDER_EXHAUSTED, UNKNOWN, PAGE_MISSED, DECLARED, SEVERITY_CHANGED, UPDATED, REOPENED, CLOSED,
                    ROOM, WAR_ROOM, TICKET, STATUS_PAGE, UPDATE_DUE, UPDATE_LAPSED, CLOCK_WARNING, CLOCK_BREACHED,
                    TASK_DUE, TASK_OVERDUE -> 0;
        };
    }
}
