package dev.tocsin.schemas.topic;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Consumers that read a topic from its beginning, and only what was committed; in no group unless they say so. */
public final class CommittedReaders {

    /**
     * A member that died keeps the others of its group waiting, also one that wants to leave, for so long; brokers allow no
     * less than 6 s.
     */
    private static final int SESSION_MILLIS = 10_000;
    private static final int HEARTBEAT_MILLIS = 1_000;

    private CommittedReaders() {}

    /**
     * What such a consumer is configured with, but for its deserializers.
     *
     * @param kafka
     *            client settings, at least {@code bootstrap.servers}; a group in them is left out
     * @param own
     *            what one reader wants besides; the rules of this class go first
     */
    public static Map<String, Object> config(Map<String, ?> kafka, Map<String, ?> own) {
        var config = new HashMap<String, Object>(kafka);
        config.putAll(own);
        config.remove(ConsumerConfig.GROUP_ID_CONFIG);
        config.remove(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG);
        config.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        config.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        config.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        config.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return config;
    }

    /**
     * The same for consumers of which one at a time looks after a partition.
     *
     * @param group
     *            theirs
     */
    public static Map<String, Object> inGroup(String group, Map<String, ?> kafka, Map<String, ?> own) {
        var config = config(kafka, own);
        config.put(ConsumerConfig.GROUP_ID_CONFIG, group);
        config.put(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, SESSION_MILLIS);
        config.put(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, HEARTBEAT_MILLIS);
        return config;
    }
}
