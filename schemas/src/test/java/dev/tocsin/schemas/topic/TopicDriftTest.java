package dev.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

class TopicDriftTest {

    private static final String FOUR_HUNDRED_DAYS = "34560000000";

    @Test
    void shouldFindNoDriftOnAClusterAsTheCatalogueMakesIt() {
        assertThat(drift(cluster(1), 1)).isEmpty();
        assertThat(drift(cluster(3), 3)).isEmpty();
    }

    @Test
    void shouldReportARetentionThatDiffers() {
        var cluster = cluster(1);
        cluster.get("tocsin.signals").put("retention.ms", "604800000");

        assertThat(drift(cluster, 1)).containsExactly(new TopicDrift("tocsin.signals", "retention.ms", "604800000",
                FOUR_HUNDRED_DAYS));
    }

    @Test
    void shouldReportACleanupPolicyThatDiffers() {
        var cluster = cluster(1);
        cluster.get("tocsin.incidents").put("cleanup.policy", "delete");

        assertThat(drift(cluster, 1)).containsExactly(new TopicDrift("tocsin.incidents", "cleanup.policy", "delete",
                "compact"));
    }

    @Test
    void shouldTakeACleanupPolicyInAnyOrder() {
        var cluster = cluster(1);
        cluster.get("tocsin.deliveries").put("cleanup.policy", "delete,compact");

        assertThat(drift(cluster, 1)).isEmpty();
    }

    @Test
    void shouldLeaveMissingTopicsToTheInspection() {
        var cluster = cluster(1);
        cluster.remove("tocsin.timeline");

        assertThat(drift(cluster, 1)).isEmpty();
    }

    @Test
    void shouldWarnWhenTheCatalogueKeepsRecordsForLess() {
        assertThat(new TopicDrift("t", "retention.ms", "-1", "1000").sentence()).contains("deletes older records");
        assertThat(new TopicDrift("t", "retention.ms", "2000", "1000").deletesRecords()).isTrue();
        assertThat(new TopicDrift("t", "retention.ms", "1000", "2000").deletesRecords()).isFalse();
        assertThat(new TopicDrift("t", "retention.ms", "1000", "-1").deletesRecords()).isFalse();
    }

    @Test
    void shouldWarnWhenTheCatalogueCompacts() {
        assertThat(new TopicDrift("t", "cleanup.policy", "delete", "compact").deletesRecords()).isTrue();
        assertThat(new TopicDrift("t", "cleanup.policy", "compact,delete", "compact").deletesRecords()).isFalse();
    }

    private static Map<String, Map<String, String>> cluster(int replication) {
        var cluster = new TreeMap<String, Map<String, String>>();
        Topics.ALL.forEach(topic -> cluster.put(topic.name(), new HashMap<>(topic.config(replication))));
        return cluster;
    }

    private static List<TopicDrift> drift(Map<String, Map<String, String>> cluster, int replication) {
        var factors = new TreeMap<String, Integer>();
        Topics.ALL.forEach(topic -> factors.put(topic.name(), replication));
        return TopicDrift.between(cluster, factors);
    }
}
