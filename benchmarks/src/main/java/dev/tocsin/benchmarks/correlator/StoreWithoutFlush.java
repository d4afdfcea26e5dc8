package dev.tocsin.benchmarks.correlator;

import java.util.List;
import java.util.Map;

import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.StateStore;
import org.apache.kafka.streams.processor.StateStoreContext;
import org.apache.kafka.streams.query.Position;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;

/**
 * RocksDB that TopologyTestDriver does not flush. The driver commits after each record, and a commit of a persistent store
 * flushes it and writes its checkpoint with an fsync: that would be all there is to measure. Real Streams commits with
 * exactly-once and does neither.
 */
final class StoreWithoutFlush implements KeyValueStore<Bytes, byte[]> {

    private final KeyValueStore<Bytes, byte[]> disk;

    private StoreWithoutFlush(KeyValueStore<Bytes, byte[]> disk) {
        this.disk = disk;
    }

    static KeyValueBytesStoreSupplier named(String name) {
        var persistent = Stores.persistentKeyValueStore(name);
        return new KeyValueBytesStoreSupplier() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public KeyValueStore<Bytes, byte[]> get() {
                return new StoreWithoutFlush(persistent.get());
            }

            @Override
            public String metricsScope() {
                return persistent.metricsScope();
            }
        };
    }

    @Override
    public boolean persistent() {
        return false;
    }

    @Override
    public void commit(Map<TopicPartition, Long> offsets) {
        // See above.
    }

    @Override
    public Position getPosition() {
        return disk.getPosition();
    }

    @Override
    public String name() {
        return disk.name();
    }

    @Override
    public void init(StateStoreContext context, StateStore root) {
        disk.init(context, root);
    }

    @Override
    public void close() {
        disk.close();
    }

    @Override
    public boolean isOpen() {
        return disk.isOpen();
    }

    @Override
    public void put(Bytes key, byte[] value) {
        disk.put(key, value);
    }

    @Override
    public byte[] putIfAbsent(Bytes key, byte[] value) {
        return disk.putIfAbsent(key, value);
    }

    @Override
    public void putAll(List<KeyValue<Bytes, byte[]>> entries) {
        disk.putAll(entries);
    }

    @Override
    public byte[] delete(Bytes key) {
        return disk.delete(key);
    }

    @Override
    public byte[] get(Bytes key) {
        return disk.get(key);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
        return disk.range(from, to);
    }

    @Override
    public KeyValueIterator<Bytes, byte[]> all() {
        return disk.all();
    }

    @Override
    public long approximateNumEntries() {
        return disk.approximateNumEntries();
    }
}
