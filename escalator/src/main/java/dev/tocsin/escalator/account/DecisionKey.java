package dev.tocsin.escalator.account;

import java.time.Instant;

import dev.tocsin.event.Incident;
import dev.tocsin.state.Escalation;

/**
 * The occasion of a decision.
 *
 * @param id
 *            the same if the decision is repeated
 * @param at
 *            time of the decision
 */
public record DecisionKey(String id, Instant at) {

    /** A snapshot of the incident. */
    public static DecisionKey snapshot(Incident incident, Instant at) {
        return new DecisionKey(incident.getId() + "@" + incident.getRevision(), at);
    }

    /** A due step of the row, or a due obligation. */
    public static DecisionKey due(Escalation row, Instant at) {
        if (row.getNextDueAt().filter(due -> !due.isAfter(at)).isEmpty()) {
            return new DecisionKey("%s/%d@%d".formatted(row.getIncident().getId(), row.getIncident().getRound(),
                    row.getWakeAt().orElse(at).toEpochMilli()), at);
        }
        return new DecisionKey("%s/%d.%d.%d.%d".formatted(row.getIncident().getId(), row.getIncident().getRound(),
                row.getClimb(), row.getRepetition(), row.getNextRung()), at);
    }

    /** A due step that starts to wait for unread records. */
    public static DecisionKey waiting(Escalation row, Instant at) {
        return new DecisionKey(due(row, at).id() + "/waiting", at);
    }
}
