package dev.tocsin.escalator.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/**
 * How often the log was read through: a pass is over when everything has been read that stood there when it began, and the
 * next one begins. What is told on reading is in the log for the next pass. A partition that stands still holds up no pass:
 * its reader is stuck, or what stands there is a transaction that was taken back, which nobody reads.
 */
final class Passes {

    /**
     * So many passes bring word of a storm: the alerts are counted, the counts are added up and an alert stands for the
     * storm, its incident opens, the others hear of it and fold theirs, and that is read here.
     */
    static final int NEEDED = 5;

    /** A partition of which nothing was read for so long, though there is something, is not waited for. */
    static final Duration STANDS_STILL = Duration.ofMinutes(1);

    /** Two looks that lie further apart tell no more of a standstill than so much: who looked not at all saw nobody stand. */
    private static final Duration SEEN_AT_MOST = Duration.ofSeconds(5);

    private final Deque<Instant> begun = new ArrayDeque<>();
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private Map<TopicPartition, Long> goal = Map.of();
    private Optional<Instant> lookedAt = Optional.empty();

    /** How far a partition was read at the last look, and for how long it was seen to stand still there with more to read. */
    private record Place(long read, boolean atItsEnd, Duration still) {

        static Place of(long end, long read) {
            return new Place(read, isRead(end, read), Duration.ZERO);
        }

        Place next(Place seen, Duration seenFor) {
            return atItsEnd || seen.read != read ? seen : new Place(read, seen.atItsEnd, still.plus(seenFor));
        }

        boolean standsStill() {
            return !atItsEnd && still.compareTo(STANDS_STILL) >= 0;
        }
    }

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
        var seenFor = lookedAt.map(before -> Duration.between(before, at)).filter(gap -> gap.compareTo(
                SEEN_AT_MOST) < 0)
                .orElse(SEEN_AT_MOST);
        lookedAt = Optional.of(at);
        ends.forEach((partition, end) -> places.merge(partition, Place.of(end, read.getOrDefault(partition, 0L)), (
                before,
                now) -> before.next(now, seenFor)));
        if (begun.isEmpty() || goal.entrySet().stream().allMatch(it -> isPassed(it.getValue(), places.get(it
                .getKey())))) {
            begun.add(at);
            goal = Map.copyOf(ends);
        }
        while (begun.size() > NEEDED + 1) {
            begun.remove();
        }
    }

    private static boolean isPassed(long end, Place place) {
        return isRead(end, place.read()) || place.standsStill();
    }

    /** The last offset may be the mark that ends a transaction, which is nothing to read. */
    private static boolean isRead(long end, long read) {
        return read >= end - 1;
    }

    /** Of what began before this, word was read if there is any. */
    Optional<Instant> readThrough() {
        return Optional.of(begun).filter(it -> it.size() > NEEDED).map(Deque::getFirst);
    }

    /** Nobody looks for a while. Where a partition stood still, it may stand still yet. */
    void forget() {
        begun.clear();
    }
}
