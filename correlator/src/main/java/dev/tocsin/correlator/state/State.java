package dev.tocsin.correlator.state;

import java.util.Optional;
import java.util.function.BiConsumer;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The state of one partition of the correlator: rows of several {@linkplain RowKind kinds} in one store with one
 * changelog. A signal that changes rows of five kinds is then one batch in its transaction and not five.
 */
public final class State {

    /** Name of the store; its changelog's name is made of it. */
    public static final String STORE = "state";

    private final KeyValueStore<String, SpecificRecord> store;

    private State(KeyValueStore<String, SpecificRecord> store) {
        this.store = store;
    }

    /** That of a task; the step must be connected to the store. */
    public static State of(ProcessorContext<?, ?> context) {
        return over(context.getStateStore(STORE));
    }

    /** That of a store. */
    public static State over(KeyValueStore<String, SpecificRecord> store) {
        return new State(store);
    }

    /** A state for a step that remembers nothing: there is nothing in it, and it takes nothing. */
    public static State none() {
        return new State(null);
    }

    /** Writes a row in the place of the one that was there. */
    public <V extends SpecificRecord> void put(RowKind<V> kind, String key, V row) {
        store.put(kind.key(key), row);
    }

    /** The row of a key, if there is one. */
    public <V extends SpecificRecord> Optional<V> row(RowKind<V> kind, String key) {
        return Optional.ofNullable(kind.type().cast(store.get(kind.key(key))));
    }

    /** Hands over all rows of a kind, with their keys and in the order of these. */
    public <V extends SpecificRecord> void forEach(RowKind<V> kind, BiConsumer<String, V> found) {
        try (var all = rows(kind).all()) {
            all.forEachRemaining(entry -> found.accept(entry.key, entry.value));
        }
    }

    /** Removes a row, if it is there. */
    public void delete(RowKind<?> kind, String key) {
        store.delete(kind.key(key));
    }

    /** The rows of one kind. */
    public <V extends SpecificRecord> Rows<V> rows(RowKind<V> kind) {
        return new Rows<>(store, kind);
    }
}
