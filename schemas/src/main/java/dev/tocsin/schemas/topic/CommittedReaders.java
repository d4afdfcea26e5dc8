package dev.tocsin.schemas.topic;

import java.util.HashMap;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Consumers in no group that read a topic from its beginning, and only what was committed. */
public final class CommittedReaders {

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
}
