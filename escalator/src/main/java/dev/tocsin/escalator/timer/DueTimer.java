package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.state.Escalation;

/**
 * Reminder to look at an incident's row. The row is the truth: a reminder whose generation is not the row's is stale and
 * changes nothing. There may be a million of them, so the instant is kept as a number.
 *
 * @param dueMillis
 *            milliseconds since 1970; a part of a millisecond is rounded up, so that nothing comes early
 */
record DueTimer(String incidentId, long dueMillis, long generation) implements Comparable<DueTimer> {

    /** What the row waits for: its next step, something beside its ladder, or being forgotten. */
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
