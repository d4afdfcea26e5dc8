package dev.tocsin.console.explain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.schemas.topic.Topic;

/**
 * What to look for in the log.
 *
 * @param topics
 *            topics to read
 * @param serviceKey
 *            reads only the partition of this service where the topic is partitioned by service; empty: all partitions
 * @param needles
 *            IDs, of which a record contains at least one; empty: all records
 * @param from
 *            earliest time in the log
 * @param to
 *            latest time in the log
 */
public record LogQuery(List<Topic<?>> topics, Optional<String> serviceKey, Set<String> needles, Instant from,
        Instant to) {

    public LogQuery {
        topics = List.copyOf(topics);
        needles = Set.copyOf(needles);
    }
}
