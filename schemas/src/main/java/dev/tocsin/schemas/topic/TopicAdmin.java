package dev.tocsin.schemas.topic;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Creates the topics of the catalogue, and refuses an unfit cluster. */
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
     * @param layout
     *            number of partitions and replication factor of new topics
     * @return how many partitions the topics have
     * @throws UnfitClusterException
     *             when there are topics with another number of partitions; nothing was created then
     * @throws KafkaException
     *             when the cluster does not answer or does not allow it
     */
    public static int create(Map<String, Object> adminProps, TopicLayout layout) {
        try (var admin = Admin.create(adminProps)) {
            return create(admin, layout);
        }
    }

    /** As {@link #create(Map, TopicLayout)}, with a client that stays open. */
    public static int create(Admin admin, TopicLayout layout) {
        var found = partitions(admin);
        var partitions = layout.partitions(found);
        var missing = Topics.ALL.stream().filter(topic -> !found.containsKey(topic.name())).toList();
        if (!missing.isEmpty()) {
            admin.createTopics(missing.stream().map(topic -> new NewTopic(topic.name(), partitions, (short) layout
                    .replication()).configs(topic.config(layout.replication()))).toList()).values()
                    .forEach(TopicAdmin::created);
            var names = missing.stream().map(Topic::name).collect(Collectors.toSet());
            awaitVisible(admin, names);
            awaitLeaders(admin, names, partitions, BETWEEN_LOOKS.multipliedBy(LOOKS));
        }
        return partitions;
    }

    /**
     * Looks whether every topic is there with the same number of partitions and the log's own timestamps, and whether the
     * cluster runs transactions of version 2, which fence a producer at each transaction.
     *
     * @param adminProps
     *            settings of an admin client
     * @param asked
     *            the number of partitions that somebody asked for; empty for any
     * @return how many partitions the topics have
     * @throws UnfitClusterException
     *             with everything that is wrong
     * @throws KafkaException
     *             when the cluster does not answer
     */
    public static int verify(Map<String, Object> adminProps, OptionalInt asked) {
        try (var admin = Admin.create(adminProps)) {
            return verify(admin, asked);
        }
    }

    /** As {@link #verify(Map, OptionalInt)}, with a client that stays open. */
    public static int verify(Admin admin, OptionalInt asked) {
        var cluster = ClusterInspection.look(admin);
        var problems = ClusterInspection.problems(cluster, asked);
        if (!problems.isEmpty()) {
            throw new UnfitClusterException(problems);
        }
        return cluster.topics().get(Topics.SIGNALS.name()).partitions();
    }

    /**
     * The settings of existing topics that differ from the catalogue. Somebody may have changed them on purpose, so services
     * run with them.
     *
     * @throws KafkaException
     *             when the cluster does not answer
     */
    public static List<TopicDrift> drift(Admin admin) {
        var there = await(admin.listTopics().names());
        var names = Topics.ALL.stream().map(Topic::name).filter(there::contains).toList();
        var replication = await(admin.describeTopics(names).allTopicNames()).values().stream().collect(Collectors.toMap(
                TopicDescription::name, topic -> topic.partitions().getFirst().replicas().size()));
        var settings = await(admin.describeConfigs(names.stream().map(TopicAdmin::resource).toList()).all()).entrySet()
                .stream().collect(Collectors.toMap(topic -> topic.getKey().name(), topic -> values(topic.getValue())));
        return TopicDrift.between(settings, replication);
    }

    /**
     * Gives topics the settings of the catalogue. The number of partitions stays.
     *
     * @throws KafkaException
     *             when the cluster does not answer or does not allow it
     */
    public static void apply(Admin admin, List<TopicDrift> drifts) {
        var changes = drifts.stream().collect(Collectors.groupingBy(drift -> resource(drift.topic()), Collectors
                .mapping(
                        drift -> new AlterConfigOp(new ConfigEntry(drift.setting(), drift.wants()),
                                AlterConfigOp.OpType.SET),
                        Collectors.<AlterConfigOp, Collection<AlterConfigOp>>toCollection(ArrayList::new))));
        await(admin.incrementalAlterConfigs(changes).all());
        drifts.forEach(drift -> LOG.info("set {} of topic {} to {}", drift.setting(), drift.topic(), drift.wants()));
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }

    private static Map<String, String> values(Config config) {
        return config.entries().stream().filter(entry -> entry.value() != null).collect(Collectors.toMap(
                ConfigEntry::name, ConfigEntry::value));
    }

    /** How many partitions each topic of the catalogue has that is there. */
    private static Map<String, Integer> partitions(Admin admin) {
        var there = await(admin.listTopics().names());
        var names = Topics.ALL.stream().map(Topic::name).filter(there::contains).toList();
        return await(admin.describeTopics(names).allTopicNames()).values().stream().collect(Collectors.toMap(
                TopicDescription::name, topic -> topic.partitions().size()));
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
            LOG.debug("topic {} was created concurrently by another process", topic);
        }
    }

    private static void awaitVisible(Admin admin, Set<String> topics) {
        for (var look = 0; look < LOOKS; look++) {
            if (missing(admin, topics).isEmpty()) {
                return;
            }
            pause();
        }
        throw new TimeoutException("created, but not yet visible: " + missing(admin, topics));
    }

    /**
     * Waits until each partition of new topics has a leader that has opened its log. A topic can be seen a moment before
     * that. Who writes in that moment has the first batch refused and the second taken for one out of order, which the
     * brokers log as an error. Only a leader with a log answers where that ends; the client asks again until it does, but
     * takes a broker that does not know the topic yet at its word.
     *
     * @param partitions
     *            how many each of the topics has
     * @param atMost
     *            how long a broker may not know the topics
     * @throws UnknownTopicOrPartitionException
     *             when it does not know them after that
     * @throws KafkaException
     *             when the cluster does not answer
     */
    public static void awaitLeaders(Admin admin, Collection<String> topics, int partitions, Duration atMost) {
        var asked = topics.stream().flatMap(topic -> IntStream.range(0, partitions).mapToObj(
                partition -> new TopicPartition(topic, partition))).collect(Collectors.toMap(partition -> partition,
                        _ -> OffsetSpec.latest()));
        var end = System.nanoTime() + atMost.toNanos();
        while (true) {
            try {
                await(admin.listOffsets(asked).all());
                return;
            } catch (UnknownTopicOrPartitionException notEverywhereYet) {
                if (System.nanoTime() > end) {
                    throw notEverywhereYet;
                }
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        }
    }

    /** The result, or the cluster's own exception without its wrapping. */
    public static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (InterruptedException interrupted) {
            throw new InterruptException(interrupted);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException kafka ? kafka : new KafkaException(failed.getCause());
        }
    }
}
