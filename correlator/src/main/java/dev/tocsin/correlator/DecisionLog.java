package dev.tocsin.correlator;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

import dev.tocsin.event.Decision;
import dev.tocsin.event.Signal;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Where one step says what it decided: a record on {@code tocsin.decisions} and a count by outcome. */
public final class DecisionLog {

    private final String stage;
    private final ProcessorContext<String, Object> context;
    private final MeterRegistry metrics;
    private final Map<String, Counter> counters = new HashMap<>();

    /**
     * The log of one step.
     *
     * @param stage
     *            name of the step
     * @param context
     *            the step's context; the record goes to the sink {@link CorrelatorTopology#DECISIONS}
     */
    public DecisionLog(String stage, ProcessorContext<String, Object> context, MeterRegistry metrics) {
        this.stage = stage;
        this.context = context;
        this.metrics = metrics;
    }

    /**
     * Writes one decision.
     *
     * @param at
     *            log time of the signal
     */
    public void write(Signal signal, int policyVersion, Instant at, Said said) {
        var decision = Decision.newBuilder().setId(id(signal)).setAt(at)
                .setServiceKey(signal.getServiceKey()).setSignalId(signal.getId()).setStage(stage)
                .setOutcome(said.outcome()).setReason(said.reason()).setRuleId(said.ruleId())
                .setPolicyVersion(policyVersion).setIncidentId(said.incidentId())
                .setAlertIdentity(said.alertIdentity()).build();
        context.forward(new Record<>(signal.getServiceKey(), decision, at.toEpochMilli()),
                CorrelatorTopology.DECISIONS);
        count(said.outcome());
    }

    /** Counts a decision that a later record speaks of together with others. */
    public void count(String outcome) {
        counters.computeIfAbsent(outcome, this::counter).increment();
    }

    /** A signal without a service lies in every partition, each of which decides on it. */
    private String id(Signal signal) {
        var id = signal.getId() + "/" + stage;
        return signal.getServiceKey().isEmpty() ? id + "/" + context.taskId().partition() : id;
    }

    private Counter counter(String outcome) {
        return Counter.builder("tocsin.correlator.decisions").description("Decisions of the correlator's steps")
                .tag("stage", stage).tag("outcome", outcome).register(metrics);
    }

    /**
     * What a step has to say. Empty strings where there is nothing.
     *
     * @param outcome
     *            code, in lower case with dashes
     * @param reason
     *            why, for a person
     */
    public record Said(String outcome, String reason, String ruleId, String incidentId, String alertIdentity) {

        /** Of something that is not about one alert. */
        public static Said of(String outcome, String reason) {
            return new Said(outcome, reason, "", "", "");
        }

        /** The same about an alert. */
        public Said alert(String identity) {
            return new Said(outcome, reason, ruleId, incidentId, identity);
        }

        /** The same about an incident. */
        public Said incident(String id) {
            return new Said(outcome, reason, ruleId, id, alertIdentity);
        }

        /** The same by a rule. */
        public Said rule(String id) {
            return new Said(outcome, reason, id, incidentId, alertIdentity);
        }
    }
}
