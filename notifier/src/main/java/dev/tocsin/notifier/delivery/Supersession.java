package dev.tocsin.notifier.delivery;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.kind.KindTraits;

/**
 * Notifications superseded by a later one of the same lane. A page must never be sent after its own resolve: it would reopen a closed alert at the receiver.
 */
final class Supersession {

    private Supersession() {}

    /** Superseded notifications with the reason, oldest first. */
    static Map<PendingNotification, String> overtaken(Collection<PendingNotification> oldestFirst) {
        var later = new HashMap<PendingNotification.Lane, NotificationKind>();
        var overtaken = new LinkedHashMap<PendingNotification, String>();
        for (var entry : List.copyOf(oldestFirst).reversed()) {
            var lane = entry.lane();
            Optional.ofNullable(later.get(lane)).filter(news -> !entry.inFlight() && overtakes(news, entry))
                    .ifPresent(news -> overtaken.put(entry, "superseded: the incident is now "
                            + news.name().toLowerCase(java.util.Locale.ROOT) + ", which is sent next"));
            later.merge(lane, entry.notification().getKind(), Supersession::stronger);
        }
        return overtaken;
    }

    private static boolean overtakes(NotificationKind news, PendingNotification entry) {
        var ended = KindTraits.of(news) == KindTraits.ENDS;
        return switch (KindTraits.of(entry.notification().getKind())) {
            // A requested page (step 0) is sent even if the incident is acknowledged.
            case ASKS -> ended || (isSettled(news) && !isCall(entry));
            case MISSED, REMINDS -> ended;
            case ARRANGES -> ended && entry.notification().getKind() != NotificationKind.STATUS_PAGE;
            case STANDS -> ended && (entry.held() || entry.stage() instanceof DeliveryStage.Waiting);
            case ENDS, CHORES, UNHEARD_OF -> false;
        };
    }

    private static boolean isCall(PendingNotification entry) {
        return entry.notification().getKind() == NotificationKind.PAGE && entry.notification().getRung() == 0;
    }

    private static boolean isSettled(NotificationKind news) {
        return rank(news) > 0;
    }

    /** The later of the two decides, but nothing that is not news of a settlement hides one. */
    private static NotificationKind stronger(NotificationKind later, NotificationKind earlier) {
        return rank(later) >= rank(earlier) ? later : earlier;
    }

    private static int rank(NotificationKind kind) {
        return switch (KindTraits.of(kind)) {
            case ENDS -> 3;
            case STANDS -> kind == NotificationKind.MITIGATED ? 2 : kind == NotificationKind.ACKNOWLEDGED ? 1 : 0;
            case ASKS, UNHEARD_OF, MISSED, ARRANGES, REMINDS, CHORES -> 0;
        };
    }
}
