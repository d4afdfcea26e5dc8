package dev.tocsin.runtime.streams;

import java.util.Map;

import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.InfoLogLevel;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/**
 * One bound on the memory of all RocksDB stores of the process: with twelve partitions a store, the defaults would let
 * them take gigabytes outside the heap.
 */
public final class BoundedRocksDb implements RocksDBConfigSetter {

    private static final long MEGABYTE = 1024L * 1024;
    private static final long CACHE_BYTES = Long.getLong("tocsin.rocksdb.megabytes", 96) * MEGABYTE;
    private static final long MEMTABLE_BYTES = CACHE_BYTES / 2;
    private static final long ARENA_BLOCK_BYTES = 128L * 1024;
    private static final int WRITE_BUFFER_MEGABYTES = 4;

    private static final Shared SHARED = new Shared();

    @Override
    public void setConfig(String storeName, Options options, Map<String, Object> configs) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(SHARED.cache);
        table.setCacheIndexAndFilterBlocks(true);
        table.setPinTopLevelIndexAndFilter(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(SHARED.memtables);
        options.setWriteBufferSize(WRITE_BUFFER_MEGABYTES * MEGABYTE);
        options.setMaxWriteBufferNumber(2);
        options.setArenaBlockSize(ARENA_BLOCK_BYTES);
        options.setInfoLogLevel(InfoLogLevel.ERROR_LEVEL);
        options.setStatsDumpPeriodSec(0);
    }

    @Override
    public void close(String storeName, Options options) {
        // The cache and the write buffer manager belong to the process, not to the store.
    }

    private static final class Shared {
        private final Cache cache = new LRUCache(CACHE_BYTES);
        private final WriteBufferManager memtables = new WriteBufferManager(MEMTABLE_BYTES, cache);
    }
}
