package dev.tocsin.policy.oncall;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * A period in which the same people are on call for the same reason.
 *
 * @param people
 *            names of targets, first first; empty in a gap
 * @param to
 *            exclusive
 * @param layer
 *            name of the layer that says so; empty for an override and in a gap
 */
public record Shift(List<String> people, Instant from, Instant to, Why why, String layer) {

    public Shift {
        people = List.copyOf(people);
    }

    /** What says who is on call. */
    public enum Why {
        /** The rotation. */
        LAYER,
        /** An override. */
        OVERRIDE,
        /** The rotation, with two people exchanged. */
        SWAP,
        /** Nothing: a gap. */
        GAP
    }

    /** Whether nobody is on call. */
    public boolean isGap() {
        return why == Why.GAP;
    }

    /** How long it is. */
    public Duration length() {
        return Duration.between(from, to);
    }
}
