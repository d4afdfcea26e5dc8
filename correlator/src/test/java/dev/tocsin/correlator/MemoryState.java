package dev.tocsin.correlator;

import dev.tocsin.correlator.state.State;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.state.Stores;

/** The state of a partition in memory, for tests of what reads and writes it. */
public final class MemoryState {

    private MemoryState() {}

    /** An empty one that the steps of a context find. */
    public static State in(MockProcessorContext<?, ?> context) {
        var store = Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(State.STORE), Serdes.String(),
                CorrelatorHarness.SERDES.state()).withLoggingDisabled().build();
        store.init(context.getStateStoreContext(), store);
        context.addStateStore(store);
        return State.over(store);
    }
}
