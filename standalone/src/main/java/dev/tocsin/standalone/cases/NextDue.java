package dev.tocsin.standalone.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.correlator.state.State;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The next moment at which something may fall due: timers are data, so it is the earliest moment to come that any row of
 * any store speaks of. A row may speak of moments at which nothing happens; stopping there costs little.
 */
final class NextDue {

    private static final int MOST_ROWS = 500;

    private NextDue() {}

    static Optional<Instant> in(Collection<? extends StateStore> stores, Instant now) {
        return stores.stream().filter(KeyValueStore.class::isInstance).flatMap(store -> lists(
                (KeyValueStore<?, ?>) store))
                .flatMap(list -> moments(list).filter(now::isBefore).min(Instant::compareTo).stream())
                .min(Instant::compareTo);
    }

    /** What lies in a store, by kind where it holds several: many rows of one must not hide those of another. */
    @SuppressWarnings("unchecked") // the store of that name
    private static Stream<KeyValueIterator<?, ?>> lists(KeyValueStore<?, ?> store) {
        return store.name().equals(State.STORE)
                ? RowKind.ALL.stream().map(kind -> State.over((KeyValueStore<String, SpecificRecord>) store).rows(
                        kind)
                        .all())
                : Stream.of(store.all());
    }

    private static Stream<Instant> moments(KeyValueIterator<?, ?> list) {
        var found = Stream.<Instant>builder();
        try (list) {
            for (int read = 0; list.hasNext() && read < MOST_ROWS; read++) {
                moments(list.next().value).forEach(found);
            }
        }
        return found.build();
    }

    private static Stream<Instant> moments(Object value) {
        return switch (value) {
            case Instant moment -> Stream.of(moment);
            case SpecificRecord row -> row.getSchema().getFields().stream().flatMap(field -> moments(row.get(field
                    .pos())));
            case Collection<?> items -> items.stream().flatMap(NextDue::moments);
            case Map<?, ?> entries -> entries.values().stream().flatMap(NextDue::moments);
            case null, default -> Stream.empty();
        };
    }
}
