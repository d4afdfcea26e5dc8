package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.breaker.BreakerState;
import dev.tocsin.notifier.breaker.CircuitBreaker;

/** Whether a destination may be called now: the pause that it asked for, and its circuit breaker. Not thread-safe. */
final class DestinationGate {

    private final String destination;
    private final BreakerRules rules;
    private final List<BreakerChange> changes = new ArrayList<>();
    private Instant heldUntil = Instant.MIN;
    private CircuitBreaker breaker = CircuitBreaker.CLOSED;
    private CircuitBreaker committed = CircuitBreaker.CLOSED;
    private Optional<Instant> closedAt = Optional.empty();
    private Optional<String> resetBy = Optional.empty();
    private boolean resetApplied;

    DestinationGate(String destination, BreakerRules rules) {
        this.destination = destination;
        this.rules = rules;
    }

    /** What an attempt may do. */
    sealed interface Passage {

        /** It may start. */
        record Free() implements Passage {}

        /** As many as the destination takes are in flight, or a probe is. */
        record Full() implements Passage {}

        /** The receiver asked for a pause. */
        record Held(Instant until, String reason) implements Passage {}

        /** The breaker is open. */
        record Refused(Instant until, String reason) implements Passage {}
    }

    /**
     * Whether an attempt may start.
     *
     * @param inFlight
     *            attempts in flight
     * @param parallel
     *            how many may be in flight while the breaker is closed
     */
    Passage passage(Instant now, int inFlight, int parallel) {
        if (heldUntil.isAfter(now)) {
            return new Passage.Held(heldUntil, "the receiver asked for no requests before " + heldUntil);
        }
        var refusal = refusal(now);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var most = breaker.state(now) == BreakerState.HALF_OPEN ? 1 : parallel;
        return inFlight < most ? new Passage.Free() : new Passage.Full();
    }

    /** The refusal while the breaker is open. */
    Optional<Passage.Refused> refusal(Instant now) {
        return breaker.openUntil(now).map(until -> new Passage.Refused(until, "circuit breaker open after " + breaker
                .failures() + " failures in a row, next probe at " + until + "; last failure: " + breaker
                        .lastFailure()));
    }

    /** The later of an instant and the end of the open breaker's pause. */
    Instant notBefore(Instant wanted, Instant now) {
        return breaker.openUntil(now).filter(wanted::isBefore).orElse(wanted);
    }

    /** The receiver asked for a pause. */
    void hold(Instant until) {
        heldUntil = until.isAfter(heldUntil) ? until : heldUntil;
    }

    /** Takes the result of an attempt. */
    void landed(Outcome outcome, Instant now) {
        switch (outcome.reachability()) {
            case ANSWERED -> close("closed", "the receiver answered: " + outcome.reason(), now);
            case OUTAGE -> {
                var before = breaker.state(now);
                breaker = breaker.failed(now, outcome.reason(), rules);
                if (breaker.state(now) == BreakerState.OPEN && before != BreakerState.OPEN) {
                    change(before == BreakerState.CLOSED ? "opened" : "reopened", refusal(now).map(
                            Passage.Refused::reason).orElse(""), now);
                }
            }
            case UNTRIED -> {
            }
        }
    }

    /** Remembers that somebody asked to close the breaker. */
    void reset(String by) {
        resetBy = Optional.of(by);
    }

    /** Closes the breaker if somebody asked for it. */
    void applyReset(Instant now) {
        resetBy.ifPresent(by -> {
            var was = breaker.state(now);
            breaker = CircuitBreaker.CLOSED;
            closedAt = Optional.of(now);
            resetApplied = true;
            change("reset", "reset by " + by + "; it was " + was.name().toLowerCase(java.util.Locale.ROOT).replace('_',
                    '-'), now);
        });
    }

    private void close(String code, String reason, Instant now) {
        if (breaker.opening().isPresent()) {
            closedAt = Optional.of(now);
            change(code, reason, now);
        }
        breaker = CircuitBreaker.CLOSED;
    }

    private void change(String code, String reason, Instant now) {
        changes.add(new BreakerChange(destination, code, reason, now));
    }

    List<BreakerChange> changes() {
        return List.copyOf(changes);
    }

    /** Applies the changes; the instant at which the breaker closed, if it did. */
    Optional<Instant> commit() {
        var closed = closedAt;
        committed = breaker;
        if (resetApplied) {
            resetBy = Optional.empty();
        }
        forgetChanges();
        return closed;
    }

    /** Discards the changes; a requested reset is applied with the next steps. */
    void rollback() {
        breaker = committed;
        forgetChanges();
    }

    private void forgetChanges() {
        changes.clear();
        resetApplied = false;
        closedAt = Optional.empty();
    }

    CircuitBreaker breaker() {
        return breaker;
    }

    /** Whether a reset is still to be written. */
    boolean isResetWanted() {
        return resetBy.isPresent();
    }

    /** Whether nothing is known against the destination. */
    boolean isPristine(Instant now) {
        return breaker.isPristine() && !heldUntil.isAfter(now) && resetBy.isEmpty();
    }
}
