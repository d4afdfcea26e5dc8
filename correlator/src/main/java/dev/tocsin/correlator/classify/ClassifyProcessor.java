package dev.tocsin.correlator.classify;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.Said;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.storm.StormAlerts;
import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.policy.model.Classification;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Lets the policy say what a firing alert is. A resolve keeps what its fire was taken for: the policy may have changed
 * since, and the incident must still be found.
 */
public final class ClassifyProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "classify";

    private final String next;
    private final MeterRegistry metrics;
    private DecisionLog decisions;

    /**
     * One step.
     *
     * @param next
     *            name of the step that signals go on to
     */
    public ClassifyProcessor(MeterRegistry metrics, String next) {
        this.next = next;
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
        if (judged.signal().getBody() instanceof Alert alert) {
            var now = Instant.ofEpochMilli(message.timestamp());
            context().forward(message.withValue(alert.getStatus() == AlertStatus.FIRING
                    ? classify(judged, alert, now)
                    : keep(judged, alert)), next);
        } else {
            context().forward(message, next);
        }
    }

    private JudgedSignal keep(JudgedSignal judged, Alert alert) {
        decisions.say(judged.trail(), Said
                .of("kept", "a resolve keeps what its fire was taken for").alert(alert.getIdentity()));
        return judged;
    }

    private JudgedSignal classify(JudgedSignal judged, Alert alert, Instant now) {
        var serviceKey = judged.signal().getServiceKey();
        var storm = StormAlerts.isStorm(alert)
                ? StormAlerts.classify(alert, serviceKey, judged.policy(), now)
                : Optional.<Classification>empty();
        var classification = storm.orElseGet(() -> judged.policy().classify(alert, serviceKey, now));
        decisions.say(judged.trail(),
                Said.of("classified", classification.severity().getId() + ": " + classification.reason())
                        .rule(classification.ruleId()).alert(alert.getIdentity()));
        return judged.classified(classification);
    }
}
