package dev.tocsin.escalator.clock;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.model.Phase;

/** The end of a phase. A later phase ends the earlier ones. */
final class PhaseEnd {

    private PhaseEnd() {}

    /** Empty while it lasts. */
    static Optional<Instant> of(Phase phase, Incident incident) {
        return switch (phase) {
            case RESPOND -> first(Stream.of(incident.getAcknowledgedAt(), incident.getMitigatedAt(), incident
                    .getResolvedAt()));
            case ASSESS -> first(Stream.of(incident.getAssessedAt(), incident.getMitigatedAt(), incident
                    .getResolvedAt()));
            case FIRST_UPDATE -> first(Stream.of(incident.getFirstUpdatedAt(), incident.getResolvedAt()));
            case MITIGATE -> first(Stream.of(incident.getMitigatedAt(), incident.getResolvedAt()));
            case RESOLVE -> incident.getResolvedAt();
            case REVIEW -> incident.getState() == IncidentState.CLOSED
                    ? Optional.of(incident.getUpdatedAt())
                    : Optional.empty();
        };
    }

    /** Whether the incident was closed or merged before its phases ended. */
    static boolean isGivenUp(Incident incident) {
        return incident.getState() == IncidentState.CLOSED && (!incident.getMergedInto().isEmpty() || incident
                .getResolvedAt().isEmpty());
    }

    private static Optional<Instant> first(Stream<Optional<Instant>> moments) {
        return moments.flatMap(Optional::stream).min(Instant::compareTo);
    }
}
