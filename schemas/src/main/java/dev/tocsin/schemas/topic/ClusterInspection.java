package dev.tocsin.schemas.topic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** Checks whether Tocsin can run on a cluster. */
final class ClusterInspection {

    /** With transaction.version 2 (KIP-890) the epoch of a producer rises with each transaction, so zombies are fenced. */
    static final int TRANSACTION_VERSION = 2;

    /**
     * What was found.
     *
     * @param topics
     *            those of the catalogue that exist
     * @param transactionVersion
     *            finalized level of the cluster's feature; 0 when it has none
     */
    record Cluster(Map<String, Found> topics, int transactionVersion) {}

    /**
     * One topic as it is.
     *
     * @param partitions
     *            how many it has
     * @param timestampType
     *            its {@code message.timestamp.type}
     */
    record Found(int partitions, String timestampType) {}

    private ClusterInspection() {}

    static Cluster look(Admin admin) {
        var there = TopicAdmin.await(admin.listTopics().names());
        var names = Topics.ALL.stream().map(Topic::name).filter(there::contains).toList();
        var resources = names.stream().collect(
                Collectors.toMap(name -> name, name -> new ConfigResource(ConfigResource.Type.TOPIC, name)));
        var descriptions = TopicAdmin.await(admin.describeTopics(names).allTopicNames());
        var configs = TopicAdmin.await(admin.describeConfigs(resources.values()).all());
        var found = new TreeMap<String, Found>();
        descriptions.forEach((name, topic) -> found.put(name, new Found(topic.partitions().size(),
                configs.get(resources.get(name)).get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG).value())));
        var feature = TopicAdmin.await(admin.describeFeatures().featureMetadata()).finalizedFeatures()
                .get("transaction.version");
        return new Cluster(found, feature == null ? 0 : feature.maxVersionLevel());
    }

    /**
     * Everything that is wrong.
     *
     * @param asked
     *            the number of partitions that somebody asked for; empty for any
     */
    static List<String> problems(Cluster cluster, OptionalInt asked) {
        var problems = new ArrayList<String>(partitions(cluster, asked));
        for (var topic : Topics.ALL) {
            var found = cluster.topics().get(topic.name());
            if (found == null) {
                problems.add("topic " + topic.name() + " is missing (create the topics first)");
                continue;
            }
            if (!found.timestampType().equals("LogAppendTime")) {
                problems.add("topic " + topic.name() + " has message.timestamp.type=" + found.timestampType()
                        + ", not LogAppendTime (the sender's clock would determine timers)");
            }
        }
        if (cluster.transactionVersion() < TRANSACTION_VERSION) {
            problems.add("feature transaction.version is " + cluster.transactionVersion() + ", less than "
                    + TRANSACTION_VERSION + " (upgrade with kafka-features.sh upgrade --feature transaction.version="
                    + TRANSACTION_VERSION + ")");
        }
        return problems;
    }

    private static List<String> partitions(Cluster cluster, OptionalInt asked) {
        var counts = new TreeMap<String, Integer>();
        cluster.topics().forEach((name, found) -> counts.put(name, found.partitions()));
        var unequal = unequal(counts);
        return unequal.isEmpty() && !counts.isEmpty()
                ? TopicLayout.contradiction(counts.firstEntry().getValue(), asked).stream().toList()
                : unequal;
    }

    /**
     * Says which topics have another number of partitions than tocsin.signals, or than most where that is missing.
     *
     * @param counts
     *            partitions of each topic
     */
    static List<String> unequal(Map<String, Integer> counts) {
        var usual = Optional.ofNullable(counts.get(Topics.SIGNALS.name())).or(() -> counts.values().stream().max(
                Comparator.comparingInt(count -> Collections.frequency(counts.values(), count))));
        return new TreeMap<>(counts).entrySet().stream().filter(topic -> !topic.getValue().equals(usual.orElseThrow()))
                .map(topic -> "topic " + topic.getKey() + " has " + topic.getValue() + " partitions, not " + usual
                        .orElseThrow()
                        + " (all topics need the same number: let `tocsin init` create dedicated topics, "
                        + "and do not alter them)").toList();
    }
}
