package dev.tocsin.correlator.flow;

import java.time.Instant;
import java.util.List;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.state.State;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Applies the effects of a step: the only place that writes to the store, the decision log, the signal log and the next
 * step.
 */
public final class EffectRunner {

    /** Name of the sink to {@code tocsin.incidents}. */
    public static final String INCIDENTS = "to-incidents";

    /** Name of the sink to {@code tocsin.timeline}. */
    public static final String TIMELINE = "to-timeline";

    private final State state;
    private final Memory memory;
    private final SignalLog log;
    private final DecisionLog decisions;
    private final ProcessorContext<String, Object> context;
    private final String next;

    /**
     * That of one step.
     *
     * @param memory
     *            learns of each row that is written
     * @param next
     *            name of the next step; the last one passes nothing on
     */
    public EffectRunner(State state, Memory memory, SignalLog log, DecisionLog decisions,
            ProcessorContext<String, Object> context, String next) {
        this.state = state;
        this.memory = memory;
        this.log = log;
        this.decisions = decisions;
        this.context = context;
        this.next = next;
    }

    /** That of a step that remembers nothing and writes nothing into the log of signals. */
    public static EffectRunner ofNoState(DecisionLog decisions, ProcessorContext<String, Object> context, String next) {
        return new EffectRunner(State.none(), Memory.NONE, SignalLog.none(), decisions, context, next);
    }

    /** Does all of it, in order. */
    public void apply(List<Effect> effects, Record<String, JudgedSignal> message) {
        for (var effect : effects) {
            apply(effect, message);
        }
    }

    /** Does all that fell due at a moment, in order. */
    public void applyDue(List<Effect.Lasting> effects, Instant now) {
        for (var effect : effects) {
            apply(effect, now.toEpochMilli());
        }
    }

    private void apply(Effect effect, Record<String, JudgedSignal> message) {
        var trail = message.value().trail();
        switch (effect) {
            case Effect.Lasting lasting -> apply(lasting, message.timestamp());
            case Effect.Say(var said) -> decisions.say(trail, said);
            case Effect.SayForAll(var said) -> decisions.sayForAll(trail, said);
            case Effect.PassOver(var outcome, var identity) -> decisions.passOver(outcome, identity);
            case Effect.Count(var outcome) -> decisions.count(outcome);
            case Effect.Publish(var incident) -> context.forward(new Record<>(incident.getId(), incident, message
                    .timestamp()), INCIDENTS);
            case Effect.Tell(var entry) -> context.forward(new Record<>(entry.getServiceKey(), entry, message
                    .timestamp()), TIMELINE);
            case Effect.Pass(var judged) -> context.forward(message.withValue(judged), next);
            case Effect.For(var made, var effects) -> apply(effects, message.withKey(made.signal().getServiceKey())
                    .withValue(made));
            case Effect.Then(var decision) -> apply(decision.get(), message);
        }
    }

    private void apply(Effect.Lasting effect, long now) {
        switch (effect) {
            case Effect.Put<?> put -> put(put);
            case Effect.Delete(var kind, var key) -> {
                state.delete(kind, key);
                memory.deleted(kind, key);
            }
            case Effect.Watch(var timer) -> memory.watch(timer);
            case Effect.Remember(var memo) -> memory.remember(memo);
            case Effect.Log(var signal) -> log.write(signal, Instant.ofEpochMilli(now));
        }
    }

    private <V extends SpecificRecord> void put(Effect.Put<V> put) {
        state.put(put.kind(), put.key(), put.row());
        memory.wrote(put.kind(), put.key(), put.row());
    }
}
