package dev.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;

import dev.tocsin.schemas.topic.ClusterInspection.Cluster;
import dev.tocsin.schemas.topic.ClusterInspection.Found;
import org.junit.jupiter.api.Test;

class ClusterInspectionTest {

    @Test
    void shouldFindNothingWrongWithAClusterThatIsAsTheCatalogueSays() {
        assertThat(ClusterInspection.problems(new Cluster(topics(), 2))).isEmpty();
    }

    @Test
    void shouldSayWhichTopicIsMissing() {
        var topics = topics();
        topics.remove("tocsin.signals");

        assertThat(ClusterInspection.problems(new Cluster(topics, 2))).containsExactly(
                "topic tocsin.signals is missing (create the topics first)");
    }

    @Test
    void shouldRefuseUnequalPartitionCounts() {
        var topics = topics();
        topics.put("tocsin.timeline", new Found(6, "LogAppendTime"));

        assertThat(ClusterInspection.problems(new Cluster(topics, 2))).singleElement().asString().contains(
                "tocsin.timeline has 6 partitions, not 12");
    }

    @Test
    void shouldRefuseTimestampsOfSenders() {
        var topics = topics();
        topics.put("tocsin.signals", new Found(12, "CreateTime"));

        assertThat(ClusterInspection.problems(new Cluster(topics, 2))).singleElement().asString().contains(
                "message.timestamp.type=CreateTime");
    }

    @Test
    void shouldRefuseOldTransactionsAndSayHowToUpgrade() {
        assertThat(ClusterInspection.problems(new Cluster(topics(), 1))).singleElement().asString().contains(
                "transaction.version is 1").contains("kafka-features.sh");
    }

    private static Map<String, Found> topics() {
        var topics = new TreeMap<String, Found>();
        Topics.ALL.forEach(topic -> topics.put(topic.name(), new Found(12, "LogAppendTime")));
        return topics;
    }
}
