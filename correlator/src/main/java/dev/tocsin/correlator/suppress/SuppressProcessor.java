package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.Rows;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.SilenceSet;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.condition.AlertFacts;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import dev.tocsin.state.HeldBy;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Provides state to {@link SuppressStep}, applies its effects, and writes ends of silences to the log. */
public final class SuppressProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "suppress";

    private final String next;
    private final Timers timers;
    private final MeterRegistry metrics;
    private SuppressState state;
    private EffectRunner shell;

    /**
     * One step.
     *
     * @param next
     *            name of the next step
     */
    public SuppressProcessor(Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var rows = State.of(context);
        var log = new SignalLog(timers, context);
        var suppressors = Suppressors.of(context);
        suppressors.load(rows.rows(RowKind.SILENCES), rows.rows(RowKind.INHIBITORS));
        var held = new SuppressedAlerts();
        var heldRows = rows.rows(RowKind.HELD);
        try (var found = heldRows.all()) {
            found.forEachRemaining(entry -> held.found(entry.key, entry.value));
        }
        state = new Stored(rows.rows(RowKind.ALERTS), heldRows, held, suppressors, context.taskId().partition());
        shell = new EffectRunner(rows, new Indices(held, suppressors), log, new DecisionLog(NAME, metrics), context,
                next);
        if (timers == Timers.LIVE) {
            context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep(held, log, Instant
                    .ofEpochMilli(now)));
        }
    }

    private void sweep(SuppressedAlerts held, SignalLog log, Instant now) {
        held.sweepEnds(now, state::held, (end, row) -> log.write(RecheckTimers.of(state.partition(), Recheck.at(end
                .id()), end
                        .dueAt(), row.getServiceKey(), now), now));
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        shell.apply(SuppressStep.decide(state, message.value(), Instant.ofEpochMilli(message.timestamp())), message);
    }

    /** What is kept in memory, also for other steps of the task. */
    record Indices(SuppressedAlerts held, Suppressors suppressors) implements Memory {

        @Override
        public void wrote(RowKind<?> kind, String key, SpecificRecord row) {
            switch (row) {
                case HeldAlert alert -> held.wrote(key, alert);
                case SilenceSet silence -> suppressors.silences().take(silence);
                case Bulletin source -> suppressors.inhibitors().take(source);
                default -> {
                }
            }
        }

        @Override
        public void deleted(RowKind<?> kind, String key) {
            if (kind.equals(RowKind.HELD)) {
                held.deleted(key);
            } else if (kind.equals(RowKind.SILENCES)) {
                suppressors.silences().forget(key);
            } else if (kind.equals(RowKind.INHIBITORS)) {
                suppressors.inhibitors().forget(key);
            }
        }

        @Override
        public void watch(DueTimer timer) {
            held.watch(timer);
        }
    }

    /** As it lies in the store, and in memory. */
    private record Stored(Rows<AlertState> alerts, Rows<HeldAlert> rows, SuppressedAlerts index,
            Suppressors suppressors,
            int partition) implements SuppressState {

        @Override
        public Optional<AlertState> alert(String identity) {
            return Optional.ofNullable(alerts.get(identity));
        }

        @Override
        public Optional<HeldAlert> held(String identity) {
            return Optional.ofNullable(rows.get(identity));
        }

        @Override
        public List<String> heldBy(Recheck look, int most) {
            return index.next(look, most);
        }

        @Override
        public Collection<SilenceSet> silences() {
            return suppressors.silences().logged();
        }

        @Override
        public Optional<Bulletin> inhibitor(String identity) {
            return suppressors.inhibitors().get(identity);
        }

        @Override
        public boolean isEmpty(CompiledPolicy policy) {
            return suppressors.isEmpty(policy);
        }

        @Override
        public Optional<HeldBy> judge(AlertFacts facts, CompiledPolicy policy) {
            return suppressors.judge(facts, policy);
        }
    }
}
