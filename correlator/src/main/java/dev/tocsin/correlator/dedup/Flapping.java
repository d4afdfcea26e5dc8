package dev.tocsin.correlator.dedup;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import dev.tocsin.policy.model.AlertHandling;
import dev.tocsin.state.AlertState;

/** Decides when an alert starts and stops flapping. */
final class Flapping {

    private Flapping() {}

    /** The row with one more transition, and without those that are too old to count, or too many. */
    static AlertState counted(AlertState row, AlertHandling.Flapping rule, Instant now) {
        var oldest = now.minus(rule.within());
        var transitions = new ArrayList<>(row.getTransitions());
        transitions.removeIf(at -> !at.isAfter(oldest));
        transitions.add(now);
        return AlertState.newBuilder(row).setTransitions(List.copyOf(transitions.subList(
                Math.max(0, transitions.size() - rule.transitions()), transitions.size()))).build();
    }

    /** Whether the transitions that were counted are so many that it flaps. */
    static boolean begins(AlertState row, AlertHandling.Flapping rule) {
        return row.getTransitions().size() >= rule.transitions();
    }

    /**
     * Returns when the alert stops flapping without another transition: few enough are left in the window, or it was quiet
     * long enough.
     */
    static Instant endsAt(AlertState row, AlertHandling.Flapping rule) {
        var transitions = row.getTransitions();
        var quiet = transitions.getLast().plus(rule.quiet());
        var mustLeave = transitions.size() - rule.leave() - 1;
        if (mustLeave < 0) {
            return quiet;
        }
        var few = transitions.get(mustLeave).plus(rule.within());
        return few.isBefore(quiet) ? few : quiet;
    }
}
