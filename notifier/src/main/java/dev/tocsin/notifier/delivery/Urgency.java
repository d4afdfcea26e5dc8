package dev.tocsin.notifier.delivery;

import dev.tocsin.notifier.kind.KindTraits;

/** Order of notifications at a destination with a concurrency limit. */
final class Urgency {

    private Urgency() {}

    /** Whether it is a page. */
    static boolean isPage(PendingNotification entry) {
        return KindTraits.of(entry.notification().getKind()).isUrgent();
    }
}
