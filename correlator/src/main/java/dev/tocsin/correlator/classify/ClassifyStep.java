package dev.tocsin.correlator.classify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.storm.StormAlerts;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.Classification;
import dev.tocsin.policy.route.RouteTree;
import dev.tocsin.policy.route.RouteTree.Outcome;

/**
 * Classifies firing alerts by the policy. A resolved alert keeps its classification: the policy may have changed since, and
 * the incident must still be found.
 */
final class ClassifyStep {

    /** Routes that a decision names: takers come early in most trees, and records are kept for long. */
    private static final int SHOWN = 40;

    private ClassifyStep() {}

    /**
     * Decides on one signal.
     *
     * @param now
     *            log time of the signal
     * @return the effects, in order
     */
    static List<Effect> decide(JudgedSignal judged, Instant now) {
        return switch (judged.signal().getBody()) {
            case Alert alert when alert.getStatus() == AlertStatus.FIRING -> classify(judged, alert, now);
            case Alert alert -> List.of(new Effect.Say(StepDecision.of("kept",
                    "a resolved alert keeps its classification")
                    .alert(alert.getIdentity())), new Effect.Pass(judged));
            default -> List.of(new Effect.Pass(judged));
        };
    }

    /** Which routes take it, and why the others do not; begins with a semicolon. */
    private static String routes(JudgedSignal judged, Alert alert, Instant now) {
        var policy = judged.policy();
        return policy.routes().map(tree -> tree.visit(policy.facts(alert, judged.signal().getServiceKey(), now)))
                .map(visits -> "; routes: " + visits.stream().filter(visit -> visit.outcome() != Outcome.NOT_ASKED)
                        .limit(SHOWN).map(ClassifyStep::told).collect(Collectors.joining(", ")) + (visits
                                .size() > SHOWN ? ", ..." : "")).orElse("");
    }

    private static String told(RouteTree.Visit visit) {
        return "'" + visit.route().name() + "' " + switch (visit.outcome()) {
            case TAKES -> "takes it";
            case PASSED_ON -> "passes it on";
            case NOT_MET -> "does not match";
            case NOT_ASKED -> "is not asked";
        } + (visit.outcome() == Outcome.TAKES && !visit.why().isEmpty() ? " (" + visit.why() + ")" : "");
    }

    private static List<Effect> classify(JudgedSignal judged, Alert alert, Instant now) {
        var serviceKey = judged.signal().getServiceKey();
        var storm = StormAlerts.isStorm(alert)
                ? StormAlerts.classify(alert, serviceKey, judged.policy(), now)
                : Optional.<Classification>empty();
        var classification = storm.orElseGet(() -> judged.policy().classify(alert, serviceKey, now));
        return List.of(new Effect.Say(StepDecision.of("classified", classification.severity().getId() + ": "
                + classification.reason() + (storm.isPresent() ? "" : routes(judged, alert, now))).rule(classification
                        .ruleId()).alert(alert.getIdentity())), new Effect.Pass(judged
                                .classified(
                                        classification)));
    }
}
