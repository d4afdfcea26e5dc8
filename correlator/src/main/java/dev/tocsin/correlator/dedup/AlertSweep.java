package dev.tocsin.correlator.dedup;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

import dev.tocsin.correlator.state.Rows;
import dev.tocsin.state.AlertState;

/**
 * Walks over the rows {@code alerts}, up to a million, in small batches. A walk resumes where it stopped; the next one
 * starts when the first row can be due. Uses no memory per row.
 */
final class AlertSweep {

    /** Interval between two batches. */
    static final Duration EVERY = Duration.ofSeconds(1);

    /** The shortest time between the beginnings of two walks. */
    static final Duration BETWEEN_WALKS = Duration.ofSeconds(30);

    /** A row that was due but could not be done with is looked at again after this. */
    static final Duration AGAIN = Duration.ofMinutes(1);

    private static final int ROWS = 1_000;
    private static final Duration BUDGET = Duration.ofMillis(10);

    private final Rows<AlertState> rows;
    private Optional<String> reached = Optional.empty();
    private Instant begun = Instant.MIN;
    private Instant nextWalk = Instant.MIN;
    private Optional<Instant> first = Optional.empty();

    AlertSweep(Rows<AlertState> rows) {
        this.rows = rows;
    }

    /** Looks at all rows anew, since what is due may have changed. */
    void anew() {
        reached = Optional.empty();
        nextWalk = Instant.MIN;
    }

    /**
     * Walks on.
     *
     * @param atLeast
     *            how long a row that is written from now on cannot be due
     * @param dueAt
     *            when a row is due, if ever
     * @param due
     *            does with a row that is due what there is to do; false when that must wait
     */
    void sweep(Instant now, Duration atLeast, Function<AlertState, Optional<Instant>> dueAt,
            Predicate<AlertState> due) {
        if (reached.isEmpty()) {
            if (now.isBefore(nextWalk)) {
                return;
            }
            begun = now;
            first = Optional.empty();
        }
        if (walk(now, dueAt, due)) {
            reached = Optional.empty();
            var soonest = begun.plus(atLeast);
            var next = first.filter(soonest::isAfter).orElse(soonest);
            nextWalk = next.isBefore(begun.plus(BETWEEN_WALKS)) ? begun.plus(BETWEEN_WALKS) : next;
        }
    }

    /** Whether the walk reached the end. */
    private boolean walk(Instant now, Function<AlertState, Optional<Instant>> dueAt, Predicate<AlertState> due) {
        var end = System.nanoTime() + BUDGET.toNanos();
        try (var found = rows.from(reached.orElse(""))) {
            for (var count = 0; found.hasNext(); count++) {
                if (count >= ROWS || System.nanoTime() > end) {
                    return false;
                }
                var entry = found.next();
                if (reached.filter(entry.key::equals).isEmpty()) {
                    look(entry.value, now, dueAt, due);
                    reached = Optional.of(entry.key);
                }
            }
            return true;
        }
    }

    private void look(AlertState row, Instant now, Function<AlertState, Optional<Instant>> dueAt,
            Predicate<AlertState> due) {
        dueAt.apply(row).ifPresent(at -> {
            var next = at.isAfter(now) ? Optional.of(at) : Optional.of(now.plus(AGAIN)).filter(_ -> !due.test(row));
            next.ifPresent(when -> first = first.filter(when::isAfter).or(() -> next));
        });
    }
}
