package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

import dev.tocsin.policy.condition.IncidentCondition;

/**
 * An escalation ladder.
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
 * @param conduct
 *            how it begins and ends besides its rungs
 */
public record Ladder(String name, List<Rung> rungs, int repeat, Duration repeatAfter, List<Step> steps,
        Conduct conduct) {

    public Ladder {
        rungs = List.copyOf(rungs);
        steps = List.copyOf(steps);
        Objects.requireNonNull(conduct, "conduct");
    }

    /** A ladder of plain steps. */
    public Ladder(String name, List<Rung> rungs, int repeat, Duration repeatAfter) {
        this(name, rungs, repeat, repeatAfter, rungs.stream().map(Step::plain).toList(), Conduct.PLAIN);
    }

    /**
     * How a ladder begins and ends.
     *
     * @param acknowledges
     *            how many different people must acknowledge before it stops, at least 1
     * @param acknowledgeExpires
     *            after how long without a sign of life an acknowledge no longer counts; empty: never
     * @param jumpsIn
     *            whether an incident that gets worse begins on it where it would stand by then, not at its first rung
     * @param alarm
     *            names of those who are told when nobody answered; empty: the operator, else whom the last rung pages
     * @param alarmEvery
     *            how often they are told again while nobody answers; empty: once
     * @param digest
     *            whether nobody is told that nobody answered, but the incident is listed with all others of that sort
     */
    public record Conduct(int acknowledges, Optional<Duration> acknowledgeExpires, boolean jumpsIn, List<String> alarm,
            Optional<Duration> alarmEvery, boolean digest) {

        /** One acknowledge stops it for good; it begins at its first rung; that nobody answered is told once. */
        public static final Conduct PLAIN = new Conduct(1, Optional.empty(), false, List.of(), Optional.empty());

        public Conduct {
            Objects.requireNonNull(acknowledgeExpires, "acknowledgeExpires");
            alarm = List.copyOf(alarm);
            Objects.requireNonNull(alarmEvery, "alarmEvery");
        }

        /** Not for the digest. */
        public Conduct(int acknowledges, Optional<Duration> acknowledgeExpires, boolean jumpsIn, List<String> alarm,
                Optional<Duration> alarmEvery) {
            this(acknowledges, acknowledgeExpires, jumpsIn, alarm, alarmEvery, false);
        }
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
