package dev.tocsin.schemas.decision;

import static dev.tocsin.schemas.decision.DecisionEffect.ADVANCES;
import static dev.tocsin.schemas.decision.DecisionEffect.DELAYS;
import static dev.tocsin.schemas.decision.DecisionEffect.NOTES;
import static dev.tocsin.schemas.decision.DecisionKind.kind;

import java.util.List;

/** Decisions before an alert is judged: of the steps policy, address and step. */
final class EntryDecisions {

    static final List<DecisionKind> ALL = List.of(
            kind("policy", "activated", NOTES, "A policy version came into force for this partition."),
            kind("policy", "refused", NOTES, "A policy version cannot be used; the previous version stays in force."),
            kind("address", "addressed", ADVANCES, "The alert was assigned to the log of its service."),
            kind("address", "asked", DELAYS,
                    "The service mapping changed; another service was asked whether it knows the alert.",
                    "The page comes as soon as the service that knows the alert has judged it."),
            kind("address", "returned", ADVANCES,
                    "No former service knows the alert; it returned to the service that its labels name."),
            kind("step", "one-step", NOTES, "The alerts of one request were processed together."));

    private EntryDecisions() {}
}
