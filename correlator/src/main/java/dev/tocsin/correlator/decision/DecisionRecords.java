package dev.tocsin.correlator.decision;

import java.time.Instant;

import dev.tocsin.event.Decision;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Writes decisions as records: one for each signal of the trail, after all steps are done. */
public final class DecisionRecords {

    /** Name of the sink to {@code tocsin.decisions}. */
    public static final String SINK = "to-decisions";

    private final ProcessorContext<String, Object> context;

    /**
     * Of one task.
     *
     * @param context
     *            of a step that is connected to {@link #SINK}
     */
    public DecisionRecords(ProcessorContext<String, Object> context) {
        this.context = context;
    }

    /**
     * Writes what was said of a signal, and of each that was made of it; nothing where nothing was said.
     *
     * @param at
     *            log time of the signal
     */
    public void write(DecisionTrail trail, int policyVersion, Instant at) {
        trail.all().filter(each -> !each.steps().isEmpty()).forEach(each -> context.forward(new Record<>(each.signal()
                .getServiceKey(), decision(each, policyVersion, at), at.toEpochMilli()), SINK));
    }

    private Decision decision(DecisionTrail trail, int policyVersion, Instant at) {
        var signal = trail.signal();
        var steps = trail.steps();
        var last = steps.getLast();
        return Decision.newBuilder().setId(id(trail)).setAt(at).setServiceKey(signal.getServiceKey())
                .setSignalId(signal.getId()).setStage(last.getStage()).setOutcome(last.getOutcome())
                .setReason(last.getReason()).setRuleId(last.getRuleId()).setPolicyVersion(policyVersion)
                .setIncidentId(last.getIncidentId()).setAlertIdentity(last.getAlertIdentity())
                .setSteps(steps.subList(0, steps.size() - 1)).build();
    }

    /** A signal without a service lies in every partition, each of which decides on it. */
    private String id(DecisionTrail trail) {
        var signal = trail.signal();
        return signal.getServiceKey().isEmpty()
                ? signal.getId() + "/" + context.taskId().partition()
                : signal.getId();
    }
}
