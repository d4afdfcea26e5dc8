package dev.tocsin.schemas.topic;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the catalogue: its name, what lies in it, and how long it is kept. Keys are always plain UTF-8 strings.
 *
 * @param name
 *            name in Kafka
 * @param valueType
 *            the one record type of its values
 * @param cleanup
 *            what the broker drops
 * @param retention
 *            how long records are kept; empty means for ever
 * @param flushed
 *            whether a single-broker installation flushes each record to disk before it acknowledges (RF 1 has no other
 *            protection against power loss)
 * @param doc
 *            what it is for and what its key is, for the docs
 */
public record Topic<V extends SpecificRecord>(String name, Class<V> valueType, Cleanup cleanup,
        Optional<Duration> retention, boolean flushed, String doc) {

    /** Largest record that any topic takes, in bytes; an HTTP body is cut to fit before it is written. */
    public static final int MAX_RECORD_BYTES = 12 * 1024 * 1024;

    /** What the broker drops. */
    public enum Cleanup {
        DELETE("delete"), COMPACT("compact"), COMPACT_AND_DELETE("compact,delete");

        private final String config;

        Cleanup(String config) {
            this.config = config;
        }
    }

    public Topic {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(valueType, "valueType");
        Objects.requireNonNull(cleanup, "cleanup");
        Objects.requireNonNull(retention, "retention");
        Objects.requireNonNull(doc, "doc");
    }

    /**
     * Broker configuration of this topic. Record timestamps are the log's own, so that a source's wrong clock cannot reach
     * retention, windows or timers.
     *
     * @param replication
     *            replication factor it will be created with; 1 adds the flush of {@link #flushed}
     */
    public Map<String, String> config(int replication) {
        var config = new LinkedHashMap<String, String>();
        config.put("cleanup.policy", cleanup.config);
        config.put("retention.ms", retention.map(keep -> Long.toString(keep.toMillis())).orElse("-1"));
        config.put("message.timestamp.type", "LogAppendTime");
        config.put("max.message.bytes", Integer.toString(MAX_RECORD_BYTES));
        if (replication >= 3) {
            config.put("min.insync.replicas", "2");
        } else if (flushed) {
            config.put("flush.messages", "1");
        }
        return config;
    }
}
