package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.state.Escalation;

/**
 * A timer for an incident's row. The row is authoritative: a timer with another generation is stale and ignored. There may be a million timers, so the due time is a number.
 *
 * @param dueMillis
 *            milliseconds since 1970, rounded up so that no timer fires early
 */
record DueTimer(String incidentId, long dueMillis, long generation) implements Comparable<DueTimer> {

    /** The next timer of the row: its next step, an obligation, or its deletion. */
    static Optional<DueTimer> of(Escalation row) {
        return row.getWakeAt().or(row::getForgetAt)
                .map(due -> new DueTimer(row.getIncident().getId(), millis(due), row.getGeneration()));
    }

    Instant dueAt() {
        return Instant.ofEpochMilli(dueMillis);
    }

    boolean isCurrent(Escalation row) {
        return of(row).filter(this::equals).isPresent();
    }

    @Override
    public int compareTo(DueTimer other) {
        return Long.compare(dueMillis, other.dueMillis);
    }

    private static long millis(Instant due) {
        var floor = due.toEpochMilli();
        return Instant.ofEpochMilli(floor).isBefore(due) ? floor + 1 : floor;
    }
}
