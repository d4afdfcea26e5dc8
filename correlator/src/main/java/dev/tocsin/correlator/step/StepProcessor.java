package dev.tocsin.correlator.step;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.JudgedSignal;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Processes the alerts of one request together. Each passes as its own signal; before the first and after the last, the
 * whole request goes directly to the correlate step, which then publishes all changes.
 */
public final class StepProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "step";

    private final String next;
    private final String last;
    private final MeterRegistry metrics;
    private DecisionLog decisions;

    /**
     * One step.
     *
     * @param next
     *            name of the step that each alert goes on to
     * @param last
     *            name of the step that publishes what all of them changed
     */
    public StepProcessor(MeterRegistry metrics, String next, String last) {
        this.next = next;
        this.last = last;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        decisions = new DecisionLog(NAME, metrics);
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        var signal = judged.signal();
        if (signal.getMoreAlerts().isEmpty()) {
            context().forward(message, next);
            return;
        }
        var alerts = RequestAlerts.of(signal);
        decisions.say(judged.trail(), StepDecision.of(
                "one-step", alerts.size() + " alerts in one request: incidents are published after the last"));
        context().forward(message, last);
        alerts.forEach(alert -> context().forward(message.withValue(judged.on(alert)),
                next));
        context().forward(message, last);
    }
}
