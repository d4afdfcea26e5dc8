package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the step classify: what is it? */
final class ClassifyDecisions {

    private static final String STAGE = "classify";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "classified", ADVANCES, "A rule of the policy decided severity, service and symptom."),
            kind(STAGE, "kept", NOTES, "A resolve keeps the classification of its alert."));

    private ClassifyDecisions() {}
}
