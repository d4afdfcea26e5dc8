package dev.tocsin.correlator.address;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertAddress;

/**
 * Pins an alert whose identity outlives its labels to the service key of its first delivery, for as long as the log of that
 * service may still know the alert.
 */
final class ServiceKeyPinning {

    /** How long an alert stays pinned after its last resolve. */
    static final Duration RESOLVED_KEPT = Duration.ofDays(1);

    /** How long a resolve that arrived before its firing delivery stays pinned. */
    static final Duration STRAGGLERS = Duration.ofMinutes(15);

    /** Longer than its service's log needs to detect that an alert expired. */
    static final Duration EXPIRY_SLACK = Duration.ofMinutes(5);

    private ServiceKeyPinning() {}

    /** Whether a row is still valid; an invalid row counts as absent. */
    static boolean holds(AlertAddress row, Instant now, AlertHandling handling) {
        return until(row, handling).filter(now::isAfter).isEmpty();
    }

    /**
     * Returns when a row becomes invalid without further deliveries; empty while the alert fires and its source has no
     * {@code expire}.
     */
    static Optional<Instant> until(AlertAddress row, AlertHandling handling) {
        return switch (row.getStatus()) {
            case FIRING -> handling.expiry(row.getSource()).map(after -> row.getLastSeen().plus(after).plus(
                    EXPIRY_SLACK));
            case RESOLVED, UNKNOWN -> Optional.of(row.getLastSeen().plus(row.getFired()
                    ? RESOLVED_KEPT
                    : STRAGGLERS));
        };
    }

    /**
     * The row after a word of the alert.
     *
     * @param known
     *            the row before it, if it holds
     * @param serviceKey
     *            that the policy's mapping gives for what the labels say now
     */
    static AlertAddress after(Optional<AlertAddress> known, Alert alert, String serviceKey, Instant now) {
        return known.map(row -> moved(row, alert, now)).orElseGet(() -> AlertAddress.newBuilder().setServiceKey(
                serviceKey).setSource(alert.getSource()).setStatus(alert.getStatus()).setLastSeen(now)
                .setStartsAt(alert.getStartsAt()).setFired(alert.getStatus() == AlertStatus.FIRING).build());
    }

    private static AlertAddress moved(AlertAddress row, Alert alert, Instant now) {
        var status = status(row, alert, now);
        return AlertAddress.newBuilder(row).setStatus(status).setLastSeen(now)
                .setStartsAt(alert.getStartsAt().isAfter(row.getStartsAt()) ? alert.getStartsAt() : row.getStartsAt())
                .setFired(row.getFired() || status == AlertStatus.FIRING).build();
    }

    /** When in doubt, assumes firing: a pin that lasts too long costs nothing, one that ends too early loses the resolve. */
    private static AlertStatus status(AlertAddress row, Alert alert, Instant now) {
        return switch (alert.getStatus()) {
            case FIRING -> row.getStatus() == AlertStatus.RESOLVED && isStraggler(row, alert, now)
                    ? AlertStatus.RESOLVED
                    : AlertStatus.FIRING;
            case RESOLVED -> endsTheLatest(row, alert) ? AlertStatus.RESOLVED : row.getStatus();
            case UNKNOWN -> row.getStatus();
        };
    }

    private static boolean isStraggler(AlertAddress row, Alert alert, Instant now) {
        return !alert.getStartsAt().isAfter(row.getStartsAt()) && !now.isAfter(row.getLastSeen().plus(STRAGGLERS));
    }

    private static boolean endsTheLatest(AlertAddress row, Alert alert) {
        return !alert.getStartsAt().isBefore(row.getStartsAt())
                || alert.getEndsAt().filter(end -> end.isAfter(row.getStartsAt())).isPresent();
    }
}
