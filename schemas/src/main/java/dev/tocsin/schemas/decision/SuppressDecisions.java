package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionEffect.WITHHOLDS;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions of the step suppress: does a silence, maintenance or inhibition hide it? */
final class SuppressDecisions {

    private static final String STAGE = "suppress";

    static final List<DecisionKind> ALL = List.of(
            kind(STAGE, "passed", ADVANCES, "No silence, maintenance window or inhibition applies."),
            kind(STAGE, "silenced", WITHHOLDS, "A silence hides the alert.",
                    "The silence must not match the alert, or end earlier. An alert that still fires at its end pages then."),
            kind(STAGE, "maintenance", WITHHOLDS, "A maintenance window covers the alert.",
                    "The maintenance window must not cover the service, or end earlier. An alert that still fires at its end pages then."),
            kind(STAGE, "inhibited", WITHHOLDS, "Another firing alert inhibits the alert.",
                    "The inhibiting alert must be resolved, or the inhibition of the policy must not match."),
            kind(STAGE, "released", ADVANCES, "The alert is no longer suppressed and still fires."),
            kind(STAGE, "over-while-held", WITHHOLDS, "The alert was resolved while it was suppressed.",
                    "The alert must still fire when the suppression ends."),
            kind(STAGE, "looked-again", NOTES, "Suppressed alerts were evaluated again."),
            kind(STAGE, "silence-set", NOTES, "A person created, changed or ended a silence."),
            kind(STAGE, "silence-unreadable", NOTES,
                    "A silence has no effect, because its condition cannot be evaluated."));

    private SuppressDecisions() {}
}
