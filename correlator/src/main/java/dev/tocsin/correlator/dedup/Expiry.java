package dev.tocsin.correlator.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.AlertStatus;
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
     * Returns when a firing alert expires without further deliveries; empty if its source has no {@code expire}.
     * The latest delivery may be up to 30 s later than the row says, because not every repeat is recorded.
     */
    static Optional<Instant> overAt(AlertState row, AlertHandling handling) {
        return row.getStatus() == AlertStatus.FIRING && !row.getFlapping()
                ? handling.expiry(row.getSource()).map(after -> row.getLastSeen().plus(after).plus(Dedup.NOTED_EVERY))
                : Optional.empty();
    }

    /** Returns when a row can be deleted, provided that its incident is gone; empty while the alert fires or flaps. */
    static Optional<Instant> forgottenAt(AlertState row) {
        return row.getStatus() == AlertStatus.FIRING || row.getFlapping()
                ? Optional.empty()
                : Optional.of(row.getLastSeen().plus(RESOLVED_KEPT));
    }
}
