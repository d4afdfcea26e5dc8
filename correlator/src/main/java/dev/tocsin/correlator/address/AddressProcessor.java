package dev.tocsin.correlator.address;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.policy.CompiledPolicies;
import dev.tocsin.correlator.policy.FormerMappings;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertAddress;
import dev.tocsin.state.AlertState;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Provides state to {@link AddressStep} and applies its effects. */
public final class AddressProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "address";

    private final String next;
    private final CompiledPolicies policies;
    private final Timers timers;
    private final MeterRegistry metrics;
    private FormerMappings formers;
    private AddressState state;
    private EffectRunner shell;
    private CompiledPolicy policy;
    private Instant logTime;

    /**
     * One step.
     *
     * @param next
     *            name of the next step
     */
    public AddressProcessor(CompiledPolicies policies, Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.policies = policies;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var rows = State.of(context);
        var versions = rows.rows(RowKind.POLICY);
        formers = new FormerMappings(versions, policies);
        policy = policies.active(versions);
        state = new Stored(rows.rows(RowKind.ADDRESSES), rows.rows(RowKind.ALERTS), formers);
        shell = new EffectRunner(rows, Memory.NONE, new SignalLog(timers, context), new DecisionLog(NAME, metrics),
                context,
                next);
        logTime = Instant.MIN;
        if (timers == Timers.LIVE) {
            var sweep = new AddressSweep(rows.rows(RowKind.ADDRESSES));
            context.schedule(AddressSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep.sweep(Instant
                    .ofEpochMilli(now), row -> !ServiceKeyPinning.holds(row, logTime, policy.policy().handling())));
        }
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        logTime = Instant.ofEpochMilli(message.timestamp());
        if (policy != judged.policy()) {
            policy = judged.policy();
            formers.load();
        }
        shell.apply(AddressStep.decide(state, judged, logTime), message);
    }

    /** As it lies in the store. */
    private record Stored(Rows<AlertAddress> addresses, Rows<AlertState> alerts, FormerMappings formers)
            implements
                AddressState {

        @Override
        public Optional<AlertAddress> address(String identity) {
            return Optional.ofNullable(addresses.get(identity));
        }

        @Override
        public Optional<AlertState> alert(String identity) {
            return Optional.ofNullable(alerts.get(identity));
        }

        @Override
        public boolean hasOneMapping() {
            return formers.isEmpty();
        }

        @Override
        public Set<String> formerKeys(Alert alert, CompiledPolicy present, String own, Instant now) {
            return formers.keys(alert, present, own, now);
        }
    }
}
