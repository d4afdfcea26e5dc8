package dev.tocsin.schemas.registry;

import java.time.Duration;
import java.util.Objects;

/**
 * Retries and timeouts before a registry counts as unavailable.
 *
 * @param retries
 *            further rounds over all addresses after the first one
 * @param firstWait
 *            pause before the second round; doubles from round to round
 * @param longestWait
 *            bound of that pause
 * @param connect
 *            limit for making a connection
 * @param answer
 *            limit for one answer
 */
public record Patience(int retries, Duration firstWait, Duration longestWait, Duration connect, Duration answer) {

    public Patience {
        if (retries < 0) {
            throw new IllegalArgumentException("retries must not be negative: " + retries);
        }
        Objects.requireNonNull(firstWait, "firstWait");
        Objects.requireNonNull(longestWait, "longestWait");
        Objects.requireNonNull(connect, "connect");
        Objects.requireNonNull(answer, "answer");
    }

    /** The pause before a round; the first retry is round 1. */
    public Duration before(int round) {
        var wait = firstWait.multipliedBy(1L << Math.min(round - 1, 20));
        return wait.compareTo(longestWait) < 0 ? wait : longestWait;
    }
}
