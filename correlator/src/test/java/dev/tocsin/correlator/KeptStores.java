package dev.tocsin.correlator;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** Stores in memory whose contents outlive the driver, as a restored changelog outlives a process. */
public final class KeptStores implements Function<String, KeyValueBytesStoreSupplier> {

    private final Map<String, Map<Bytes, byte[]>> kept = new TreeMap<>();

    /** Forgets all, for a task that begins with nothing. */
    public void clear() {
        kept.values().forEach(Map::clear);
    }

    @Override
    public KeyValueBytesStoreSupplier apply(String name) {
        var contents = kept.computeIfAbsent(name, _ -> new TreeMap<>());
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new KeptStore(name, contents);
            }

            @Override
            public String metricsScope() {
                return "kept";
            }
        };
    }

    private static final class KeptStore extends InMemoryKeyValueStore {

        private final Map<Bytes, byte[]> contents;

        KeptStore(String name, Map<Bytes, byte[]> contents) {
            super(name);
            this.contents = contents;
        }

        @Override
        public void init(StateStoreContext context, StateStore root) {
            super.init(context, root);
            contents.forEach(super::put);
        }

        @Override
        public synchronized void put(Bytes key, byte[] value) {
            super.put(key, value);
            if (value == null) {
                contents.remove(key);
            } else {
                contents.put(key, value);
            }
        }

        @Override
        public synchronized byte[] delete(Bytes key) {
            contents.remove(key);
            return super.delete(key);
        }
    }
}
