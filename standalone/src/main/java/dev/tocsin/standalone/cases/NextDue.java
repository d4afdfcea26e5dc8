package dev.tocsin.standalone.cases;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The next moment at which something may fall due: timers are data, so it is the earliest moment to come that any row of
 * any store speaks of. A row may speak of moments at which nothing happens; stopping there costs little.
 */
final class NextDue {

    private static final int MOST_ROWS = 500;

    private NextDue() {}

    static Optional<Instant> in(Collection<? extends StateStore> stores, Instant now) {
        return stores.stream().filter(KeyValueStore.class::isInstance).flatMap(store -> moments(
                (KeyValueStore<?, ?>) store).filter(now::isBefore).min(Instant::compareTo).stream())
                .min(Instant::compareTo);
    }

    private static Stream<Instant> moments(KeyValueStore<?, ?> store) {
        var found = Stream.<Instant>builder();
        try (var rows = store.all()) {
            for (int read = 0; rows.hasNext() && read < MOST_ROWS; read++) {
                moments(rows.next().value).forEach(found);
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
