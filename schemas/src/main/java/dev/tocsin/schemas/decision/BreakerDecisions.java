package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.DELAYS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the notifier about a destination: does its circuit breaker let attempts through? */
final class BreakerDecisions {

    private static final String STAGE = "breaker";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "opened", DELAYS,
                    "The destination failed several times in a row; no attempts are made for a while.",
                    "The destination must be reachable. Ladders continue with their next step meanwhile."),
            kind(STAGE, "reopened", DELAYS, "The probe of a half-open circuit breaker failed.",
                    "The destination must be reachable when the next probe is sent."),
            kind(STAGE, "closed", NOTES, "The destination answered again; what waited is sent."),
            kind(STAGE, "reset", NOTES, "A person closed the circuit breaker; what waited is sent."));

    private BreakerDecisions() {}
}
