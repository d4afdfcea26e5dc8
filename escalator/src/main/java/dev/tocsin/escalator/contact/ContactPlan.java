package dev.tocsin.escalator.contact;

import java.util.List;
import java.util.stream.Stream;

import dev.tocsin.escalator.decision.LadderDecision.Contacting;
import dev.tocsin.state.ContactRow;
import dev.tocsin.state.Told;

/**
 * How the recipients of a page are reached.
 *
 * @param now
 *            destinations that are used at once, in policy order
 * @param later
 *            destinations that follow, or that wait for the end of quiet hours
 * @param decisions
 *            one for each person with contact rules or quiet hours
 */
public record ContactPlan(List<Told> now, List<ContactRow> later, List<Contacting> decisions) {

    /** Nobody is to be reached. */
    public static final ContactPlan NOBODY = atOnce(List.of());

    public ContactPlan {
        now = List.copyOf(now);
        later = List.copyOf(later);
        decisions = List.copyOf(decisions);
    }

    /** Everything at once, without a decision. */
    static ContactPlan atOnce(List<Told> all) {
        return new ContactPlan(all, List.of(), List.of());
    }

    ContactPlan and(ContactPlan other) {
        return new ContactPlan(joined(now, other.now), joined(later, other.later), joined(decisions, other.decisions));
    }

    /** Whether the row waits for the end of quiet hours. */
    public static boolean isQuiet(ContactRow row) {
        return row.getStep() == 0;
    }

    private static <T> List<T> joined(List<T> some, List<T> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }
}
