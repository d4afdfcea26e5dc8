package dev.tocsin.schemas.incident;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.event.Decision;
import dev.tocsin.event.DecisionStep;

/** Reads decisions. */
public final class Decisions {

    private Decisions() {}

    /** All steps of a decision, in the order in which they were made; at least one. */
    public static List<DecisionStep> steps(Decision decision) {
        return Stream.concat(decision.getSteps().stream(), Stream.of(last(decision))).toList();
    }

    private static DecisionStep last(Decision decision) {
        return DecisionStep.newBuilder().setStage(decision.getStage()).setOutcome(decision.getOutcome())
                .setReason(decision.getReason()).setRuleId(decision.getRuleId())
                .setIncidentId(decision.getIncidentId()).setAlertIdentity(decision.getAlertIdentity()).build();
    }
}
