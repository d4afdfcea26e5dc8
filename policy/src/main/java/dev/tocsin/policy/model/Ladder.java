package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;

import dev.tocsin.policy.condition.IncidentCondition;

/**
 * Who is paged when nobody acknowledges.
 *
 * @param name
 *            its name
 * @param rungs
 *            what is climbed, by rising delay: the steps, and one more for each secondary who is paged later
 * @param repeat
 *            how often the whole ladder is climbed again after its last rung; 0 for never
 * @param repeatAfter
 *            how long after the last rung the next climb begins
 * @param steps
 *            as its author wrote it
 */
public record Ladder(String name, List<Rung> rungs, int repeat, Duration repeatAfter, List<Step> steps) {

    public Ladder {
        rungs = List.copyOf(rungs);
        steps = List.copyOf(steps);
    }

    /** A ladder of plain steps. */
    public Ladder(String name, List<Rung> rungs, int repeat, Duration repeatAfter) {
        this(name, rungs, repeat, repeatAfter, rungs.stream().map(Step::plain).toList());
    }

    /**
     * Who is paged together, and when.
     *
     * @param after
     *            delay from the start of the climb
     * @param targets
     *            names of targets that are paged together
     * @param when
     *            for which incidents
     */
    public record Rung(Duration after, List<String> targets, IncidentCondition when) {

        public Rung {
            targets = List.copyOf(targets);
            Objects.requireNonNull(when, "when");
        }

        /** For every incident. */
        public Rung(Duration after, List<String> targets) {
            this(after, targets, IncidentCondition.ALWAYS);
        }
    }

    /**
     * A step as it was written.
     *
     * @param after
     *            delay from the start of the climb
     * @param targets
     *            names of targets that are paged at once
     * @param seconds
     *            who is paged later when the first do not answer
     * @param when
     *            for which incidents
     */
    public record Step(Duration after, List<String> targets, List<Seconds> seconds, IncidentCondition when) {

        public Step {
            targets = List.copyOf(targets);
            seconds = List.copyOf(seconds);
            Objects.requireNonNull(when, "when");
        }

        private static Step plain(Rung rung) {
            return new Step(rung.after(), rung.targets(), List.of(), rung.when());
        }
    }

    /**
     * Somebody with somebody else behind.
     *
     * @param primary
     *            names of targets that are paged at once
     * @param secondary
     *            names of targets that are paged when the primary does not answer
     * @param after
     *            how long after the primary
     */
    public record Seconds(List<String> primary, List<String> secondary, Duration after) {

        public Seconds {
            primary = List.copyOf(primary);
            secondary = List.copyOf(secondary);
        }
    }
}
