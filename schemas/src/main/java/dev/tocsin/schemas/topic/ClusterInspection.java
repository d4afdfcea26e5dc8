package dev.tocsin.schemas.topic;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;

/** What of a cluster decides whether Tocsin can run on it, and the judgement. */
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

    static List<String> problems(Cluster cluster) {
        var problems = new ArrayList<String>();
        for (var topic : Topics.ALL) {
            var found = cluster.topics().get(topic.name());
            if (found == null) {
                problems.add("topic " + topic.name() + " is missing (create the topics first)");
                continue;
            }
            if (found.partitions() != Topic.PARTITIONS) {
                problems.add("topic " + topic.name() + " has " + found.partitions() + " partitions, not "
                        + Topic.PARTITIONS + " (every topic must have as many, or keys part ways)");
            }
            if (!found.timestampType().equals("LogAppendTime")) {
                problems.add("topic " + topic.name() + " has message.timestamp.type=" + found.timestampType()
                        + ", not LogAppendTime (a sender's clock would decide what is due)");
            }
        }
        if (cluster.transactionVersion() < TRANSACTION_VERSION) {
            problems.add("feature transaction.version is " + cluster.transactionVersion() + ", less than "
                    + TRANSACTION_VERSION + " (upgrade with kafka-features.sh upgrade --feature transaction.version="
                    + TRANSACTION_VERSION + ")");
        }
        return problems;
    }
}
