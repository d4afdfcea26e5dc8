package dev.tocsin.notifier.delivery;

import dev.tocsin.event.Notification;

/** What the delivery book asks the rest of the world before it claims. Answers at once, from memory. */
public interface Judge {

    /**
     * Whether it still makes sense.
     *
     * @param attempt
     *            number of attempts already made
     * @param possibleRepeat
     *            whether one of them may have arrived
     */
    FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat);

    /** How many may be under way to its destination at the same time, at least 1. */
    int parallel(Notification notification);
}
