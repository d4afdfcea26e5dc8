package dev.tocsin.policy.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.schemas.feed.TopicFollower;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.KafkaException;

/** All published versions, whether they compile or not. */
public final class PolicyArchive {

    private final Supplier<Consumer<String, PolicyVersion>> consumers;

    /**
     * An archive; it connects only while it is read.
     *
     * @param kafka
     *            client settings, at least {@code bootstrap.servers}
     */
    public PolicyArchive(Map<String, Object> kafka, EventSerdes serdes) {
        this(TopicFollower.briefConsumers(Topics.POLICY, kafka, serdes));
    }

    PolicyArchive(Supplier<Consumer<String, PolicyVersion>> consumers) {
        this.consumers = consumers;
    }

    /**
     * Reads the topic once from beginning to end.
     *
     * @param patience
     *            how long to try
     * @return from the first version to the newest
     * @throws KafkaException
     *             when the end was not reached in time
     */
    public List<PolicyVersion> versions(Duration patience) {
        Map<Integer, PolicyVersion> found = new ConcurrentHashMap<>();
        var end = new CountDownLatch(1);
        try {
            if (!read(version -> found.put(version.getVersion(), version), end::countDown, end, patience)) {
                throw new KafkaException(Topics.POLICY.name() + " could not be read within " + patience);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted while reading " + Topics.POLICY.name(), interrupted);
        }
        return new ArrayList<>(new TreeMap<>(found).values());
    }

    /**
     * The version that was published last; read as {@link #versions} are.
     *
     * @return empty when nothing was ever published
     */
    Optional<PolicyVersion> newest(Duration patience) {
        return versions(patience).reversed().stream().findFirst();
    }

    /**
     * Waits until a version can be read: a transaction is over a moment before its readers see it.
     *
     * @param number
     *            of a version whose transaction is committed
     * @param patience
     *            how long to wait
     * @return whether it could be read in time; not when interrupted
     */
    boolean awaitReadable(int number, Duration patience) {
        var seen = new CountDownLatch(1);
        try {
            return read(version -> {
                if (version.getVersion() == number) {
                    seen.countDown();
                }
            }, () -> {}, seen, patience);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean read(java.util.function.Consumer<PolicyVersion> versions, Runnable reachedEnd,
            CountDownLatch enough, Duration patience) throws InterruptedException {
        try (var reader = new TopicFollower<>(Topics.POLICY, consumers, versions, reachedEnd)) {
            reader.start();
            return enough.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        }
    }
}
