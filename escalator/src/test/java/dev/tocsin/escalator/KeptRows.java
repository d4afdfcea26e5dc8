package dev.tocsin.escalator;

import java.util.Map;

import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** A store that holds rows when the processor is initialised, as after a restore from the changelog. */
final class KeptRows implements KeyValueBytesStoreSupplier {

    private final Map<Bytes, byte[]> rows;

    KeptRows(Map<Bytes, byte[]> rows) {
        this.rows = Map.copyOf(rows);
    }

    @Override
    public String name() {
        return EscalatorTopology.ESCALATIONS;
    }

    @Override
    public KeyValueStore<Bytes, byte[]> get() {
        return new InMemoryKeyValueStore(name()) {

            @Override
            public void init(StateStoreContext context, StateStore root) {
                super.init(context, root);
                rows.forEach(this::put);
            }
        };
    }

    @Override
    public String metricsScope() {
        return "in-memory";
    }
}
