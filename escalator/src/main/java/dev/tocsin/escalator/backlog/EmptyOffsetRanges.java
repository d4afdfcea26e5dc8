package dev.tocsin.escalator.backlog;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Offset ranges without readable records: aborted transactions and transaction markers. The committed offset of a group stays before such a range until a record after it is read.
 */
final class EmptyOffsetRanges {

    private static final Logger LOG = LoggerFactory.getLogger(EmptyOffsetRanges.class);
    private static final Duration POLL = Duration.ofMillis(100);
    private static final int POLLS = 10;
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final Supplier<Consumer<byte[], byte[]>> consumers;
    private final Map<TopicPartition, Stretch> voids = new HashMap<>();
    private final Map<TopicPartition, Long> records = new HashMap<>();
    private Optional<Consumer<byte[], byte[]>> open = Optional.empty();
    private boolean mayNotLook;

    private record Stretch(long from, long to) {}

    /**
     * @param consumers
     *            makes a reader of committed records that is in no group
     */
    EmptyOffsetRanges(Supplier<Consumer<byte[], byte[]>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Read positions, with empty ranges counted as read.
     *
     * @param read
     *            offset of the next record to be read
     */
    Map<TopicPartition, Long> leftOut(Map<TopicPartition, Long> read) {
        var leftOut = new HashMap<>(read);
        voids.forEach((partition, stretch) -> {
            if (read.getOrDefault(partition, 0L) == stretch.from()) {
                leftOut.put(partition, stretch.to());
            }
        });
        return leftOut;
    }

    /**
     * Looks for empty ranges where reading stopped; remembers records that it found.
     *
     * @param read
     *            offset of the next record to be read
     */
    void look(Collection<TopicPartition> standing, Map<TopicPartition, Long> read) {
        var from = new HashMap<TopicPartition, Long>();
        standing.forEach(partition -> from.put(partition, read.getOrDefault(partition, 0L)));
        from.entrySet().removeAll(records.entrySet());
        if (from.isEmpty() || mayNotLook) {
            return;
        }
        try {
            look(from);
        } catch (AuthorizationException forbidden) {
            LOG.warn(
                    "first pages may wait up to a minute longer because records of aborted transactions count as unread: allow the"
                            + " escalator to read the topics", forbidden);
            mayNotLook = true;
            close();
        } catch (RuntimeException failed) {
            close();
            throw failed;
        }
    }

    private void look(Map<TopicPartition, Long> from) {
        var consumer = open.orElseGet(consumers);
        open = Optional.of(consumer);
        consumer.assign(from.keySet());
        from.forEach(consumer::seek);
        var ends = consumer.endOffsets(from.keySet());
        var left = new HashMap<>(from);
        for (var polls = 0; polls < POLLS && !left.isEmpty(); polls++) {
            for (var partition : consumer.poll(POLL).partitions()) {
                records.put(partition, from.getOrDefault(partition, 0L));
                left.remove(partition);
                consumer.pause(Set.of(partition));
            }
            left.entrySet().removeIf(it -> isVoid(it.getKey(), it.getValue(), consumer.position(it.getKey()), ends
                    .getOrDefault(it.getKey(), 0L)));
        }
    }

    private boolean isVoid(TopicPartition partition, long from, long position, long end) {
        if (position > from) {
            voids.put(partition, new Stretch(from, position));
        }
        return position >= end;
    }

    /** Pauses until the next question. */
    void close() {
        // A client that an interrupted thread closes leaves its connections behind.
        var interrupted = Thread.interrupted();
        open.ifPresent(consumer -> consumer.close(CloseOptions.timeout(CLOSE)));
        open = Optional.empty();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
