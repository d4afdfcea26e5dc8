package dev.tocsin.correlator.model;

import java.time.Duration;
import java.util.List;

import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;

/**
 * One thing that happens.
 *
 * @param what
 *            what
 * @param alert
 *            to which of eight alerts, or to the incident that it was in last
 * @param after
 *            how long after the step before
 */
record Step(What what, int alert, Duration after) {

    private static final int ALERTS = 8;
    private static final int LONGEST = 20;
    private static final List<Duration> PAUSES = List.of(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(10),
            Duration.ofSeconds(40), Duration.ofSeconds(90), Duration.ofMinutes(2), Duration.ofMinutes(5), Duration
                    .ofMinutes(9), Duration.ofMinutes(16), Duration.ofMinutes(30), Duration.ofMinutes(31), Duration
                            .ofHours(3), Duration.ofHours(25));
    /** The more often, the more likely. */
    private static final List<What> LIKELY = List.of(What.FIRE, What.FIRE, What.FIRE, What.FIRE, What.FIRE_MILDER,
            What.FIRE_MILDER, What.RESOLVE, What.RESOLVE, What.RESOLVE, What.RESOLVE);

    enum What {
        /** A new occurrence, critical. */
        FIRE,
        /** A new occurrence, warning. */
        FIRE_MILDER,
        /** The occurrence is over. */
        RESOLVE,
        /** The same occurrence once more. */
        REPEAT,
        /** The same, and its source now says info. */
        REPEAT_MILDER,
        /** The same, and its source now says critical. */
        REPEAT_WORSE,
        /** The same, in other words. */
        REPEAT_IN_OTHER_WORDS,
        /** The same, counted from half a minute before the known start, as by another sender. */
        REPEAT_FROM_EARLIER,
        /** The source counts the occurrence from now on, as after a restart. */
        REPEAT_FROM_NOW,
        /** The last delivery about the alert once more. */
        DUPLICATE,
        /** A delivery about an occurrence that began ten minutes before. */
        LATE_FIRE,
        /** An occurrence of ten minutes ago that was over five minutes ago. */
        LATE_RESOLVE,
        /** It began before the known start, by the word of another peer, and is over now. */
        RESOLVE_FROM_EARLIER, ACKNOWLEDGE, MITIGATE, RESOLVE_BY_PERSON, CLOSE, SET_SEVERITY, SNOOZE,
        /** The same by somebody else. */
        ACKNOWLEDGE_TOO, MITIGATION_FAILED, SET_WORST, COMMAND_AGAIN,
        /** Alerts of the name are silenced for a quarter of an hour. */
        SILENCE,
        /** Another policy is activated; which one, the alert's number says. */
        SWITCH_POLICY,
        /** The task begins anew over the same stores. */
        RESTART
    }

    static Gen<List<Step>> histories() {
        var what = Gens.oneOf(Gens.of(LIKELY), Gens.of(What.class));
        return Gens.combine(what, Gens.ints(0, ALERTS - 1), Gens.of(PAUSES), Step::new).list(1, LONGEST);
    }

    String service() {
        return alert % 2 == 0 ? "shop" : "pay";
    }

    String name() {
        return alert / 2 % 2 == 0 ? "DiskFull" : "HighLatency";
    }

    String alertName() {
        return "a" + alert;
    }

    @Override
    public String toString() {
        return "+" + after.toString().substring(2).toLowerCase(java.util.Locale.ROOT) + " " + what + " " + alertName();
    }
}
