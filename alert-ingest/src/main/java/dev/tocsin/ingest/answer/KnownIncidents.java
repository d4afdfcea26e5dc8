package dev.tocsin.ingest.answer;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.event.Incident;
import dev.tocsin.schemas.command.Standing;
import dev.tocsin.schemas.incident.IncidentStates;

/**
 * Where incidents stand, as far as this process has read: for a clear answer to whoever presses a button, and to find the
 * incident of a text message. It decides nothing: the correlator does. Resolved incidents are forgotten after a day, with the
 * tokens that name them. Thread-safe.
 */
public final class KnownIncidents {

    private final Map<String, Known> known = new ConcurrentHashMap<>();

    /**
     * An incident.
     *
     * @param title
     *            empty if it is confidential
     */
    public record Known(String id, long revision, Standing standing, String severity, String title,
            Instant roundStartedAt, Instant updatedAt) {

        static Known of(Incident incident) {
            return new Known(incident.getId(), incident.getRevision(), Standing.of(incident), incident.getSeverity()
                    .getId(), incident.getConfidential() ? "" : incident.getTitle(), incident.getRoundStartedAt(),
                    incident.getUpdatedAt());
        }

        boolean isOver() {
            return IncidentStates.isOver(standing.state());
        }
    }

    /** Takes a snapshot from the log, unless it is older than the known one. */
    public void saw(Incident incident) {
        known.merge(incident.getId(), Known.of(incident), (before, read) -> read.revision() >= before.revision()
                ? read
                : before);
    }

    /** An incident; empty if this process has not read of it. */
    public Optional<Known> find(String id) {
        return Optional.ofNullable(known.get(id));
    }

    /** Those that are not over. */
    public List<Known> open() {
        return known.values().stream().filter(one -> !one.isOver()).toList();
    }

    /** Forgets what was over before a moment. */
    public void forget(Instant before) {
        known.values().removeIf(one -> one.isOver() && one.updatedAt().isBefore(before));
    }
}
