package dev.tocsin.correlator.address;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertAddress;

/**
 * Under which service key an alert lies whose source keeps its identity while its labels change: the one that its first word
 * gave, for as long as the log of that service may still know the alert.
 */
final class ServiceKeyPinning {

    /** After its last resolve, an alert stays where it was for so long. */
    static final Duration RESOLVED_KEPT = Duration.ofDays(1);

    /** Of a resolve that came before its fire, the log of its service must know for as long as that fire may be late. */
    static final Duration STRAGGLERS = Duration.ofMinutes(15);

    /** Longer than the log of its service takes to find out that an alert expired. */
    static final Duration EXPIRY_SLACK = Duration.ofMinutes(5);

    private ServiceKeyPinning() {}

    /** Whether a row still says where the alert lies; one that does not counts as absent. */
    static boolean holds(AlertAddress row, Instant now, AlertHandling handling) {
        return until(row, handling).filter(now::isAfter).isEmpty();
    }

    /** Until when a row says so, if no further word comes; empty while it fires and its source never expires. */
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

    /** In doubt it fires: a pin that holds too long costs nothing, one that ends too early costs the resolve. */
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
