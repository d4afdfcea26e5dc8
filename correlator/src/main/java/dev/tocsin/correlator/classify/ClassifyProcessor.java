package dev.tocsin.correlator.classify;

import java.time.Instant;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.JudgedSignal;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Applies the effects of {@link ClassifyStep}. */
public final class ClassifyProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "classify";

    private final String next;
    private final MeterRegistry metrics;
    private EffectRunner shell;

    /**
     * One step.
     *
     * @param next
     *            name of the next step
     */
    public ClassifyProcessor(MeterRegistry metrics, String next) {
        this.next = next;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        shell = EffectRunner.ofNoState(new DecisionLog(NAME, metrics), context, next);
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        shell.apply(ClassifyStep.decide(message.value(), Instant.ofEpochMilli(message.timestamp())), message);
    }
}
