package dev.tocsin.notifier.delivery;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.breaker.CircuitBreaker;

/**
 * The gates of one destination, one for each definition of its channel that is in use. After an operator has published a corrected
 * address, pages of the older policy version may still fail at the old one, and must not keep the breaker of the new one open. Not
 * thread-safe.
 */
final class DestinationGates {

    private final String destination;
    private final BreakerRules rules;
    private final Map<String, DestinationGate> gates = new LinkedHashMap<>();
    /** By policy version, as far as they are known: the channel of a destination is always the same. */
    private final Map<Integer, String> definitions = new HashMap<>();

    DestinationGates(String destination, BreakerRules rules) {
        this.destination = destination;
        this.rules = rules;
    }

    /** The gate of a notification to the destination. */
    DestinationGate of(Notification notification, FreshnessCheck judge) {
        var version = notification.getPolicyVersion();
        var definition = Optional.ofNullable(definitions.get(version)).orElseGet(() -> judge.definition(notification));
        if (!definition.isEmpty()) {
            definitions.put(version, definition);
        }
        return gate(definition);
    }

    private DestinationGate gate(String definition) {
        return gates.computeIfAbsent(definition, _ -> new DestinationGate(destination, rules));
    }

    /** Forgets the definitions that only other policy versions have: nothing is sent by them any more. */
    void keepOnly(Set<Integer> versions) {
        definitions.keySet().retainAll(versions);
        if (!definitions.isEmpty()) {
            gates.entrySet().removeIf(gate -> !definitions.containsValue(gate.getKey()) && !gate.getValue()
                    .isResetWanted());
        }
    }

    /** Remembers that somebody asked to close the breakers. */
    void reset(String by) {
        var failing = gates.values().stream().filter(gate -> !gate.breaker().isPristine()).toList();
        (failing.isEmpty() ? List.of(gates.isEmpty() ? gate("") : gates.values().iterator().next()) : failing).forEach(
                gate -> gate.reset(by));
    }

    /** Closes the breakers if somebody asked for it. */
    void applyReset(Instant now) {
        gates.values().forEach(gate -> gate.applyReset(now));
    }

    List<BreakerChange> changes() {
        return gates.values().stream().flatMap(gate -> gate.changes().stream()).toList();
    }

    /** Applies the changes; the instant at which a breaker closed, if one did. */
    Optional<Instant> commit() {
        var closed = gates.values().stream().map(DestinationGate::commit).toList();
        return closed.stream().flatMap(Optional::stream).max(Comparator.naturalOrder());
    }

    /** Discards the changes. */
    void rollback() {
        gates.values().forEach(DestinationGate::rollback);
    }

    /** The breaker that is furthest from closed; closed if nothing was sent. */
    CircuitBreaker breaker(Instant now) {
        return breakers().max(Comparator.<CircuitBreaker>comparingInt(it -> it.state(now).number()).thenComparingInt(
                CircuitBreaker::failures)).orElse(CircuitBreaker.CLOSED);
    }

    private Stream<CircuitBreaker> breakers() {
        return gates.values().stream().map(DestinationGate::breaker);
    }

    /** Whether a reset is still to be written. */
    boolean isResetWanted() {
        return gates.values().stream().anyMatch(DestinationGate::isResetWanted);
    }

    /** Whether nothing is known against the destination. */
    boolean isPristine(Instant now) {
        return gates.values().stream().allMatch(gate -> gate.isPristine(now));
    }
}
