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
 * How often the log was read through: a pass is over when everything has been read that stood there when it began, and the
 * next one begins. What is told on reading is in the log for the next pass. A partition that stands still for long holds up
 * no pass: its reader is stuck.
 */
final class LogPasses {

    /**
     * So many passes bring word of a storm: the alerts are counted, the counts are added up and an alert stands for the
     * storm, its incident opens, the others hear of it and fold theirs, and that is read here.
     */
    private static final int NEEDED = 5;

    /** When nothing at all was read for so long, though there is something, what is unread is not waited for. */
    private static final Duration NOBODY_READS = Duration.ofMinutes(1);

    /** The same for one partition while others are read: a reader that cannot keep up takes them in turns of minutes. */
    private static final Duration STANDS_STILL = Duration.ofMinutes(5);

    /** Two looks that lie further apart tell no more of a standstill than so much: who looked not at all saw nobody stand. */
    private static final Duration SEEN_AT_MOST = Duration.ofSeconds(5);

    /** Where nothing was read for so long it is worth a look what stands there. */
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

    /** The last offset may be the mark that ends a transaction, which is nothing to read. */
    private static boolean isRead(long end, long read) {
        return read >= end - 1;
    }

    /** Partitions that hold up the passes though nothing is read of them. */
    List<TopicPartition> standing() {
        return places.entrySet().stream().filter(it -> it.getValue().isStanding()).map(Map.Entry::getKey).toList();
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
