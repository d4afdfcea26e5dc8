package dev.tocsin.correlator.suppress;

import java.util.Map;

import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.state.StoreBuilder;

/**
 * What the steps of one task share of what is in force: an index in memory over the rows of silences and
 * inhibitors, made anew from them when the task starts. It has no changelog.
 */
public final class SuppressorsStore implements StateStore {

    /** Name of the store. */
    static final String NAME = "suppressors";

    private Suppressors suppressors = new Suppressors();
    private boolean open;

    /** Of this, Kafka Streams makes one for each task. */
    public static StoreBuilder<SuppressorsStore> builder() {
        return new Builder();
    }

    Suppressors suppressors() {
        return suppressors;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        suppressors = new Suppressors();
        context.register(root, (_, _) -> {});
        open = true;
    }

    @Override
    public void close() {
        open = false;
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    private static final class Builder implements StoreBuilder<SuppressorsStore> {

        @Override
        public StoreBuilder<SuppressorsStore> withCachingEnabled() {
            return this;
        }

        @Override
        public StoreBuilder<SuppressorsStore> withCachingDisabled() {
            return this;
        }

        @Override
        public StoreBuilder<SuppressorsStore> withLoggingEnabled(Map<String, String> config) {
            throw new UnsupportedOperationException("the index is rebuilt from other stores");
        }

        @Override
        public StoreBuilder<SuppressorsStore> withLoggingDisabled() {
            return this;
        }

        @Override
        public SuppressorsStore build() {
            return new SuppressorsStore();
        }

        @Override
        public Map<String, String> logConfig() {
            return Map.of();
        }

        @Override
        public boolean loggingEnabled() {
            return false;
        }

        @Override
        public String name() {
            return NAME;
        }
    }
}
