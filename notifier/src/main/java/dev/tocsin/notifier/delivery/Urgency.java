package dev.tocsin.notifier.delivery;

import dev.tocsin.notifier.kind.KindTraits;

/** Who goes first when a destination takes only so many at a time. */
final class Urgency {

    private Urgency() {}

    /** Whether it asks a person to act. */
    static boolean isPage(Entry entry) {
        return KindTraits.of(entry.notification().getKind()).isUrgent();
    }
}
