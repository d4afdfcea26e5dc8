package dev.tocsin.notifier.delivery;

import java.util.Optional;

import dev.tocsin.event.Notification;
import dev.tocsin.policy.model.Throttle;

/** Decides whether a notification may be sent now. Answers from memory without blocking. */
public interface FreshnessCheck {

    /**
     * Whether to send the notification.
     *
     * @param attempt
     *            number of attempts already made
     * @param possibleRepeat
     *            whether one of them may have arrived
     */
    FreshnessVerdict judge(Notification notification, int attempt, boolean possibleRepeat);

    /** Maximum of concurrent attempts to the destination, at least 1. */
    int parallel(Notification notification);

    /** The throttle that may hold the notification back; empty if it never waits. */
    default Optional<Throttle> throttle(Notification notification) {
        return Optional.empty();
    }

    /**
     * What the channel of the notification was defined as: equal for notifications that reach the same receiver in the same way.
     * Empty while that is not known.
     */
    default String definition(Notification notification) {
        return "";
    }
}
