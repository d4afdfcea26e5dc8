package dev.tocsin.runtime.streams;

import static org.apache.kafka.clients.consumer.ConsumerConfig.AUTO_OFFSET_RESET_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.MAX_POLL_RECORDS_CONFIG;
import static org.apache.kafka.clients.consumer.ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.BATCH_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.COMPRESSION_TYPE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.LINGER_MS_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION;
import static org.apache.kafka.clients.producer.ProducerConfig.MAX_REQUEST_SIZE_CONFIG;
import static org.apache.kafka.clients.producer.ProducerConfig.TRANSACTION_TIMEOUT_CONFIG;
import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;
import static org.apache.kafka.streams.StreamsConfig.topicPrefix;

import java.util.HashMap;
import java.util.Map;

import dev.tocsin.runtime.setting.CommonSettings;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.topic.Topic;
import org.apache.kafka.streams.StreamsConfig;

/** The configuration of our Kafka Streams applications; each value that is not Kafka's default has its reason here. */
final class StreamsSheet {

    private static final int MOST_THREADS = 4;
    private static final int POLL_INTERVAL_MILLIS = 60_000;
    private static final int POLL_RECORDS = 500;
    private static final int LINGER_MILLIS = 100;
    private static final int BATCH_BYTES = 128 * 1024;
    private static final int POLL_MILLIS = 50;

    private StreamsSheet() {}

    /** Threads of each application: a thread commits for all its partitions, so more threads than needed mean more commits. */
    static int threads(int processors) {
        return Math.clamp(processors / 2, 1, MOST_THREADS);
    }

    static Map<String, Object> config(String applicationId, Settings settings) {
        var config = new HashMap<String, Object>();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, applicationId);
        config.put(StreamsConfig.STATE_DIR_CONFIG, CommonSettings.STATE_DIR.in(settings, StreamsHost
                .defaultStateDir().toString()));

        // Readers of our topics see every fact once. What was written is committed as CommitPace says; the interval is for
        // offsets alone, and the longest that what a timer wrote waits.
        config.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        config.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, CommonSettings.STREAMS_COMMIT_INTERVAL.in(settings));
        // A commit flushes what waits, so lingering costs no latency, and what a transaction writes is few requests.
        config.put(producerPrefix(LINGER_MS_CONFIG), LINGER_MILLIS);
        config.put(producerPrefix(BATCH_SIZE_CONFIG), BATCH_BYTES);
        config.put(producerPrefix(COMPRESSION_TYPE_CONFIG), "lz4");
        // A broker first checks a transaction's first batch to a partition with the coordinator; a second batch in flight
        // overtakes it, is refused as out of order (KAFKA-18202), logged as an error, and sent again 100 ms later.
        config.put(producerPrefix(MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        // A transaction left open by a killed instance blocks its successor until this timeout.
        config.put(producerPrefix(TRANSACTION_TIMEOUT_CONFIG), CommonSettings.STREAMS_TRANSACTION_TIMEOUT.in(
                settings));
        config.put(producerPrefix(MAX_REQUEST_SIZE_CONFIG), Topic.MAX_RECORD_BYTES);
        // A record ends a poll at once; this is how late a timer can be, and how often an idle thread looks at the clock.
        config.put(StreamsConfig.POLL_MS_CONFIG, POLL_MILLIS);

        // Kafka's default session of 45 s would be 45 s of no paging after a kill.
        config.put(consumerPrefix(SESSION_TIMEOUT_MS_CONFIG), CommonSettings.STREAMS_SESSION_TIMEOUT.in(settings));
        config.put(consumerPrefix(HEARTBEAT_INTERVAL_MS_CONFIG), CommonSettings.STREAMS_HEARTBEAT_INTERVAL.in(
                settings));
        config.put(consumerPrefix(MAX_POLL_INTERVAL_MS_CONFIG), POLL_INTERVAL_MILLIS);
        config.put(consumerPrefix(MAX_POLL_RECORDS_CONFIG), POLL_RECORDS);
        config.put(consumerPrefix(AUTO_OFFSET_RESET_CONFIG), "earliest");
        config.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, CommonSettings.STREAMS_THREADS.in(settings, threads(Runtime
                .getRuntime().availableProcessors())));

        // Every change matters, so nothing is folded in a cache; memory outside the heap has one bound.
        config.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0);
        config.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);

        // A forgotten name would orphan state on the next edit of a topology.
        config.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        config.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, QuarantineUndecodable.class);
        config.put(StreamsConfig.PROCESSING_EXCEPTION_HANDLER_CLASS_CONFIG, RetryThenQuarantine.class);

        var replication = CommonSettings.REPLICATION_FACTOR.in(settings);
        config.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, replication);
        if (replication >= 3) {
            config.put(topicPrefix("min.insync.replicas"), "2");
        }
        config.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, CommonSettings.STREAMS_STANDBY_REPLICAS.in(settings));
        settings.optional(CommonSettings.INSTANCE_ID.name()).ifPresent(id -> config.put(StreamsConfig.CLIENT_ID_CONFIG,
                applicationId
                        + "-" + id));
        config.putAll(settings.kafka());
        return config;
    }
}
