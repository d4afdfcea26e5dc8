package dev.tocsin.notifier.breaker;

import java.time.Instant;

/**
 * A breaker at an instant.
 *
 * @param state
 *            at that instant
 * @param waiting
 *            unfinished notifications to the destination
 */
public record BreakerStatus(String destination, BreakerState state, CircuitBreaker breaker, int waiting) {

    /** The status of a breaker. */
    public static BreakerStatus of(String destination, CircuitBreaker breaker, int waiting, Instant now) {
        return new BreakerStatus(destination, breaker.state(now), breaker, waiting);
    }
}
