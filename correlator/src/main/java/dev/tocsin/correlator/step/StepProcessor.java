package dev.tocsin.correlator.step;

import dev.tocsin.correlator.CorrelatorTopology;
import dev.tocsin.correlator.JudgedSignal;
import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.Said;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * All alerts of one request are one step. Each goes on as a signal of its own; before the first and after the last, the
 * whole goes to the correlate step at once, which publishes after the last what all of them changed.
 */
public final class StepProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    private final MeterRegistry metrics;
    private DecisionLog decisions;

    public StepProcessor(MeterRegistry metrics) {
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        decisions = new DecisionLog(CorrelatorTopology.STEP, metrics);
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        var signal = judged.signal();
        if (signal.getMoreAlerts().isEmpty()) {
            context().forward(message, CorrelatorTopology.DEDUP);
            return;
        }
        var alerts = RequestAlerts.of(signal);
        decisions.say(judged.trail(), Said.of(
                "one-step", alerts.size() + " alerts of one request: incidents are published after the last"));
        context().forward(message, CorrelatorTopology.CORRELATE);
        alerts.forEach(alert -> context().forward(message.withValue(judged.on(alert)),
                CorrelatorTopology.DEDUP));
        context().forward(message, CorrelatorTopology.CORRELATE);
    }
}
