package dev.tocsin.correlator.address;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Predicate;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.state.AlertAddress;

/** Deletes expired rows {@code addresses} in small batches. */
final class AddressSweep {

    /** Interval between two batches. */
    static final Duration EVERY = Duration.ofSeconds(1);

    private static final Duration BETWEEN_WALKS = Duration.ofMinutes(10);
    private static final int ROWS = 500;
    private static final Duration BUDGET = Duration.ofMillis(10);

    private final Rows<AlertAddress> rows;
    private Optional<String> reached = Optional.empty();
    private Instant nextWalk = Instant.MIN;

    AddressSweep(Rows<AlertAddress> rows) {
        this.rows = rows;
    }

    /**
     * Walks on.
     *
     * @param absent
     *            whether a row counts as absent for whoever reads it from now on
     */
    void sweep(Instant now, Predicate<AlertAddress> absent) {
        if (reached.isEmpty() && now.isBefore(nextWalk)) {
            return;
        }
        if (walk(absent)) {
            reached = Optional.empty();
            nextWalk = now.plus(BETWEEN_WALKS);
        }
    }

    /** Whether the walk reached the end. */
    private boolean walk(Predicate<AlertAddress> absent) {
        var end = System.nanoTime() + BUDGET.toNanos();
        try (var found = rows.from(reached.orElse(""))) {
            for (var count = 0; found.hasNext(); count++) {
                if (count >= ROWS || System.nanoTime() > end) {
                    return false;
                }
                var row = found.next();
                if (absent.test(row.value)) {
                    rows.delete(row.key);
                }
                reached = Optional.of(row.key);
            }
            return true;
        }
    }
}
