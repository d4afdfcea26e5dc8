package dev.tocsin.escalator.backlog;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.TopicPartition;

/**
 * Counts complete passes over the log. A pass ends when every record that existed at its start is read; what the readers write belongs to the next pass. A partition without progress for a long time does not delay a pass, because its reader is stuck.
 */
final class LogPasses {

    /**
     * Passes until a storm is visible: alerts are counted, counts are summed and the storm alert is written, its incident opens, other incidents join it, and the escalator reads that.
     */
    private static final int NEEDED = 5;

    /** Longest wait for unread records without any progress. */
    private static final Duration NOBODY_READS = Duration.ofMinutes(1);

    /** The same for one partition while others progress: an overloaded reader takes minutes per partition. */
    private static final Duration STANDS_STILL = Duration.ofMinutes(5);

    /** Longest standstill that two consecutive observations can prove. */
    private static final Duration SEEN_AT_MOST = Duration.ofSeconds(5);

    /** Time without progress after which the partition is checked for empty ranges. */
    private static final Duration STANDING = Duration.ofSeconds(1);

    private final Deque<Instant> begun = new ArrayDeque<>();
    private final Map<TopicPartition, Place> places = new HashMap<>();
    private Map<TopicPartition, Long> goal = Map.of();
    private Duration nobodyReadsFor = Duration.ZERO;
    private Optional<Instant> lookedAt = Optional.empty();

    /**
     * A partition at the last look.
     *
     * @param read
     *            how far it was read
     * @param atItsEnd
     *            whether there was nothing more to read
     * @param still
     *            for how long it was seen not to be read on, with more to read
     * @param isStuck
     *            whether it is not waited for until it is read on
     */
    private record Place(long read, boolean atItsEnd, Duration still, boolean isStuck) {

        static Place of(long end, long read) {
            return new Place(read, isRead(end, read), Duration.ZERO, false);
        }

        boolean isStanding() {
            return !atItsEnd && !isStuck && still.compareTo(STANDING) >= 0;
        }

        Place next(Place seen, Duration seenFor, Duration nobodyFor) {
            if (atItsEnd || seen.read != read) {
                return seen;
            }
            var stillFor = still.plus(seenFor);
            return new Place(read, seen.atItsEnd, stillFor, isStuck || stillFor.compareTo(STANDS_STILL) >= 0
                    || (stillFor.compareTo(NOBODY_READS) >= 0 && nobodyFor.compareTo(NOBODY_READS) >= 0));
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
        var somebodyReads = places.entrySet().stream().anyMatch(place -> place.getValue().read() != read.getOrDefault(
                place.getKey(), 0L));
        nobodyReadsFor = somebodyReads ? Duration.ZERO : nobodyReadsFor.plus(seenFor);
        ends.forEach((partition, end) -> places.merge(partition, Place.of(end, read.getOrDefault(partition, 0L)), (
                before,
                now) -> before.next(now, seenFor, nobodyReadsFor)));
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
        return isRead(end, place.read()) || place.isStuck();
    }

    /** The last offset may be a transaction marker, which is not a record. */
    private static boolean isRead(long end, long read) {
        return read >= end - 1;
    }

    /** Partitions that delay a pass without progress. */
    List<TopicPartition> standing() {
        return places.entrySet().stream().filter(it -> it.getValue().isStanding()).map(Map.Entry::getKey).toList();
    }

    /** Storms that began before this instant are known. */
    Optional<Instant> readThrough() {
        return Optional.of(begun).filter(it -> it.size() > NEEDED).map(Deque::getFirst);
    }

    /** Pauses the observation; partitions without progress keep that state. */
    void forget() {
        begun.clear();
    }
}
