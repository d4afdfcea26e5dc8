package dev.tocsin.correlator.state;

import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The rows of one kind, as if they had a store of their own: keys are without the kind's name, and no row of another kind is
 * met.
 *
 * @param <V>
 *            what a row is
 */
public final class Rows<V extends SpecificRecord> {

    private final KeyValueStore<String, SpecificRecord> store;
    private final RowKind<V> kind;
    private final String prefix;

    Rows(KeyValueStore<String, SpecificRecord> store, RowKind<V> kind) {
        this.store = store;
        this.kind = kind;
        this.prefix = kind.prefix();
    }

    /** The row of a key, or null where there is none. */
    public V get(String key) {
        return kind.type().cast(store.get(prefix + key));
    }

    /** Writes a row in the place of the one that was there. */
    public void put(String key, V row) {
        store.put(prefix + key, row);
    }

    /** Removes a row, if it is there. */
    public void delete(String key) {
        store.delete(prefix + key);
    }

    /** All rows, in the order of their keys. The iterator is to be closed. */
    public KeyValueIterator<String, V> all() {
        return from("");
    }

    /** The rows whose keys are that one or behind it, in the order of their keys. The iterator is to be closed. */
    public KeyValueIterator<String, V> from(String first) {
        return new Stripped(store.range(prefix + first, kind.end()));
    }

    /** The rows from one key to another, both inclusive, in the order of their keys. The iterator is to be closed. */
    public KeyValueIterator<String, V> range(String first, String last) {
        return new Stripped(store.range(prefix + first, prefix + last));
    }

    /** Rows whose keys are without the kind's name. */
    private final class Stripped implements KeyValueIterator<String, V> {

        private final KeyValueIterator<String, SpecificRecord> found;

        Stripped(KeyValueIterator<String, SpecificRecord> found) {
            this.found = found;
        }

        @Override
        public boolean hasNext() {
            return found.hasNext();
        }

        @Override
        public KeyValue<String, V> next() {
            var next = found.next();
            return KeyValue.pair(next.key.substring(prefix.length()), kind.type().cast(next.value));
        }

        @Override
        public String peekNextKey() {
            return found.peekNextKey().substring(prefix.length());
        }

        @Override
        public void close() {
            found.close();
        }
    }
}
