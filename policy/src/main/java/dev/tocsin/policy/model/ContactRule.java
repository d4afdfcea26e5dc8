package dev.tocsin.policy.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import dev.tocsin.policy.oncall.Restriction;
import dev.tocsin.schemas.time.Durations;

/**
 * How a person is contacted once they are paged, until somebody acknowledges.
 *
 * @param severities
 *            ids of the severities that it covers; empty: all
 * @param hours
 *            when it applies: while all of them hold; empty: always
 * @param steps
 *            by rising delay, at least one
 */
public record ContactRule(Set<String> severities, List<Restriction> hours, List<Step> steps) {

    public ContactRule {
        severities = Set.copyOf(severities);
        hours = List.copyOf(hours);
        steps = List.copyOf(steps);
        if (steps.isEmpty()) {
            throw new IllegalArgumentException("a contact rule without steps");
        }
    }

    /**
     * One way of contact.
     *
     * @param after
     *            delay from the page of the person
     * @param channels
     *            names of channels on which the person has an address, used together
     */
    public record Step(Duration after, List<String> channels) {

        public Step {
            channels = List.copyOf(channels);
        }

        /** Such as {@code text after 2 min}. */
        String words() {
            return String.join(" and ", channels) + (after.isZero()
                    ? " at once"
                    : " after " + Durations.inWords(after));
        }
    }

    /** Its steps, such as {@code push at once, text after 2 min, phone after 5 min}. */
    public String words() {
        return steps.stream().map(Step::words).collect(Collectors.joining(", "));
    }

    /** Whether it covers a severity, at some hour. */
    public boolean covers(String severity) {
        return severities.isEmpty() || severities.contains(severity);
    }

    /** Whether it applies to a page of that severity at a moment. */
    public boolean appliesTo(String severity, Instant at) {
        return covers(severity) && hours.stream().allMatch(hour -> hour.holdsAt(at));
    }
}
