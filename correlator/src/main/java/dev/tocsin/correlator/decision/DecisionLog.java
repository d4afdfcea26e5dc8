package dev.tocsin.correlator.decision;

import java.util.HashMap;
import java.util.Map;

import dev.tocsin.event.DecisionStep;
import dev.tocsin.schemas.decision.DecisionKinds;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Records the decisions of one step: in the trail of the signal and in the metrics. */
public final class DecisionLog {

    private final String stage;
    private final MeterRegistry metrics;
    private final Map<String, Counter> counters = new HashMap<>();
    private final RepeatCounts repeats = new RepeatCounts();

    /**
     * The log of one step.
     *
     * @param stage
     *            name of the step
     */
    public DecisionLog(String stage, MeterRegistry metrics) {
        this.stage = stage;
        this.metrics = metrics;
    }

    /** Adds to what was said of a signal. */
    public void say(DecisionTrail trail, StepDecision said) {
        trail.add(DecisionStep.newBuilder().setStage(stage).setOutcome(said.outcome()).setReason(said.reason())
                .setRuleId(said.ruleId()).setIncidentId(said.incidentId()).setAlertIdentity(said.alertIdentity())
                .build());
        count(said.outcome());
    }

    /** The same, for all deliveries of its alert as well that were passed over since it was last told of. */
    public void sayForAll(DecisionTrail trail, StepDecision said) {
        say(trail, new StepDecision(said.outcome(), said.reason() + repeats.told(said.alertIdentity()), said.ruleId(),
                said
                        .incidentId(), said.alertIdentity()));
    }

    /** Counts a delivery of an alert that changes nothing, for the next one that is told. */
    public void passOver(String outcome, String alertIdentity) {
        repeats.passOver(alertIdentity);
        count(outcome);
    }

    /** Counts a decision that no record needs to tell of. */
    public void count(String outcome) {
        counters.computeIfAbsent(outcome, this::counter).increment();
    }

    private Counter counter(String outcome) {
        assert DecisionKinds.find(stage, outcome).isPresent() : "no entry in DecisionKinds: " + stage + "/" + outcome;
        return CorrelatorMetrics.DECISIONS.in(metrics, stage, outcome);
    }
}
