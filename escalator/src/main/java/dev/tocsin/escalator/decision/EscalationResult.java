package dev.tocsin.escalator.decision;

import java.util.List;

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
public record EscalationResult(Escalation row, List<LadderDecision> decisions, List<ObligationDecision> duties) {

    public EscalationResult {
        decisions = List.copyOf(decisions);
        duties = List.copyOf(duties);
    }

    /** Nothing beside the ladder. */
    public EscalationResult(Escalation row, List<LadderDecision> decisions) {
        this(row, decisions, List.of());
    }
}
