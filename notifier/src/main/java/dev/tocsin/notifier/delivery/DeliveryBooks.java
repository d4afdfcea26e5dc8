package dev.tocsin.notifier.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.tocsin.event.Notification;
import dev.tocsin.notifier.breaker.BreakerChange;
import dev.tocsin.notifier.breaker.BreakerStatus;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The delivery books of the assigned partitions. A new partition is paused until its book is rebuilt from the log. A lost partition is dropped at once with its results, which are in doubt for its new owner.
 */
final class DeliveryBooks implements ConsumerRebalanceListener {

    private static final Logger LOG = LoggerFactory.getLogger(DeliveryBooks.class);

    private final Consumer<String, byte[]> consumer;
    private final PastDeliveries past;
    private final KnownAttempts recall;
    private final LoopLimits limits;
    private final Map<TopicPartition, DeliveryBook> books = new LinkedHashMap<>();
    private final Map<TopicPartition, Long> catchUpTo = new HashMap<>();
    private final Set<TopicPartition> unread = new HashSet<>();
    private final Set<TopicPartition> full = new HashSet<>();
    private boolean joined;

    DeliveryBooks(Consumer<String, byte[]> consumer, PastDeliveries past, KnownAttempts recall, LoopLimits limits) {
        this.consumer = consumer;
        this.past = past;
        this.recall = recall;
        this.limits = limits;
    }

    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
        joined = true;
        consumer.pause(partitions);
        unread.addAll(partitions);
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
        partitions.forEach(partition -> {
            books.remove(partition);
            catchUpTo.remove(partition);
            unread.remove(partition);
            full.remove(partition);
        });
        if (!partitions.isEmpty()) {
            LOG.info("no longer delivering partitions {}", partitions.stream().map(TopicPartition::partition).toList());
        }
    }

    /** Rebuilds the books of partitions assigned since the last call. */
    void open(Instant now) {
        if (unread.isEmpty()) {
            return;
        }
        var committed = undisturbed(() -> consumer.committed(unread, Duration.ofSeconds(20)));
        var since = new HashMap<Integer, Optional<Instant>>();
        unread.forEach(partition -> since.put(partition.partition(),
                Optional.ofNullable(committed.get(partition)).flatMap(Bookmark::loggedAt)));
        var known = past.read(since);
        var ends = undisturbed(() -> consumer.endOffsets(unread));
        for (var partition : List.copyOf(unread)) {
            var position = undisturbed(() -> consumer.position(partition));
            books.put(partition, new DeliveryBook(position, since.get(partition.partition()).orElse(now),
                    known.getOrDefault(partition.partition(), Map.of()), recall, limits.breakers()));
            catchUpTo.put(partition, Objects.requireNonNullElse(ends.get(partition), 0L));
        }
        consumer.resume(unread);
        LOG.info("delivering partitions {}", unread.stream().map(TopicPartition::partition).sorted().toList());
        unread.clear();
    }

    /** A wake-up is meant for {@code poll}; other requests retry. */
    private static <T> T undisturbed(Supplier<T> question) {
        while (true) {
            try {
                return question.get();
            } catch (WakeupException disturbed) {
                LOG.debug("woken up during a request to the broker");
            }
        }
    }

    void add(TopicPartition partition, long offset, Instant loggedAt, Notification notification) {
        Optional.ofNullable(books.get(partition)).ifPresent(book -> book.add(offset, loggedAt, notification));
    }

    void skip(TopicPartition partition, long offset, Instant loggedAt) {
        Optional.ofNullable(books.get(partition)).ifPresent(book -> book.reached(offset + 1, loggedAt));
    }

    /** Drops the past of each book once the log is read up to the end at its opening. */
    void caughtUp() {
        catchUpTo.entrySet().removeIf(target -> {
            var book = Objects.requireNonNull(books.get(target.getKey()));
            var reached = undisturbed(() -> consumer.position(target.getKey())) >= target.getValue();
            if (reached) {
                book.caughtUp();
            }
            return reached;
        });
    }

    /** Takes a result; false if its partition is not assigned. */
    boolean land(InFlightAttempts.Landing landing) {
        return books.values().stream().anyMatch(book -> book.land(landing.claim().notification().getId(),
                landing.claim().attempt(), landing.outcome()));
    }

    Map<Integer, List<DeliveryStep>> propose(Instant now, FreshnessCheck judge, boolean admit) {
        var steps = new TreeMap<Integer, List<DeliveryStep>>();
        books.forEach((partition, book) -> {
            var some = book.propose(now, judge, admit);
            if (!some.isEmpty()) {
                steps.put(partition.partition(), some);
            }
        });
        return steps;
    }

    /** Changes of breakers that go with the proposed steps. */
    List<BreakerChange> breakerChanges() {
        return books.values().stream().flatMap(book -> book.breakerChanges().stream()).toList();
    }

    /** Breakers of all destinations that are remembered. */
    List<BreakerStatus> breakers(Instant now) {
        return books.values().stream().flatMap(book -> book.breakers(now).stream()).toList();
    }

    /** Closes a breaker with the next steps; false if no book knows the destination. */
    boolean reset(String destination, String by) {
        return books.values().stream().filter(book -> book.reset(destination, by)).count() > 0;
    }

    void commit() {
        books.values().forEach(DeliveryBook::commit);
    }

    void rollback() {
        books.values().forEach(DeliveryBook::rollback);
    }

    Map<TopicPartition, OffsetAndMetadata> bookmarks() {
        var offsets = new HashMap<TopicPartition, OffsetAndMetadata>();
        books.forEach((partition, book) -> offsets.put(partition, book.committable().toCommit()));
        return offsets;
    }

    /** Pauses partitions with too many unfinished notifications and resumes the others. */
    void regulate() {
        books.forEach((partition, book) -> {
            var isFull = limits.isFull(book);
            if (isFull && full.add(partition)) {
                LOG.warn("partition {} is paused with {} unfinished notifications", partition.partition(),
                        book.size());
                consumer.pause(Set.of(partition));
            } else if (!isFull && full.remove(partition)) {
                LOG.info("partition {} is resumed", partition.partition());
                consumer.resume(Set.of(partition));
            }
        });
    }

    boolean joined() {
        return joined && unread.isEmpty();
    }

    Optional<Instant> nextDue(Instant now) {
        return books.values().stream().flatMap(book -> book.nextDue(now).stream()).min(Instant::compareTo);
    }

    Optional<Instant> oldest() {
        return books.values().stream().flatMap(book -> book.oldest().stream()).min(Instant::compareTo);
    }

    int size() {
        return books.values().stream().mapToInt(DeliveryBook::size).sum();
    }

    int inFlight() {
        return books.values().stream().mapToInt(DeliveryBook::inFlight).sum();
    }

    int partitions() {
        return books.size();
    }
}
