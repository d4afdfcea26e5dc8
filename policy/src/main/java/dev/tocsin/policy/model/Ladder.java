package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;

/**
 * Who is paged when nobody acknowledges.
 *
 * @param name
 *            its name
 * @param rungs
 *            from the first to the last, by rising delay
 * @param repeat
 *            how often the whole ladder is climbed again after its last rung; 0 for never
 * @param repeatAfter
 *            how long after the last rung the next climb begins
 */
public record Ladder(String name, List<Rung> rungs, int repeat, Duration repeatAfter) {

    public Ladder {
        rungs = List.copyOf(rungs);
    }

    /**
     * A step of the ladder: who is paged together, and when.
     *
     * @param after
     *            delay from the start of the climb
     * @param targets
     *            names of targets that are paged together
     */
    public record Rung(Duration after, List<String> targets) {

        public Rung {
            targets = List.copyOf(targets);
        }
    }
}
