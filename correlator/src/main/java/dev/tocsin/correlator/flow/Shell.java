package dev.tocsin.correlator.flow;

import java.util.List;

import dev.tocsin.correlator.decision.DecisionLog;
import dev.tocsin.correlator.state.State;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;

/** Does what a step decided: the one place where effects meet the store, the decision log and the next step. */
public final class Shell {

    private final State state;
    private final DecisionLog decisions;
    private final ProcessorContext<String, Object> context;
    private final String next;

    /**
     * That of one step.
     *
     * @param next
     *            name of the step that signals go on to
     */
    public Shell(State state, DecisionLog decisions, ProcessorContext<String, Object> context, String next) {
        this.state = state;
        this.decisions = decisions;
        this.context = context;
        this.next = next;
    }

    /** Does all of it, in order. */
    public void apply(List<Effect> effects, Record<String, JudgedSignal> message) {
        effects.forEach(effect -> apply(effect, message));
    }

    private void apply(Effect effect, Record<String, JudgedSignal> message) {
        var trail = message.value().trail();
        switch (effect) {
            case Effect.Put<?> put -> put(put);
            case Effect.Delete(var kind, var key) -> state.rows(kind).delete(key);
            case Effect.Say(var said) -> decisions.say(trail, said);
            case Effect.SayForAll(var said) -> decisions.sayForAll(trail, said);
            case Effect.PassOver(var outcome, var identity) -> decisions.passOver(outcome, identity);
            case Effect.Pass(var judged) -> context.forward(message.withValue(judged), next);
        }
    }

    private <V extends SpecificRecord> void put(Effect.Put<V> put) {
        state.rows(put.kind()).put(put.key(), put.row());
    }
}
