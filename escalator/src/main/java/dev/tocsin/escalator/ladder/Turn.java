package dev.tocsin.escalator.ladder;

import java.util.List;

import dev.tocsin.state.Escalation;

/**
 * What one event made of one incident.
 *
 * @param row
 *            what is to be stored
 * @param decisions
 *            what is to be done, in this order
 */
public record Turn(Escalation row, List<LadderDecision> decisions) {

    public Turn {
        decisions = List.copyOf(decisions);
    }
}
