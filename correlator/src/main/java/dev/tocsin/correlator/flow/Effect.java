package dev.tocsin.correlator.flow;

import java.util.List;
import java.util.function.Supplier;

import dev.tocsin.correlator.decision.StepDecision;
import dev.tocsin.correlator.state.Kind;
import dev.tocsin.correlator.timer.DueTimer;
import dev.tocsin.event.Incident;
import dev.tocsin.event.Signal;
import dev.tocsin.event.TimelineEntry;
import org.apache.avro.specific.SpecificRecord;

/** What a step wants done after it has decided. A step only says so; {@link Shell} does it, in the order of the list. */
public sealed interface Effect {

    /** One that needs no signal at hand: time alone may bring it about. */
    sealed interface Lasting extends Effect {}

    /** A row is written in the place of the one that was there. */
    record Put<V extends SpecificRecord>(Kind<V> kind, String key, V row) implements Lasting {}

    /** A row is removed. */
    record Delete(Kind<?> kind, String key) implements Lasting {}

    /** What falls due for a row is watched for from now on. */
    record Watch(DueTimer timer) implements Lasting {}

    /** What follows from no row is remembered in memory alone. */
    record Remember(Memo memo) implements Lasting {}

    /** A signal is written into the log, for this partition or another; a replay finds it there already. */
    record Log(Signal signal) implements Lasting {}

    /** A snapshot of an incident is published. */
    record Publish(Incident incident) implements Effect {}

    /** A fact is written onto the timeline of an incident. */
    record Tell(TimelineEntry entry) implements Effect {}

    /** What was decided is told of the signal. */
    record Say(StepDecision said) implements Effect {}

    /** The same, for all deliveries of its alert as well that were passed over since the last one that was told. */
    record SayForAll(StepDecision said) implements Effect {}

    /** A delivery of an alert that changes nothing is counted by its outcome, and told with the next one. */
    record PassOver(String outcome, String alertIdentity) implements Effect {}

    /** A decision is counted of which no record needs to tell. */
    record Count(String outcome) implements Effect {}

    /** The signal goes on to the next step; what follows in the list is done when it comes back. */
    record Pass(JudgedSignal judged) implements Effect {}

    /** All of it is done for a signal that was made of this one, and not for this one. */
    record For(JudgedSignal made, List<Effect> effects) implements Effect {

        public For {
            effects = List.copyOf(effects);
        }
    }

    /** Is decided only when all that stands before it in the list is done, from what is remembered then. */
    record Then(Supplier<List<Effect>> decision) implements Effect {}
}
