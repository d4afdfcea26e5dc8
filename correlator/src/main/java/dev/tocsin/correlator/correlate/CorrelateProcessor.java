package dev.tocsin.correlator.correlate;

import java.time.Instant;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.influence.Influences;
import dev.tocsin.correlator.influence.SuppressedMembers;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.suppress.Suppressors;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.runtime.streams.PartitionCount;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Provides state to {@link CorrelateStep}, applies its effects, and writes due timers to the log. */
public final class CorrelateProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "correlate";

    private static final Logger LOG = LoggerFactory.getLogger(CorrelateProcessor.class);

    private final Timers timers;
    private final MeterRegistry metrics;
    private Influences surroundings;
    private KnownIncidents incidents;
    private EffectRunner shell;

    public CorrelateProcessor(Timers timers, MeterRegistry metrics) {
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var state = State.of(context);
        surroundings = new Influences(id -> state.row(RowKind.STORMS, id), id -> state.row(RowKind.INCIDENTS, id),
                new SuppressedMembers(Suppressors.of(context)), context.taskId().partition(), PartitionCount.of(
                        context));
        incidents = new KnownIncidents(state::row, surroundings);
        state.forEach(RowKind.NEWS, (id, row) -> surroundings.wrote(RowKind.NEWS, id, row));
        state.forEach(RowKind.STORMS, (id, row) -> surroundings.wrote(RowKind.STORMS, id, row));
        state.forEach(RowKind.TALLIES, (id, _) -> incidents.foundAhead(id));
        state.forEach(RowKind.INCIDENTS, (_, row) -> incidents.found(row));
        state.forEach(RowKind.AFTERMATH, (_, row) -> incidents.foundAftermath(row));
        surroundings.begin();
        shell = new EffectRunner(state, incidents, new SignalLog(timers, context), new DecisionLog(NAME, metrics),
                context,
                "");
        switch (timers) {
            case LIVE -> context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> sweep(Instant
                    .ofEpochMilli(now)));
            case REPLAY -> LOG.info("replaying: timers come from the log only");
        }
    }

    private void sweep(Instant now) {
        incidents.sweep(now, row -> shell.applyDue(IncidentRows.fellDue(row, now), now));
        shell.applyDue(surroundings.due(now), now);
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        shell.apply(CorrelateStep.decide(incidents, surroundings, message.value(), Instant.ofEpochMilli(message
                .timestamp())), message);
    }
}
