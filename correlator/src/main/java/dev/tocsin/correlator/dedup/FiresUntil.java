package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.state.AlertState;

/**
 * Until when an alert fires without another delivery, where its senders say so: Prometheus gives each alert an end that lies
 * ahead and moves it with each resend (Alertmanager's API v2). A sender that gives no end resolves what ends, so one such
 * delivery ends the matter for the occurrence: the alert then fires until it is resolved.
 */
final class FiresUntil {

    private FiresUntil() {}

    /** Of the occurrence after a firing delivery: a later end wins, and no end wins over any. */
    static Optional<Instant> latest(AlertState state, Alert alert) {
        return state.getFiresUntil().flatMap(known -> alert.getFiresUntil().map(next -> next.isAfter(known)
                ? next
                : known));
    }

    /** Whether the delivery says so much later an end, or none, that the row must know of it at once. */
    static boolean isNews(AlertState state, Alert alert) {
        return state.getFiresUntil().filter(known -> alert.getFiresUntil()
                .filter(next -> !next.isAfter(known.plus(Dedup.NOTED_EVERY))).isEmpty()).isPresent();
    }
}
