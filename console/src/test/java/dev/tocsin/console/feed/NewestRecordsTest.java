package dev.tocsin.console.feed;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;

class NewestRecordsTest {

    @Test
    void shouldKeepOnlyTheLastSnapshotOfEachIncident() {
        var first = record(Topics.INCIDENTS, 7, "i1");
        var other = record(Topics.INCIDENTS, 8, "i2");
        var last = record(Topics.INCIDENTS, 9, "i1");

        assertThat(NewestRecords.of(List.of(first, other, last))).containsExactly(other, last);
    }

    @Test
    void shouldKeepEveryFactAndEveryMessage() {
        var facts = List.of(record(Topics.TIMELINE, 1, "checkout"), record(Topics.TIMELINE, 2, "checkout"), record(
                Topics.NOTIFICATIONS, 3, "room"), record(Topics.NOTIFICATIONS, 4, "room"));

        assertThat(NewestRecords.of(facts)).isEqualTo(facts);
    }

    @Test
    void shouldTellASilenceFromAnIncidentOfTheSameKey() {
        var both = List.of(record(Topics.INCIDENTS, 5, "same"), record(Topics.SILENCES, 2, "same"));

        assertThat(NewestRecords.of(both)).isEqualTo(both);
    }

    private static ConsumerRecord<String, byte[]> record(Topic<?> topic, long offset, String key) {
        return new ConsumerRecord<>(topic.name(), 0, offset, key, new byte[0]);
    }
}
