package dev.tocsin.correlator.suppress;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.Memory;
import dev.tocsin.correlator.flow.Shell;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.state.Kind;
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

/** Reads for {@link SuppressStep} what it asks for, and lets be done what it decides; puts into the log that a silence is over. */
public final class SuppressProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "suppress";

    private final String next;
    private final Timers timers;
    private final MeterRegistry metrics;
    private SuppressState state;
    private Shell shell;

    /**
     * One step.
     *
     * @param next
     *            name of the step that signals go on to
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
        suppressors.load(rows.rows(Kind.SILENCES), rows.rows(Kind.INHIBITORS));
        var held = new HeldAlerts();
        var heldRows = rows.rows(Kind.HELD);
        try (var found = heldRows.all()) {
            found.forEachRemaining(entry -> held.found(entry.key, entry.value));
        }
        state = new Stored(rows.rows(Kind.ALERTS), heldRows, held, suppressors, context.taskId().partition());
        shell = new Shell(rows, new Indices(held, suppressors), log, new DecisionLog(NAME, metrics), context, next);
        if (timers == Timers.LIVE) {
            context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep(held, log, Instant
                    .ofEpochMilli(now)));
        }
    }

    private void sweep(HeldAlerts held, SignalLog log, Instant now) {
        held.sweepEnds(now, state::held, (end, row) -> log.write(RecheckTimers.of(state.partition(), Recheck.at(end
                .id()), end
                        .dueAt(), row.getServiceKey(), now), now));
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        shell.apply(SuppressStep.decide(state, message.value(), Instant.ofEpochMilli(message.timestamp())), message);
    }

    /** What is kept in memory, also for other steps of the task. */
    record Indices(HeldAlerts held, Suppressors suppressors) implements Memory {

        @Override
        public void wrote(Kind<?> kind, String key, SpecificRecord row) {
            switch (row) {
                case HeldAlert alert -> held.wrote(key, alert);
                case SilenceSet silence -> suppressors.silences().take(silence);
                case Bulletin source -> suppressors.inhibitors().take(source);
                default -> {
                }
            }
        }

        @Override
        public void deleted(Kind<?> kind, String key) {
            if (kind.equals(Kind.HELD)) {
                held.deleted(key);
            } else if (kind.equals(Kind.SILENCES)) {
                suppressors.silences().forget(key);
            } else if (kind.equals(Kind.INHIBITORS)) {
                suppressors.inhibitors().forget(key);
            }
        }

        @Override
        public void watch(DueTimer timer) {
            held.watch(timer);
        }
    }

    /** As it lies in the store, and in memory. */
    private record Stored(Rows<AlertState> alerts, Rows<HeldAlert> rows, HeldAlerts index, Suppressors suppressors,
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
