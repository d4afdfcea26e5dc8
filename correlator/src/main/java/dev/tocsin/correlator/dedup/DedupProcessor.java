package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.policy.CompiledPolicies;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Alert;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.IncidentRow;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Provides state to {@link DedupStep}, applies its effects, and writes due alert timers to the log. */
public final class DedupProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "dedup";

    private final String next;
    private final Timers timers;
    private final MeterRegistry metrics;
    private final CompiledPolicies policies;
    private DedupState state;
    private EffectRunner shell;
    private FlappingTimers flapping;
    private AlertHousekeeping upkeep;
    private CompiledPolicy policy;
    private Instant logTime;

    /**
     * One step.
     *
     * @param next
     *            name of the next step
     */
    public DedupProcessor(CompiledPolicies policies, Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.policies = policies;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var rows = State.of(context);
        var log = new SignalLog(timers, context);
        state = new Stored(rows.rows(RowKind.ALERTS), rows.rows(RowKind.HELD), rows.rows(RowKind.INCIDENTS));
        flapping = new FlappingTimers(rows.rows(RowKind.HELD));
        shell = new EffectRunner(rows, flapping, log, new DecisionLog(NAME, metrics), context, next);
        upkeep = new AlertHousekeeping(rows.rows(RowKind.ALERTS), log);
        policy = policies.active(rows.rows(RowKind.POLICY));
        logTime = Instant.MIN;
        if (timers == Timers.LIVE) {
            flapping.rebuild();
            context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
                var at = Instant.ofEpochMilli(now);
                flapping.sweep(at, row -> log.write(AlertTimers.flappingOver(row, at), at));
            });
            context.schedule(AlertSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> upkeep.sweep(Instant
                    .ofEpochMilli(now), policy.policy().handling(), row -> DedupStep.isForgotten(row, state, logTime)));
        }
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        var judged = message.value();
        if (policy != judged.policy()) {
            policy = judged.policy();
            upkeep.anew();
        }
        logTime = Instant.ofEpochMilli(message.timestamp());
        if (judged.signal().getBody() instanceof Alert alert && alert.getFiresUntil().isPresent()) {
            upkeep.senderGaveEnd();
        }
        shell.apply(DedupStep.decide(state, judged, logTime), message);
    }

    /** As it lies in the store. */
    private record Stored(Rows<AlertState> alerts, Rows<HeldAlert> held, Rows<IncidentRow> incidents)
            implements
                DedupState {

        @Override
        public Optional<AlertState> alert(String identity) {
            return Optional.ofNullable(alerts.get(identity));
        }

        @Override
        public Optional<HeldAlert> held(String identity) {
            return Optional.ofNullable(held.get(identity));
        }

        @Override
        public boolean hasIncident(String incidentId) {
            return incidents.get(incidentId) != null;
        }

        @Override
        public AlertIncidentState standing(String incidentId) {
            return Optional.ofNullable(incidents.get(incidentId)).map(row -> row.getIncident().getMergedInto().isEmpty()
                    ? AlertIncidentState.of(row)
                    : standing(row.getIncident().getMergedInto())).orElse(AlertIncidentState.GONE);
        }
    }
}
