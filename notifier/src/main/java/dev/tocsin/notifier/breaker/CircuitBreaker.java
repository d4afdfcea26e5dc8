package dev.tocsin.notifier.breaker;

import java.time.Instant;
import java.util.Optional;

/**
 * The circuit breaker of one destination: an immutable value, so that a decision that cannot be committed leaves no trace. It
 * counts outages in a row (no connection, time-outs, 5xx); every answer of the receiver closes it.
 *
 * @param failures
 *            outages since the last answer
 * @param opening
 *            empty while it is closed
 * @param lastFailure
 *            reason of the last outage, without secrets; empty if there was none since the last answer
 */
public record CircuitBreaker(int failures, Optional<Opening> opening, String lastFailure) {

    /** Closed, without failures. */
    public static final CircuitBreaker CLOSED = new CircuitBreaker(0, Optional.empty(), "");

    /**
     * An open or half-open breaker.
     *
     * @param since
     *            when it opened first; a failed probe does not change it
     * @param halfOpenAt
     *            when it lets the next probe through
     */
    public record Opening(Instant since, Instant halfOpenAt) {}

    /** The state at an instant. */
    public BreakerState state(Instant now) {
        return opening.map(it -> now.isBefore(it.halfOpenAt()) ? BreakerState.OPEN : BreakerState.HALF_OPEN)
                .orElse(BreakerState.CLOSED);
    }

    /** After an outage: one more failure. Opens at the limit, and again when the probe fails. */
    public CircuitBreaker failed(Instant now, String reason, BreakerRules rules) {
        var count = failures + 1;
        var next = switch (state(now)) {
            case CLOSED -> count < rules.failures()
                    ? Optional.<Opening>empty()
                    : Optional.of(new Opening(now, now.plus(rules.halfOpenAfter())));
            case HALF_OPEN -> opening.map(it -> new Opening(it.since(), now.plus(rules.halfOpenAfter())));
            case OPEN -> opening;
        };
        return new CircuitBreaker(count, next, reason);
    }

    /** When it lets the next probe through; empty unless it is open. */
    public Optional<Instant> openUntil(Instant now) {
        return opening.map(Opening::halfOpenAt).filter(now::isBefore);
    }

    /** Whether nothing is known against the destination. */
    public boolean isPristine() {
        return equals(CLOSED);
    }
}
