package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.KindTraits;

/**
 * When an undelivered page counts as overdue: the next step of the ladder runs, and the page is still retried. A receiver that is down or throttles must not delay the escalation.
 */
final class Overdue {

    /** Allows six attempts; most ladders wait longer before their second step. */
    static final Duration AFTER = Duration.ofMinutes(2);

    private Overdue() {}

    /** Whether the notification is a page. */
    static boolean isPage(Notification notification) {
        return KindTraits.of(notification.getKind()) == KindTraits.ASKS;
    }

    /**
     * Whether a page is overdue by its next attempt.
     *
     * @param until
     *            time of the next attempt
     */
    static boolean is(Notification notification, Instant until) {
        return isPage(notification) && until.isAfter(notification.getCreatedAt().plus(AFTER));
    }
}
