package dev.tocsin.notifier.delivery;

/** Who goes first when a destination takes only so many at a time. */
final class Urgency {

    private Urgency() {}

    /** Whether it asks a person to act. */
    static boolean isPage(Entry entry) {
        return switch (entry.notification().getKind()) {
            case PAGE, LADDER_EXHAUSTED, UNKNOWN -> true;
            case ACKNOWLEDGED, MITIGATED, RESOLVED -> false;
        };
    }
}
