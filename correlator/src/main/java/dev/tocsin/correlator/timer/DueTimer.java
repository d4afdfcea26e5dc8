package dev.tocsin.correlator.timer;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;

import dev.tocsin.state.IncidentRow;

/**
 * A timer of an incident or an alert.
 *
 * @param id
 *            of the incident, or identity of the alert
 * @param generation
 *            the row's generation when the timer was set; another one in the row means that it no longer holds
 */
public record DueTimer(Instant dueAt, String id, long generation) implements Comparable<DueTimer> {

    private static final Comparator<DueTimer> OLDEST_FIRST = Comparator.comparing(DueTimer::dueAt)
            .thenComparing(DueTimer::id).thenComparingLong(DueTimer::generation);

    /** The timer of an incident's row that was not put into the log yet, if there is one. */
    public static Optional<DueTimer> of(IncidentRow row) {
        return row.getTimerEmitted()
                ? Optional.empty()
                : row.getDueAt().map(due -> new DueTimer(due, row.getIncident().getId(), row.getGeneration()));
    }

    @Override
    public int compareTo(DueTimer other) {
        return OLDEST_FIRST.compare(this, other);
    }
}
