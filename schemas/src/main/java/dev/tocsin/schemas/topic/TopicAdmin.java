package dev.tocsin.schemas.topic;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the topics of the catalogue, and refuses a cluster on which they are not as the services need them. */
public final class TopicAdmin {

    private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);
    private static final int LOOKS = 100;
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    private TopicAdmin() {}

    /**
     * Creates the topics that are missing and waits until they can be seen; leaves the others alone. Several processes may
     * do this at the same time.
     *
     * @param adminProps
     *            settings of an admin client
     * @param replication
     *            replication factor of new topics
     * @throws KafkaException
     *             when the cluster does not answer or does not allow it
     */
    public static void create(Map<String, Object> adminProps, int replication) {
        try (var admin = Admin.create(adminProps)) {
            create(admin, replication);
        }
    }

    /** As {@link #create(Map, int)}, with a client that stays open. */
    public static void create(Admin admin, int replication) {
        var wanted = Topics.ALL.stream().map(Topic::name).collect(Collectors.toSet());
        var missing = missing(admin, wanted);
        if (missing.isEmpty()) {
            return;
        }
        var topics = Topics.ALL.stream().filter(topic -> missing.contains(topic.name()))
                .map(topic -> new NewTopic(topic.name(), Topic.PARTITIONS, (short) replication)
                        .configs(topic.config(replication)))
                .toList();
        admin.createTopics(topics).values().forEach(TopicAdmin::created);
        awaitVisible(admin, missing);
        awaitLeaders(admin, missing);
    }

    /**
     * Looks whether every topic is there with {@link Topic#PARTITIONS} partitions and the log's own timestamps, and whether
     * the cluster runs transactions of version 2, which fence a producer at each transaction.
     *
     * @param adminProps
     *            settings of an admin client
     * @throws UnfitClusterException
     *             with everything that is wrong
     * @throws KafkaException
     *             when the cluster does not answer
     */
    public static void verify(Map<String, Object> adminProps) {
        try (var admin = Admin.create(adminProps)) {
            verify(admin);
        }
    }

    /** As {@link #verify(Map)}, with a client that stays open. */
    public static void verify(Admin admin) {
        var problems = ClusterInspection.problems(ClusterInspection.look(admin));
        if (!problems.isEmpty()) {
            throw new UnfitClusterException(problems);
        }
    }

    private static Set<String> missing(Admin admin, Set<String> wanted) {
        var missing = new HashSet<>(wanted);
        missing.removeAll(await(admin.listTopics().names()));
        return missing;
    }

    private static void created(String topic, KafkaFuture<Void> outcome) {
        try {
            await(outcome);
            LOG.info("created topic {}", topic);
        } catch (TopicExistsException anotherWasFirst) {
            LOG.debug("topic {} was created by another process meanwhile", topic);
        }
    }

    private static void awaitVisible(Admin admin, Set<String> topics) {
        for (var look = 0; look < LOOKS; look++) {
            if (missing(admin, topics).isEmpty()) {
                return;
            }
            pause();
        }
        throw new TimeoutException("created, but not to be seen yet: " + missing(admin, topics));
    }

    /**
     * A topic can be seen a moment before its leaders have opened their logs. Who writes in that moment has the first batch
     * refused and the second taken for one out of order, which the brokers log as an error. Only a leader with a log answers
     * where that ends; the client asks again until it does.
     */
    private static void awaitLeaders(Admin admin, Set<String> topics) {
        await(admin.listOffsets(topics.stream().flatMap(topic -> IntStream.range(0, Topic.PARTITIONS).mapToObj(
                partition -> new TopicPartition(topic, partition))).collect(Collectors.toMap(partition -> partition,
                        _ -> OffsetSpec.latest()))).all());
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** The result, or the cluster's own exception without its wrapping. */
    static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed.getCause());
        }
    }
}
