package dev.tocsin.correlator.heartbeat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.flow.EffectRunner;
import dev.tocsin.correlator.flow.JudgedSignal;
import dev.tocsin.correlator.flow.SignalLog;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.State;
import dev.tocsin.correlator.timer.TimerSweep;
import dev.tocsin.correlator.timer.Timers;
import dev.tocsin.runtime.streams.PartitionCount;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.state.HeartbeatRow;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Provides state to {@link HeartbeatStep}, applies its effects, and writes due timers to the log. */
public final class HeartbeatProcessor extends ContextualProcessor<String, JudgedSignal, String, Object> {

    /** Name of the step. */
    public static final String NAME = "heartbeat";

    private final String next;
    private final Timers timers;
    private final MeterRegistry metrics;
    private HeartbeatState state;
    private EffectRunner shell;

    /**
     * One step.
     *
     * @param next
     *            name of the next step
     */
    public HeartbeatProcessor(Timers timers, MeterRegistry metrics, String next) {
        this.next = next;
        this.timers = timers;
        this.metrics = metrics;
    }

    @Override
    public void init(ProcessorContext<String, Object> context) {
        super.init(context);
        var rows = State.of(context);
        var memory = new HeartbeatTimers();
        rows.forEach(RowKind.HEARTBEATS, (name, row) -> memory.wrote(RowKind.HEARTBEATS, name, row));
        state = new Known(rows, memory, context.taskId().partition(), PartitionCount.of(context));
        shell = new EffectRunner(rows, memory, new SignalLog(timers, context), new DecisionLog(NAME, metrics), context,
                next);
        if (timers == Timers.LIVE) {
            context.schedule(TimerSweep.EVERY, PunctuationType.WALL_CLOCK_TIME, now -> {
                var at = Instant.ofEpochMilli(now);
                shell.applyDue(memory.due(at), at);
            });
        }
    }

    @Override
    public void process(Record<String, JudgedSignal> message) {
        shell.apply(HeartbeatStep.decide(state, message.value(), Instant.ofEpochMilli(message.timestamp())), message);
    }

    private record Known(State rows, HeartbeatTimers memory, int partition, int partitions) implements HeartbeatState {

        @Override
        public Optional<HeartbeatRow> heartbeat(String name) {
            return rows.row(RowKind.HEARTBEATS, name);
        }

        @Override
        public List<HeartbeatRow> all() {
            return memory.all();
        }

        @Override
        public boolean isHere(String serviceKey) {
            return ServiceKeys.partition(serviceKey, partitions) == partition;
        }
    }
}
