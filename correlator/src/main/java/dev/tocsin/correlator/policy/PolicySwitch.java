package dev.tocsin.correlator.policy;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.decision.DecisionRecords;
import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.event.PolicyActivated;
import dev.tocsin.event.PolicyVersion;
import dev.tocsin.event.Signal;
import dev.tocsin.policy.CompiledPolicy;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says by which policy each signal is decided: the last one that was activated before it in the log. The rows
 * {@code policy} answer which that is, under the key {@code active}; nobody deletes it. What {@link FormerMappings} remember
 * lies there too. It is the first step and the last: when the others are done with a signal, it writes down what they said.
 */
public final class PolicySwitch extends ContextualProcessor<String, Signal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "policy";

    private static final Logger LOG = LoggerFactory.getLogger(PolicySwitch.class);

    private final String next;
    private final CompiledPolicies policies;
    private final MeterRegistry metrics;
    private Rows<PolicyVersion> store;
    private DecisionLog decisions;
    private DecisionRecords records;
    private FormerMappings formers;
    private CompiledPolicy active;

    /**
     * One step.
     *
     * @param next
     *            name of the next step
     */
    public PolicySwitch(CompiledPolicies policies, MeterRegistry metrics, String next) {
        this.next = next;
        this.policies = policies;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        store = State.of(context).rows(RowKind.POLICY);
        decisions = new DecisionLog(NAME, metrics);
        records = new DecisionRecords(context);
        formers = new FormerMappings(store, policies);
        active = policies.active(store);
    }

    @Override
    public void process(Record<String, Signal> message) {
        var at = Instant.ofEpochMilli(message.timestamp());
        var said = message.value().getBody() instanceof PolicyActivated activated
                ? Optional.of(activate(activated.getPolicy(), at))
                : Optional.<StepDecision>empty();
        var judged = JudgedSignal.under(active, message.value());
        said.ifPresent(it -> decisions.say(judged.trail(), it));
        context().forward(message.withValue(judged), next);
        records.write(judged.trail(), active.version(), at);
    }

    private StepDecision activate(PolicyVersion version, Instant at) {
        var compiled = policies.of(version);
        return compiled.policy().map(policy -> {
            Optional.ofNullable(store.get(CompiledPolicies.ACTIVE)).ifPresent(before -> formers.replaced(before, active,
                    policy, at));
            store.put(CompiledPolicies.ACTIVE, version);
            active = policy;
            return StepDecision.of("activated", "this partition now uses policy " + version.getName()
                    + " version " + version.getVersion() + " by " + version.getAuthor());
        }).orElseGet(() -> {
            LOG.error("policy {} version {} cannot be used; keeping {} version {}: {}", version.getName(),
                    version.getVersion(), active.name(), active.version(), compiled.problem());
            return StepDecision.of("refused", "policy " + version.getName() + " version " + version.getVersion()
                    + " cannot be used; keeping " + active.name() + " version " + active.version() + ": "
                    + compiled.problem());
        });
    }
}
