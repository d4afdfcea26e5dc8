package dev.tocsin.escalator.decision;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import dev.tocsin.event.EmergencyPage;
import dev.tocsin.event.Incident;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.state.Told;

/** A decision about the ladder of an incident. */
public sealed interface LadderDecision {

    /** A ladder starts. */
    record StartLadder(String ladder, String why) implements LadderDecision {}

    /**
     * A page.
     *
     * @param dueAt
     *            due time for this destination
     * @param late
     *            lateness; zero if on time
     * @param alsoTold
     *            other targets that were or are notified
     * @param occasion
     *            the contact step, such as {@code contact/2}; empty for the page of the step itself
     */
    record Page(Told to, int rung, int repetition, Instant dueAt, Duration late, List<String> alsoTold, String why,
            String occasion) implements LadderDecision {

        public Page {
            alsoTold = List.copyOf(alsoTold);
        }

        /** The page of the step itself. */
        public Page(Told to, int rung, int repetition, Instant dueAt, Duration late, List<String> alsoTold,
                String why) {
            this(to, rung, repetition, dueAt, late, alsoTold, why, "");
        }

        /** Whether the page is late. */
        public boolean isLate() {
            return late.isPositive();
        }
    }

    /**
     * A page that is too late to send: the recipient is notified without paging.
     *
     * @param dueAt
     *            due time for this destination
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
     * A paged recipient gets news of the incident.
     *
     * @param about
     *            the incident, in the round in which the destination was paged
     * @param occasion
     *            distinguishes it from others of its kind in the same escalation; may be empty
     * @param late
     *            lateness; zero if on time
     */
    record Tell(Told to, NotificationKind kind, Incident about, int climb, List<String> alsoTold, String why,
            String occasion, Duration late) implements LadderDecision {

        public Tell {
            alsoTold = List.copyOf(alsoTold);
        }
    }

    /** The next step is scheduled. */
    record ScheduleRung(StepTime step, boolean end) implements LadderDecision {}

    /**
     * A due step or alarm is suppressed; the ladder resumes at it.
     *
     * @param what
     *            the step or the alarm
     * @param why
     *            the reason, such as a storm, a silence or a parent
     */
    record Held(String ladder, StepTime step, String what, String why) implements LadderDecision {}

    /** A step is skipped because its condition is not met. */
    record Skipped(String ladder, StepTime step, String condition) implements LadderDecision {}

    /** A step skips recipients who acknowledged. */
    record Spared(String ladder, StepTime step, String why) implements LadderDecision {}

    /** A step pages nobody, because alert-ingest paged about the incident while Kafka was unavailable. */
    record PagedInEmergency(String ladder, StepTime step, EmergencyPage page) implements LadderDecision {

        /** Such as {@code ops by sms at 2026-03-10T12:02:00Z, while Kafka was unavailable}. */
        public String words() {
            return page.getTarget() + " by " + page.getChannel() + " at " + page.getPagedAt() + (page.getDigest()
                    ? ", in a digest"
                    : "") + ", while Kafka was unavailable";
        }
    }

    /**
     * How a paged person is contacted, or why not further.
     *
     * @param target
     *            name of the person
     * @param detail
     *            channels, times, failures; may be empty
     */
    record Contacting(String target, ContactReason reason, String detail) implements LadderDecision {

        /** As a sentence, such as {@code ada: quiet hours: SEV3 waits until 07:00}. */
        public String words() {
            return target + ": " + reason.reason() + (detail.isEmpty() ? "" : ": " + detail);
        }
    }

    /** A suppressed step or alarm resumes. */
    record Released(String ladder, StepTime step, String what) implements LadderDecision {}

    /** The ladder stops. */
    record StopLadder(String ladder, String why) implements LadderDecision {}

    /** The ladder is exhausted: everybody was paged and nobody acknowledged. */
    record Exhausted(String ladder, int repetition, String why) implements LadderDecision {}

    /**
     * No page of a step, or no alarm, was delivered, so the next step runs at once.
     *
     * @param step
     *            number of the step; 0 for the alarm
     * @param why
     *            destinations and failures
     */
    record NobodyReached(String ladder, int step, String why) implements LadderDecision {}

    /** The exhausted incident is added to the digest by an alert. */
    record Listed(String ladder) implements LadderDecision {}

    /** The incident is removed from the digest. */
    record Unlisted(String ladder) implements LadderDecision {}

    /** Nothing happens. */
    record Nothing(NotPagedReason silence, String why) implements LadderDecision {

        /** With the default reason. */
        public Nothing(NotPagedReason silence) {
            this(silence, silence.reason());
        }
    }
}
