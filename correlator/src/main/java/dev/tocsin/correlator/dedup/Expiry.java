package dev.tocsin.correlator.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.heartbeat.HeartbeatAlerts;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertState;

/** Computes how long the row of an alert is valid. */
final class Expiry {

    /**
     * A resolved alert whose incident is gone is forgotten after this: longer than any straggler takes, and than sources
     * go on to tell the same occurrence.
     */
    static final Duration RESOLVED_KEPT = Duration.ofHours(24);

    private Expiry() {}

    /**
     * Returns when a firing alert expires without further deliveries: when the end that its senders gave has passed, or after
     * the {@code expire} of its source; empty if there is neither. What a
     * heartbeat misses ends by a beat alone.
     * The latest delivery may be up to 30 s later than the row says, because not every repeat is recorded.
     */
    static Optional<Instant> overAt(AlertState row, AlertHandling handling) {
        return row.getStatus() == AlertStatus.FIRING && !row.getFlapping()
                ? silentAt(row, handling).stream().collect(Collectors.minBy(Comparator.naturalOrder()))
                : Optional.empty();
    }

    private static List<Instant> silentAt(AlertState row, AlertHandling handling) {
        var bySender = row.getFiresUntil();
        var byPolicy = handling.expiry(row.getSource()).filter(_ -> !row.getSource().equals(HeartbeatAlerts.SOURCE))
                .map(after -> row.getLastSeen().plus(after));
        return Stream.of(bySender, byPolicy).flatMap(Optional::stream).map(at -> at.plus(Dedup.NOTED_EVERY)).toList();
    }

    /** Returns when a row can be deleted, provided that its incident is gone; empty while the alert fires or flaps. */
    static Optional<Instant> forgottenAt(AlertState row) {
        return row.getStatus() == AlertStatus.FIRING || row.getFlapping()
                ? Optional.empty()
                : Optional.of(row.getLastSeen().plus(RESOLVED_KEPT));
    }
}
