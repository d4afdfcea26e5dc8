package dev.tocsin.correlator.flow;

import java.util.List;
import java.util.function.Supplier;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import org.apache.avro.specific.SpecificRecord;

/** An effect that a step requests. Steps only decide; {@link EffectRunner} applies effects in order. */
public sealed interface Effect {

    /** An effect that does not depend on a signal and can be caused by a timer. */
    sealed interface Lasting extends Effect {}

    /** A row is written in the place of the one that was there. */
    record Put<V extends SpecificRecord>(RowKind<V> kind, String key, V row) implements Lasting {}

    /** A row is removed. */
    record Delete(RowKind<?> kind, String key) implements Lasting {}

    /** Watches a row for its due time. */
    record Watch(DueTimer timer) implements Lasting {}

    /** What follows from no row is remembered in memory alone. */
    record Remember(Memo memo) implements Lasting {}

    /** A signal is written into the log, for this partition or another; a replay finds it there already. */
    record Log(Signal signal) implements Lasting {}

    /** A snapshot of an incident is published. */
    record Publish(Incident incident) implements Effect {}

    /** A fact is written onto the timeline of an incident. */
    record Tell(TimelineEntry entry) implements Effect {}

    /** Records a decision on the signal. */
    record Say(StepDecision said) implements Effect {}

    /** The same, for all deliveries of its alert as well that were passed over since the last one that was told. */
    record SayForAll(StepDecision said) implements Effect {}

    /** Counts a delivery without effect; the next recorded decision reports the count. */
    record PassOver(String outcome, String alertIdentity) implements Effect {}

    /** Counts a decision without a record. */
    record Count(String outcome) implements Effect {}

    /** Passes the signal to the next step; later effects of the list run afterwards. */
    record Pass(JudgedSignal judged) implements Effect {}

    /** All of it is done for a signal that was made of this one, and not for this one. */
    record For(JudgedSignal made, List<Effect> effects) implements Effect {

        public For {
            effects = List.copyOf(effects);
        }
    }

    /** Decides only after the effects before it are applied, from the state at that time. */
    record Then(Supplier<List<Effect>> decision) implements Effect {}
}
