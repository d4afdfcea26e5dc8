package dev.tocsin.standalone.broker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.tocsin.schemas.topic.TopicAdmin;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.internals.Topic;

/**
 * Makes the topics in which Kafka keeps its groups and transactions, at the first start and before a client asks for one.
 * Kafka makes them when the first client asks, and again each time that another does until the new topic is known
 * everywhere: on a busy machine it complains twenty times that the topic is there already.
 */
final class InternalTopics {

    private static final Map<String, Map<String, String>> TOPICS = Map.of(
            // As TransactionLogConfig and GroupCoordinatorConfig have it in Kafka 4.4.
            Topic.TRANSACTION_STATE_TOPIC_NAME, Map.of("cleanup.policy", "compact", "compression.type", "uncompressed",
                    "segment.bytes", "104857600", "unclean.leader.election.enable", "false", "min.insync.replicas",
                    "1"),
            Topic.GROUP_METADATA_TOPIC_NAME, Map.of("cleanup.policy", "compact", "compression.type", "producer",
                    "segment.bytes", "104857600"));
    private static final int MILLIS = 30_000;

    private InternalTopics() {}

    /**
     * Makes those that are missing, and waits until they can be written to.
     *
     * @param logDir
     *            the broker's
     */
    static void create(Path logDir, String bootstrapServers) throws IOException {
        var missing = TOPICS.keySet().stream().filter(topic -> !Files.exists(logDir.resolve(topic + "-0"))).toList();
        if (missing.isEmpty()) {
            return;
        }
        try (var admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers, "client.id", "tocsin-topics",
                "default.api.timeout.ms", MILLIS))) {
            for (var made : admin.createTopics(missing.stream().map(topic -> new NewTopic(topic,
                    BrokerSettings.INTERNAL_PARTITIONS, (short) 1).configs(TOPICS.get(topic))).toList()).values()
                    .values()) {
                made.get(MILLIS, TimeUnit.MILLISECONDS);
            }
            TopicAdmin.awaitLeaders(admin, missing, BrokerSettings.INTERNAL_PARTITIONS, Duration.ofMillis(MILLIS));
        } catch (ExecutionException refused) {
            if (!(refused.getCause() instanceof TopicExistsException)) {
                throw new BrokerStartException("Kafka cannot create its internal topics: " + refused.getCause()
                        .getMessage(),
                        refused);
            }
        } catch (KafkaException refused) {
            throw new BrokerStartException("Kafka cannot create its internal topics: " + refused.getMessage(), refused);
        } catch (java.util.concurrent.TimeoutException slow) {
            throw new BrokerStartException("Kafka did not create its internal topics in time", slow);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new BrokerStartException("interrupted while Kafka started", interrupted);
        }
    }
}
