package dev.tocsin.escalator.ladder;

import java.util.List;

import dev.tocsin.escalator.duty.DutyDecision;
import dev.tocsin.state.Escalation;

/**
 * What one event made of one incident.
 *
 * @param row
 *            what is to be stored
 * @param decisions
 *            what is to be done about its ladder, in this order
 * @param duties
 *            what is to be done beside it, in this order
 */
public record Turn(Escalation row, List<LadderDecision> decisions, List<DutyDecision> duties) {

    public Turn {
        decisions = List.copyOf(decisions);
        duties = List.copyOf(duties);
    }

    /** Nothing beside the ladder. */
    public Turn(Escalation row, List<LadderDecision> decisions) {
        this(row, decisions, List.of());
    }
}
