package dev.tocsin.notifier.freshness;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;

/**
 * Where each incident stands, as far as this process has read. Holds only what a judgement needs. Incidents that are over
 * are forgotten when no notification about them can be left in the log. Safe for use by several threads.
 */
public final class IncidentView {

    /** Longer than tocsin.notifications is kept. */
    private static final Duration REMEMBERED = Duration.ofDays(31);

    private final Map<String, Standing> standings = new ConcurrentHashMap<>();

    /**
     * Where an incident stands.
     *
     * @param by
     *            who acknowledged, mitigated or resolved it, may be empty
     */
    public record Standing(long revision, IncidentState state, int round, String by, Instant updatedAt) {

        static Standing of(Incident incident) {
            var by = switch (incident.getState()) {
                case ACKNOWLEDGED -> incident.getAcknowledgedBy();
                case MITIGATED -> incident.getMitigatedBy();
                case RESOLVED, CLOSED -> incident.getResolvedBy();
                case OPEN, UNKNOWN -> "";
            };
            return new Standing(incident.getRevision(), incident.getState(), incident.getRound(), by,
                    incident.getUpdatedAt());
        }

        boolean isOver() {
            return state == IncidentState.RESOLVED || state == IncidentState.CLOSED;
        }
    }

    /** Takes a snapshot from the log; an older one than is known changes nothing. */
    public void saw(Incident incident) {
        standings.merge(incident.getId(), Standing.of(incident),
                (known, read) -> read.revision() >= known.revision() ? read : known);
    }

    /** Where an incident stands; empty when this process has not read of it. */
    public Optional<Standing> standing(String incidentId) {
        return Optional.ofNullable(standings.get(incidentId));
    }

    /** Forgets what is over for long. */
    void forget(Instant now) {
        standings.values().removeIf(it -> it.isOver() && it.updatedAt().isBefore(now.minus(REMEMBERED)));
    }

    /** How many incidents are known. */
    public int size() {
        return standings.size();
    }
}
