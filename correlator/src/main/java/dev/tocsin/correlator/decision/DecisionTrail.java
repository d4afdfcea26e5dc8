package dev.tocsin.correlator.decision;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.Signal;

/**
 * Collects the decisions of all steps on one signal, which are written as one record at the end. Signals derived from it,
 * such as the alerts of one request, have their own branch and record.
 */
public final class DecisionTrail {

    private Signal signal;
    private final List<DecisionStep> steps = new ArrayList<>();
    private final List<DecisionTrail> branches = new ArrayList<>();

    private DecisionTrail(Signal signal) {
        this.signal = signal;
    }

    /** That of a signal of which nothing was said yet. */
    public static DecisionTrail of(Signal signal) {
        return new DecisionTrail(signal);
    }

    /** Where that is said which concerns a signal that was made of this one: here, if it is the same in another form. */
    public DecisionTrail on(Signal made) {
        if (made.getId().equals(signal.getId())) {
            signal = made;
            return this;
        }
        var branch = new DecisionTrail(made);
        branches.add(branch);
        return branch;
    }

    void add(DecisionStep step) {
        steps.add(step);
    }

    /** The signal that it is about, in the form in which it went on last. */
    Signal signal() {
        return signal;
    }

    /** What was said of it, in order. */
    List<DecisionStep> steps() {
        return List.copyOf(steps);
    }

    /** This one and all that branched off, each before its own branches. */
    Stream<DecisionTrail> all() {
        return Stream.concat(Stream.of(this), branches.stream().flatMap(DecisionTrail::all));
    }
}
