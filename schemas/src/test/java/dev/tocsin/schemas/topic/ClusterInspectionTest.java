package dev.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;

import dev.tocsin.schemas.topic.ClusterInspection.Cluster;
import dev.tocsin.schemas.topic.ClusterInspection.Found;
import org.junit.jupiter.api.Test;

class ClusterInspectionTest {

    private static final OptionalInt ANY = OptionalInt.empty();

    @Test
    void shouldFindNothingWrongWithAClusterThatIsAsTheCatalogueSays() {
        assertThat(ClusterInspection.problems(new Cluster(topics(), 2), ANY)).isEmpty();
    }

    @Test
    void shouldSayWhichTopicIsMissing() {
        var topics = topics();
        topics.remove("tocsin.signals");

        assertThat(ClusterInspection.problems(new Cluster(topics, 2), ANY)).containsExactly(
                "topic tocsin.signals is missing (create the topics first)");
    }

    @Test
    void shouldRefuseUnequalPartitionCounts() {
        var topics = topics();
        topics.put("tocsin.timeline", new Found(6, "LogAppendTime"));

        assertThat(ClusterInspection.problems(new Cluster(topics, 2), ANY)).singleElement().asString().contains(
                "tocsin.timeline has 6 partitions, not 12");
    }

    @Test
    void shouldTakeAnyNumberOfPartitionsThatIsTheSameEverywhere() {
        var topics = topics();
        topics.replaceAll((name, found) -> new Found(2, found.timestampType()));

        assertThat(ClusterInspection.problems(new Cluster(topics, 2), ANY)).isEmpty();
        assertThat(ClusterInspection.problems(new Cluster(topics, 2), OptionalInt.of(2))).isEmpty();
    }

    @Test
    void shouldRefuseASettingThatContradictsTheTopics() {
        assertThat(ClusterInspection.problems(new Cluster(topics(), 2), OptionalInt.of(3))).singleElement().asString()
                .contains("the setting partitions asks for 3, and the topics have 12").contains(
                        "remove the setting");
    }

    @Test
    void shouldCompareTopicsWithMostOfThemWhereTheSignalsAreMissing() {
        var topics = topics();
        topics.remove("tocsin.signals");
        topics.put("tocsin.decisions", new Found(13, "LogAppendTime"));

        assertThat(ClusterInspection.problems(new Cluster(topics, 2), ANY)).anySatisfy(problem -> assertThat(problem)
                .contains("tocsin.decisions has 13 partitions, not 12"));
    }

    @Test
    void shouldRefuseTimestampsOfSenders() {
        var topics = topics();
        topics.put("tocsin.signals", new Found(12, "CreateTime"));

        assertThat(ClusterInspection.problems(new Cluster(topics, 2), ANY)).singleElement().asString().contains(
                "message.timestamp.type=CreateTime");
    }

    @Test
    void shouldRefuseOldTransactionsAndSayHowToUpgrade() {
        assertThat(ClusterInspection.problems(new Cluster(topics(), 1), ANY)).singleElement().asString().contains(
                "transaction.version is 1").contains("kafka-features.sh");
    }

    private static Map<String, Found> topics() {
        var topics = new TreeMap<String, Found>();
        Topics.ALL.forEach(topic -> topics.put(topic.name(), new Found(12, "LogAppendTime")));
        return topics;
    }
}
