package dev.tocsin.console.feed;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

import dev.tocsin.console.projection.Change;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.schemas.topic.Topic;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of the topics into the projection, in one thread and without a group: every console reads
 * everything. Incidents come first; of the other topics only what can belong to an incident that is held. Whatever goes
 * wrong, it tries again where it was.
 */
public final class TopicReader implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TopicReader.class);
    private static final Duration POLL = Duration.ofMillis(250);
    private static final Duration CLOSE_WITHIN = Duration.ofSeconds(5);
    private static final Duration TRY_AGAIN = Duration.ofSeconds(2);
    private static final Duration EXPIRE_EVERY = Duration.ofMinutes(1);

    /** A fact may carry a slightly earlier time than the record that opened its incident. */
    private static final Duration SLACK = Duration.ofHours(1);
    /** Read as far back as the quarantine, and not from the oldest incident. */
    private static final Set<String> OF_AN_AGE = Set.of(Topics.QUARANTINE.name(), Topics.REPLAYS.name(), Topics.SOURCES
            .name(), Topics.CHANNEL_TESTS.name());

    private final Supplier<Consumer<String, byte[]>> consumers;
    private final RecordReader records;
    private final Projection projection;
    private final Horizons horizons;
    private final java.util.function.Consumer<Set<Change>> announce;
    private final Clock clock;
    private final Map<TopicPartition, Long> positions = new HashMap<>();
    private final AtomicReference<ReadProgress> progress = new AtomicReference<>(ReadProgress.NONE);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("console-reader").daemon(true).unstarted(this::run);
    private final AtomicReference<Optional<Consumer<String, byte[]>>> current = new AtomicReference<>(Optional.empty());
    private BrokerContact contact = new BrokerContact(Map.of());
    private Instant expired = Instant.MIN;

    /**
     * @param consumers
     *            makes a consumer that reads committed records only; called again after a failure
     * @param horizons
     *            how far back topics are read that belong to no incident
     * @param announce
     *            told what changed, once everything has been read that was there at the start
     */
    public TopicReader(Supplier<Consumer<String, byte[]>> consumers, RecordReader records, Projection projection,
            Horizons horizons, java.util.function.Consumer<Set<Change>> announce, Clock clock) {
        this.consumers = consumers;
        this.records = records;
        this.projection = projection;
        this.horizons = horizons;
        this.announce = announce;
        this.clock = clock;
    }

    /**
     * How far back topics are read that belong to no incident.
     *
     * @param quarantine
     *            quarantined requests
     * @param audit
     *            entries of the audit
     */
    public record Horizons(Duration quarantine, Duration audit) {

        Optional<Duration> of(String topic) {
            return OF_AN_AGE.contains(topic)
                    ? Optional.of(quarantine)
                    : Optional.of(audit).filter(_ -> topic.equals(Topics.AUDIT.name()));
        }
    }

    /** Starts reading. */
    public void start() {
        thread.start();
    }

    /** How far it is. */
    public ReadProgress progress() {
        return progress.get();
    }

    @Override
    public void close() {
        closed.countDown();
        current.get().ifPresent(Consumer::wakeup);
        try {
            if (thread.isAlive() && !thread.join(CLOSE_WITHIN)) {
                thread.interrupt();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!isClosed()) {
            try (var consumer = consumers.get()) {
                current.set(Optional.of(consumer));
                contact = new BrokerContact(consumer.metrics());
                follow(consumer);
            } catch (WakeupException | org.apache.kafka.common.errors.InterruptException stopped) {
                LOG.debug("reading was interrupted");
            } catch (RuntimeException failure) {
                var why = String.valueOf(failure.getMessage());
                if (!progress.getAndUpdate(now -> now.inTrouble(why)).trouble().equals(Optional.of(why))) {
                    LOG.warn("cannot read the topics, retrying every {}: {}", TRY_AGAIN, why);
                }
                LOG.debug("cause of the failed read", failure);
                pause();
            }
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        var first = partitions(consumer, RecordReader.FIRST);
        readToEnd(consumer, first);
        projection.snapshotsRead();
        var all = new ArrayList<>(first);
        all.addAll(partitions(consumer, RecordReader.THEN));
        readToEnd(consumer, all);
        projection.expire(clock.instant());
        progress.updateAndGet(now -> now.caughtUp(clock.instant()));
        LOG.info("caught up with {} incidents", projection.incidents().size());
        while (!isClosed()) {
            var changes = readOnce(consumer, all);
            if (!changes.isEmpty()) {
                announce.accept(changes);
            }
        }
    }

    private void readToEnd(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        consumer.assign(partitions);
        seek(consumer, partitions);
        var ends = consumer.endOffsets(partitions);
        while (!isClosed() && ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end
                .getValue())) {
            readOnce(consumer, partitions);
        }
    }

    private void seek(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        var fresh = new ArrayList<TopicPartition>();
        for (var partition : partitions) {
            var position = positions.get(partition);
            if (position == null) {
                fresh.add(partition);
            } else {
                consumer.seek(partition, position);
            }
        }
        var whole = fresh.stream().filter(partition -> RecordReader.FIRST.stream().anyMatch(topic -> topic.name()
                .equals(partition.topic()))).toList();
        consumer.seekToBeginning(whole);
        fresh.removeAll(whole);
        seekToHorizon(consumer, fresh);
    }

    private void seekToHorizon(Consumer<String, byte[]> consumer, Collection<TopicPartition> partitions) {
        if (partitions.isEmpty()) {
            return;
        }
        var now = clock.instant();
        var incidents = projection.oldest().orElse(now).minus(SLACK).toEpochMilli();
        var wanted = new HashMap<TopicPartition, Long>();
        partitions.forEach(partition -> wanted.put(partition, horizons.of(partition.topic()).map(ago -> now.minus(ago)
                .toEpochMilli()).orElse(incidents)));
        consumer.offsetsForTimes(wanted).forEach((partition, found) -> {
            if (found == null) {
                consumer.seekToEnd(List.of(partition));
            } else {
                consumer.seek(partition, found.offset());
            }
        });
    }

    private Set<Change> readOnce(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        var batch = consumer.poll(POLL);
        if (contact.heard()) {
            progress.updateAndGet(now -> now.inContact(clock.instant()));
        }
        var changes = new LinkedHashSet<Change>();
        for (var record : NewestRecords.of(batch)) {
            records.read(record).ifPresent(changes::add);
            progress.updateAndGet(now -> now.readUpTo(Instant.ofEpochMilli(record.timestamp())));
        }
        partitions.forEach(partition -> positions.put(partition, consumer.position(partition)));
        progress.updateAndGet(now -> now.lagging(lag(consumer, partitions)));
        changes.addAll(expire());
        return changes;
    }

    private List<Change> expire() {
        var now = clock.instant();
        if (expired.isAfter(now.minus(EXPIRE_EVERY))) {
            return List.of();
        }
        expired = now;
        return projection.expire(now);
    }

    private static Map<String, Long> lag(Consumer<String, byte[]> consumer, List<TopicPartition> partitions) {
        var lag = new TreeMap<String, Long>();
        partitions.forEach(partition -> lag.merge(partition.topic(), consumer.currentLag(partition).orElse(0),
                Long::sum));
        return lag;
    }

    /** A topic that is not there yet is no topic without records: it is looked for again. */
    private static List<TopicPartition> partitions(Consumer<String, byte[]> consumer, List<Topic<?>> topics) {
        var partitions = new ArrayList<TopicPartition>();
        for (var topic : topics) {
            var found = consumer.partitionsFor(topic.name());
            if (found.isEmpty()) {
                throw new UnknownTopicOrPartitionException("topic " + topic.name() + " does not exist");
            }
            found.forEach(each -> partitions.add(new TopicPartition(each.topic(), each.partition())));
        }
        return partitions;
    }

    private boolean isClosed() {
        return closed.getCount() == 0;
    }

    private void pause() {
        try {
            closed.await(TRY_AGAIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            LOG.debug("the pause was interrupted");
        }
    }
}
