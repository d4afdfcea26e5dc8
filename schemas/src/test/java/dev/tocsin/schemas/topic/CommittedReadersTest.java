package dev.tocsin.schemas.topic;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;

import org.junit.jupiter.api.Test;

class CommittedReadersTest {

    @Test
    void shouldReadOnlyCommittedRecordsWhateverTheSettings() {
        var config = CommittedReaders.config(Map.of("bootstrap.servers", "kafka:9092", "isolation.level",
                "read_uncommitted"), Map.of("max.poll.records", 1));

        assertThat(config).containsEntry("isolation.level", "read_committed").containsEntry("bootstrap.servers",
                "kafka:9092").containsEntry("max.poll.records", 1);
    }

    @Test
    void shouldJoinNoGroup() {
        var config = CommittedReaders.config(Map.of("group.id", "a-service", "group.instance.id", "one"), Map.of());

        assertThat(config).doesNotContainKeys("group.id", "group.instance.id").containsEntry("enable.auto.commit",
                false);
    }
}
