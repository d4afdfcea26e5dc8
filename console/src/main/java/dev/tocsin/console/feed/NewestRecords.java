package dev.tocsin.console.feed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Drops superseded records of a batch before they are decoded: of compacted topics, only the last record of each key is needed.
 * In a storm, snapshots of an incident follow each other quickly.
 */
final class NewestRecords {

    private static final Set<String> LAST_IS_TRUTH = Set.of(Topics.INCIDENTS.name(), Topics.SILENCES.name(),
            Topics.ONCALL.name(), Topics.REPLAYS.name(), Topics.SOURCES.name(), Topics.CHANNEL_TESTS.name());

    /** Keys are the same in several topics, and a key of one topic lies in one partition. */
    private record Subject(String topic, String key) {}

    private NewestRecords() {}

    /** The records that no other record supersedes, in their order. */
    static List<ConsumerRecord<String, byte[]>> of(Iterable<ConsumerRecord<String, byte[]>> batch) {
        var kept = new ArrayList<ConsumerRecord<String, byte[]>>();
        Map<Subject, Long> last = new HashMap<>();
        for (var record : batch) {
            kept.add(record);
            if (hasTruth(record)) {
                last.put(subject(record), record.offset());
            }
        }
        kept.removeIf(record -> hasTruth(record) && last.get(subject(record)) != record.offset());
        return kept;
    }

    private static boolean hasTruth(ConsumerRecord<String, byte[]> record) {
        return record.key() != null && LAST_IS_TRUTH.contains(record.topic());
    }

    private static Subject subject(ConsumerRecord<String, byte[]> record) {
        return new Subject(record.topic(), record.key());
    }
}
