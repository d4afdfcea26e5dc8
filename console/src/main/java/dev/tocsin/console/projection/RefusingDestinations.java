package dev.tocsin.console.projection;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.event.Delivery;

/**
 * Destinations whose last final delivery failed; a successful delivery removes a destination.
 * A fold over tocsin.deliveries: the order in which partitions are read, and records read twice, change nothing but the
 * moment of the first refusal, which is the earliest that was read. Not thread-safe.
 */
final class RefusingDestinations {

    private static final int MOST_DESTINATIONS = 2_000;

    private final Map<String, Standing> byDestination = new HashMap<>();

    private record Standing(Optional<Instant> arrived, Optional<RefusingDestination> refusal) {

        private static final Standing NONE = new Standing(Optional.empty(), Optional.empty());

        Standing with(Delivery delivery) {
            return switch (delivery.getOutcome()) {
                case DELIVERED -> arrived(delivery.getAt());
                case REJECTED, GAVE_UP -> refused(delivery);
                case STARTED, RETRY, DROPPED, UNKNOWN -> this;
            };
        }

        Instant last() {
            return refusal.map(RefusingDestination::last).or(() -> arrived).orElse(Instant.MIN);
        }

        private Standing arrived(Instant at) {
            var latest = arrived.filter(at::isBefore).orElse(at);
            return new Standing(Optional.of(latest), refusal.filter(it -> it.last().isAfter(latest)));
        }

        private Standing refused(Delivery delivery) {
            var at = delivery.getAt();
            if (arrived.filter(it -> !it.isBefore(at)).isPresent()) {
                return this;
            }
            var fresh = new RefusingDestination(delivery.getChannel(), delivery.getDestination(), at, at, delivery
                    .getReason());
            return new Standing(arrived, Optional.of(refusal.map(before -> before.and(fresh)).orElse(fresh)));
        }
    }

    void add(Delivery delivery) {
        byDestination.merge(delivery.getDestination(), Standing.NONE.with(delivery), (before, _) -> before.with(
                delivery));
        if (byDestination.size() > MOST_DESTINATIONS) {
            byDestination.entrySet().stream().min(Comparator.<Map.Entry<String, Standing>>comparingInt(
                    entry -> entry.getValue().refusal().isPresent() ? 1 : 0).thenComparing(entry -> entry.getValue()
                            .last()))
                    .map(Map.Entry::getKey).ifPresent(byDestination::remove);
        }
    }

    /** Failing destinations, longest first. */
    List<RefusingDestination> all() {
        var all = new ArrayList<RefusingDestination>();
        byDestination.values().forEach(record -> record.refusal().ifPresent(all::add));
        all.sort(Comparator.comparing(RefusingDestination::since).thenComparing(RefusingDestination::destination));
        return all;
    }
}
