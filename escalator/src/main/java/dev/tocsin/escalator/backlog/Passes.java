package dev.tocsin.escalator.backlog;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/**
 * How often the log was read through: a pass is over when everything has been read that stood there when it began, and the
 * next one begins. What is told on reading is in the log for the next pass.
 */
final class Passes {

    /**
     * So many passes bring word of a storm: the alerts are counted, the counts are added up and an alert stands for the
     * storm, its incident opens, the others hear of it and fold theirs, and that is read here.
     */
    static final int NEEDED = 5;

    private final Deque<Instant> begun = new ArrayDeque<>();
    private Map<TopicPartition, Long> goal = Map.of();
    private Map<TopicPartition, Long> lastRead = Map.of();
    private Optional<Instant> wentOnAt = Optional.empty();

    /**
     * One look at the log.
     *
     * @param at
     *            a moment before it
     * @param ends
     *            offset of the next record of each partition
     * @param read
     *            offset of the next record to be read of each partition of which something was read
     */
    void look(Instant at, Map<TopicPartition, Long> ends, Map<TopicPartition, Long> read) {
        if (begun.isEmpty() || !read.equals(lastRead)) {
            wentOnAt = Optional.of(at);
            lastRead = Map.copyOf(read);
        }
        if (begun.isEmpty() || goal.entrySet().stream().allMatch(end -> isRead(end.getValue(), read.getOrDefault(end
                .getKey(), 0L)))) {
            begun.add(at);
            goal = Map.copyOf(ends);
            wentOnAt = Optional.of(at);
        }
        while (begun.size() > NEEDED + 1) {
            begun.remove();
        }
    }

    /** The last offset may be the mark that ends a transaction, which is nothing to read. */
    private static boolean isRead(long end, long read) {
        return read >= end - 1;
    }

    /** Of what began before this, word was read if there is any. */
    Optional<Instant> readThrough() {
        return Optional.of(begun).filter(it -> it.size() > NEEDED).map(Deque::getFirst);
    }

    /** When the log was last seen to be read on, or to be read through. */
    Optional<Instant> wentOnAt() {
        return wentOnAt;
    }

    /** Nobody looked for a while. */
    void forget() {
        begun.clear();
    }
}
