package dev.tocsin.schemas.command;

import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;

/**
 * The facts that decide whether an incident accepts a command. The correlator derives it from its row, the console from its
 * projection.
 *
 * @param round
 *            current round, from 1
 * @param acknowledgements
 *            number of people who acknowledged
 * @param mergedInto
 *            the incident it was merged into; empty if it was not
 */
public record Standing(IncidentState state, int round, int acknowledgements, boolean snoozed, String acknowledgedBy,
        String mitigatedBy, String resolvedBy, String mergedInto) {

    /** Of a snapshot. */
    public static Standing of(Incident incident) {
        return new Standing(incident.getState(), incident.getRound(), incident.getAcknowledgements().size(), incident
                .getSnoozedUntil().isPresent(), incident.getAcknowledgedBy(), incident.getMitigatedBy(), incident
                        .getResolvedBy(), incident.getMergedInto());
    }

    /** How far the incident is. A state that this version does not know counts as open. */
    public Stage stage() {
        if (!mergedInto.isEmpty()) {
            return Stage.MERGED;
        }
        return switch (state) {
            case OPEN, UNKNOWN -> acknowledgements > 0 ? Stage.PARTLY_ACKNOWLEDGED : Stage.OPEN;
            case ACKNOWLEDGED -> snoozed ? Stage.SNOOZED : Stage.ACKNOWLEDGED;
            case MITIGATED -> Stage.MITIGATED;
            case RESOLVED -> Stage.RESOLVED;
            case CLOSED -> Stage.CLOSED;
        };
    }
}
