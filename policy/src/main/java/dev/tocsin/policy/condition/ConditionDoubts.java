package dev.tocsin.policy.condition;

import java.time.ZoneId;
import java.util.List;

/** Looks for conditions that compile but mean something else than they seem to say, or fail whenever they are asked. */
public final class ConditionDoubts {

    private ConditionDoubts() {}

    /**
     * The doubts about a condition over an alert that has compiled, in the order of its text.
     *
     * @param zone
     *            the policy's time zone
     */
    public static List<Doubt> ofAlert(String when, ZoneId zone) {
        return of(when, Subject.ALERT, zone);
    }

    /** As {@link #ofAlert}, for a condition over an incident. */
    public static List<Doubt> ofIncident(String when, ZoneId zone) {
        return of(when, Subject.INCIDENT, zone);
    }

    private static List<Doubt> of(String when, Subject subject, ZoneId zone) {
        var text = when.stripTrailing();
        return Matchers.looksLike(text, subject.variables().keySet())
                ? MatcherDoubts.of(text)
                : CelDoubts.of(text, subject, zone);
    }
}
