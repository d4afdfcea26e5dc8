package dev.tocsin.escalator.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/** What is to be done for one incident. */
public sealed interface LadderDecision {

    /** A ladder starts from its first rung. */
    record StartLadder(String ladder, String why) implements LadderDecision {}

    /**
     * Somebody is asked to act.
     *
     * @param dueAt
     *            when this destination should have been paged
     * @param late
     *            how late it is; zero when it is on time
     * @param alsoTold
     *            other targets that know already or are told together with this one
     */
    record Page(Told to, int rung, int repetition, Instant dueAt, Duration late, List<String> alsoTold,
            String why) implements LadderDecision {

        public Page {
            alsoTold = List.copyOf(alsoTold);
        }

        /** Whether an outage made it late. */
        public boolean isLate() {
            return late.isPositive();
        }
    }

    /**
     * Somebody should have been paged, so long ago that it makes no sense to wake anybody for it now: told, not woken.
     *
     * @param dueAt
     *            when this destination should have been paged
     * @param late
     *            how late it is
     */
    record Missed(Told to, int rung, int repetition, Instant dueAt, Duration late, List<String> alsoTold,
            String why) implements LadderDecision {

        public Missed {
            alsoTold = List.copyOf(alsoTold);
        }
    }

    /**
     * Somebody who was paged is told how it went on.
     *
     * @param about
     *            the incident in the round that the destination was told of
     * @param occasion
     *            tells it from others of its kind in the same climb; may be empty
     * @param late
     *            how late it is; zero when it is on time
     */
    record Tell(Told to, NotificationKind kind, Incident about, int climb, List<String> alsoTold, String why,
            String occasion, Duration late) implements LadderDecision {

        public Tell {
            alsoTold = List.copyOf(alsoTold);
        }
    }

    /** The next step is waited for. */
    record ScheduleRung(StepTime step, boolean end) implements LadderDecision {}

    /**
     * Something is due, and nobody is told of it now; the ladder goes on from it when this is over.
     *
     * @param what
     *            is due: a rung, or the alarm that nobody answered
     * @param why
     *            a storm, a silence, a parent, in words
     */
    record Held(String ladder, StepTime step, String what, String why) implements LadderDecision {}

    /** A rung is not for this incident: its condition does not hold. */
    record Skipped(String ladder, StepTime step, String condition) implements LadderDecision {}

    /** Some on a rung are not paged, because they have acknowledged already. */
    record Spared(String ladder, StepTime step, String why) implements LadderDecision {}

    /** What was held back is due again. */
    record Released(String ladder, StepTime step, String what) implements LadderDecision {}

    /** The ladder is not climbed any further. */
    record StopLadder(String ladder, String why) implements LadderDecision {}

    /** Everybody was paged as often as the policy says, and nobody answered. */
    record Exhausted(String ladder, int repetition, String why) implements LadderDecision {}

    /**
     * No page of a step, or of the alarm, reached anybody, so the next one does not wait for its time.
     *
     * @param step
     *            its number on the ladder; 0 for the alarm
     * @param why
     *            where each page went and why it failed, in words
     */
    record NobodyReached(String ladder, int step, String why) implements LadderDecision {}

    /** Nobody answered, and the ladder wants no more for that than a line among others: an alert of our own says so. */
    record Listed(String ladder) implements LadderDecision {}

    /** It is no longer among what nobody answered. */
    record Unlisted(String ladder) implements LadderDecision {}

    /** Nothing is to be done. */
    record Nothing(NotPagedReason silence, String why) implements LadderDecision {

        /** For the usual reason. */
        public Nothing(NotPagedReason silence) {
            this(silence, silence.reason());
        }
    }
}
