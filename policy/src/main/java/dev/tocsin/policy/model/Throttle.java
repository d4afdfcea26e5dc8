package dev.tocsin.policy.model;

import java.time.Duration;
import java.util.Objects;

/**
 * How many messages one destination gets within a time. Further ones are held back, and one digest lists them when there is room again.
 *
 * @param messages
 *            how many, from 1 to {@link #MOST}
 * @param within
 *            length of the sliding window, at most {@link #LONGEST}
 */
public record Throttle(int messages, Duration within) {

    /** The most messages that a throttle may name. */
    public static final int MOST = 1_000;

    /** The longest window: a notifier that takes over a partition reads so much of the past. */
    public static final Duration LONGEST = Duration.ofMinutes(15);

    public Throttle {
        Objects.requireNonNull(within, "within");
        if (messages < 1 || messages > MOST || !within.isPositive() || within.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("not a throttle: " + messages + " within " + within);
        }
    }
}
