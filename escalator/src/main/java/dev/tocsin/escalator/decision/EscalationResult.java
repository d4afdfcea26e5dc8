package dev.tocsin.escalator.decision;

import java.util.List;

import dev.tocsin.state.Escalation;

/**
 * Result of one evaluation of an incident.
 *
 * @param row
 *            the row to store
 * @param decisions
 *            decisions about its ladder, in order
 * @param duties
 *            other decisions, in order
 */
public record EscalationResult(Escalation row, List<LadderDecision> decisions, List<ObligationDecision> duties) {

    public EscalationResult {
        decisions = List.copyOf(decisions);
        duties = List.copyOf(duties);
    }

    /** Without other decisions. */
    public EscalationResult(Escalation row, List<LadderDecision> decisions) {
        this(row, decisions, List.of());
    }
}
