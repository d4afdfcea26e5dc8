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
 * @param routes
 *            for each decision about a ladder the route that climbs it; empty where the incident has one ladder
 */
public record EscalationResult(Escalation row, List<LadderDecision> decisions, List<ObligationDecision> duties,
        List<String> routes) {

    public EscalationResult {
        decisions = List.copyOf(decisions);
        duties = List.copyOf(duties);
        routes = List.copyOf(routes);
    }

    /** Of an incident with one ladder. */
    public EscalationResult(Escalation row, List<LadderDecision> decisions, List<ObligationDecision> duties) {
        this(row, decisions, duties, List.of());
    }

    /** The same with what else was decided. */
    public EscalationResult with(Escalation stored, List<ObligationDecision> others) {
        return new EscalationResult(stored, decisions, others, routes);
    }

    /** The route that climbs the ladder which a decision is about; empty where the incident has one ladder. */
    public String route(int decision) {
        return routes.isEmpty() ? "" : routes.get(decision);
    }

    /** Without other decisions. */
    public EscalationResult(Escalation row, List<LadderDecision> decisions) {
        this(row, decisions, List.of());
    }
}
