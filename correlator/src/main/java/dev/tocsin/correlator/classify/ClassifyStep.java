package dev.tocsin.correlator.classify;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.storm.StormAlerts;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.Classification;

/**
 * Classifies firing alerts by the policy. A resolved alert keeps its classification: the policy may have changed since, and
 * the incident must still be found.
 */
final class ClassifyStep {

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

    private static List<Effect> classify(JudgedSignal judged, Alert alert, Instant now) {
        var serviceKey = judged.signal().getServiceKey();
        var storm = StormAlerts.isStorm(alert)
                ? StormAlerts.classify(alert, serviceKey, judged.policy(), now)
                : Optional.<Classification>empty();
        var classification = storm.orElseGet(() -> judged.policy().classify(alert, serviceKey, now));
        return List.of(new Effect.Say(StepDecision.of("classified", classification.severity().getId() + ": "
                + classification
                        .reason()).rule(classification.ruleId()).alert(alert.getIdentity())), new Effect.Pass(judged
                                .classified(
                                        classification)));
    }
}
