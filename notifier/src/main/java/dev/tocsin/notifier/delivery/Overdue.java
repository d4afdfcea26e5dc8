package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.kind.KindTraits;

/**
 * When a page that was not delivered yet counts as one that has reached nobody so far: the next step of its ladder is called
 * then, and the page is tried on. A receiver that is down, or asks for time, must not make people wait for hours.
 */
final class Overdue {

    /** Six attempts lie in it; the ladders of most teams wait longer for their second step. */
    static final Duration AFTER = Duration.ofMinutes(2);

    private Overdue() {}

    /** Whether somebody is asked for by it. */
    static boolean isPage(Notification notification) {
        return KindTraits.of(notification.getKind()) == KindTraits.ASKS;
    }

    /**
     * Whether a page that is tried next at that moment is overdue by then.
     *
     * @param until
     *            when it is tried next
     */
    static boolean is(Notification notification, Instant until) {
        return isPage(notification) && until.isAfter(notification.getCreatedAt().plus(AFTER));
    }
}
