package dev.tocsin.escalator.timer;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.state.Escalation;

/**
 * Reminder to look at an incident's row. The row is the truth: a reminder whose generation is not the row's is stale and
 * changes nothing.
 */
record DueTimer(String incidentId, Instant dueAt, long generation) implements Comparable<DueTimer> {

    /** What the row waits for: its next step, something beside its ladder, or being forgotten. */
    static Optional<DueTimer> of(Escalation row) {
        return row.getWakeAt().or(row::getForgetAt)
                .map(due -> new DueTimer(row.getIncident().getId(), due, row.getGeneration()));
    }

    boolean isCurrent(Escalation row) {
        return of(row).filter(this::equals).isPresent();
    }

    @Override
    public int compareTo(DueTimer other) {
        return dueAt.compareTo(other.dueAt);
    }
}
