package dev.tocsin.correlator.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertState;

/** How long the row of an alert holds. */
final class Expiry {

    /**
     * A resolved alert whose incident is gone is forgotten after this: longer than any straggler takes, and than sources
     * go on to tell the same occurrence.
     */
    static final Duration RESOLVED_KEPT = Duration.ofHours(24);

    private Expiry() {}

    /**
     * When an alert that fires is over unless there is a word of it before; empty when it waits for its resolve, however long.
     * A word may be up to half a minute younger than the row says, since not each one is noted.
     */
    static Optional<Instant> overAt(AlertState row, AlertHandling handling) {
        return row.getStatus() == AlertStatus.FIRING && !row.getFlapping()
                ? handling.expiry(row.getSource()).map(after -> row.getLastSeen().plus(after).plus(Dedup.NOTED_EVERY))
                : Optional.empty();
    }

    /** When a row is of no use any more, provided that its incident is gone; empty while it fires or flaps. */
    static Optional<Instant> forgottenAt(AlertState row) {
        return row.getStatus() == AlertStatus.FIRING || row.getFlapping()
                ? Optional.empty()
                : Optional.of(row.getLastSeen().plus(RESOLVED_KEPT));
    }
}
