package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;

/**
 * How the alerts of a rule form an incident, in addition to their correlation key.
 *
 * @param threshold
 *            how many must come before an incident is opened; empty: one
 * @param window
 *            how long after its opening alerts still join; later ones open another incident. Empty: for as long as it is
 *            open
 * @param similarity
 *            alerts of the service whose words overlap at least so much (0 to 1, Jaccard) join even with another key; empty:
 *            only the key counts
 * @param resolves
 *            when its alerts resolve it
 * @param lowers
 *            whether the severity falls again when the worst alerts are over
 * @param inactivity
 *            an incident whose sources are silent for so long is over; empty: never
 * @param maxAge
 *            an incident that is open for so long is over; empty: never
 */
public record Grouping(Optional<Threshold> threshold, Optional<Duration> window, Optional<Double> similarity,
        Resolves resolves, boolean lowers, Optional<Duration> inactivity, Optional<Duration> maxAge) {

    /** One alert opens, all must be over, the severity only rises, nothing ends by age. */
    public static final Grouping PLAIN = new Grouping(Optional.empty(), Optional.empty(), Optional.empty(),
            Resolves.ALL, false, Optional.empty(), Optional.empty());

    public Grouping {
        Objects.requireNonNull(threshold, "threshold");
        Objects.requireNonNull(window, "window");
        Objects.requireNonNull(similarity, "similarity");
        Objects.requireNonNull(resolves, "resolves");
        Objects.requireNonNull(inactivity, "inactivity");
        Objects.requireNonNull(maxAge, "maxAge");
    }

    /** When the alerts of an incident resolve it; the quiet time runs from there. */
    public enum Resolves {
        /** When all are over. */
        ALL,
        /** When the first one is over. */
        FIRST,
        /** When the one that joined last is over. */
        LAST,
        /** Never: a person does. */
        PERSON
    }

    /**
     * How many alerts within which time.
     *
     * @param alerts
     *            at least 2
     */
    public record Threshold(int alerts, Duration within) {}
}
