package dev.tocsin.escalator.account;

import java.time.Instant;

import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;

/**
 * What was decided on.
 *
 * @param id
 *            the same whenever the same is decided again
 * @param at
 *            the "now" of the decision
 */
public record DecisionKey(String id, Instant at) {

    /** A snapshot of the incident. */
    public static DecisionKey snapshot(Incident incident, Instant at) {
        return new DecisionKey(incident.getId() + "@" + incident.getRevision(), at);
    }

    /** A step of the row that fell due, or something beside its ladder. */
    public static DecisionKey due(Escalation row, Instant at) {
        if (row.getNextDueAt().filter(due -> !due.isAfter(at)).isEmpty()) {
            return new DecisionKey("%s/%d@%d".formatted(row.getIncident().getId(), row.getIncident().getRound(),
                    row.getWakeAt().orElse(at).toEpochMilli()), at);
        }
        return new DecisionKey("%s/%d.%d.%d.%d".formatted(row.getIncident().getId(), row.getIncident().getRound(),
                row.getClimb(), row.getRepetition(), row.getNextRung()), at);
    }

    /** What fell due of the row begins to wait for what was written and not read yet. */
    public static DecisionKey waiting(Escalation row, Instant at) {
        return new DecisionKey(due(row, at).id() + "/waiting", at);
    }
}
