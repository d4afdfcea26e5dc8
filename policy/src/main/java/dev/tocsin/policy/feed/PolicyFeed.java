package dev.tocsin.policy.feed;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.tocsin.event.PolicyVersion;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.policy.PolicyLoader;
import dev.tocsin.policy.read.PolicyErrors;
import dev.tocsin.schemas.feed.TopicFollower;
import dev.tocsin.schemas.serde.EventSerdes;
import dev.tocsin.schemas.topic.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The versions of the policy as they are published, kept up to date in the background. The newest one that compiles is
 * current; one that does not is logged, and the last good one stays. Before anything was read, the built-in version 0 is.
 * Safe for use by many threads.
 */
public final class PolicyFeed implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PolicyFeed.class);

    private final TopicFollower<PolicyVersion> reader;
    private final Map<Integer, CompiledPolicy> versions = new HashMap<>();
    private final List<Consumer<CompiledPolicy>> listeners = new CopyOnWriteArrayList<>();
    private CompiledPolicy current;
    private Optional<PolicyVersion> published = Optional.empty();
    private boolean caughtUp;
    private boolean closed;

    /**
     * A feed that is not running yet.
     *
     * @param consumerProps
     *            of Kafka, at least {@code bootstrap.servers}; no group is used
     */
    public PolicyFeed(Map<String, Object> consumerProps, EventSerdes serdes) {
        this(TopicFollower.consumers(Topics.POLICY, consumerProps, serdes));
    }

    PolicyFeed(Supplier<org.apache.kafka.clients.consumer.Consumer<String, PolicyVersion>> consumers) {
        this.reader = new TopicFollower<>(Topics.POLICY, consumers, this::accept, this::reachedEnd);
        this.current = builtIn();
        this.versions.put(current.version(), current);
    }

    private static CompiledPolicy builtIn() {
        try {
            return PolicyLoader.load(PolicyLoader.builtIn());
        } catch (PolicyErrors wrong) {
            throw new IllegalStateException("the built-in policy does not compile", wrong);
        }
    }

    /** Begins to read tocsin.policy from its beginning. */
    public void start() {
        reader.start();
    }

    /** Whether everything that was published before {@link #start} has been read. */
    public synchronized boolean caughtUp() {
        return caughtUp;
    }

    /** The newest version that compiles; the built-in one before any was read. */
    public synchronized CompiledPolicy current() {
        return current;
    }

    /** The same as it was published; empty while the built-in one is in force. */
    public synchronized Optional<PolicyVersion> published() {
        return published;
    }

    /**
     * A version by number. Asks for one that is not there yet are given some time, because who names a version may be ahead
     * of this feed.
     *
     * @param wait
     *            how long to wait at most
     * @return empty when it did not come in time, or does not compile
     */
    public synchronized Optional<CompiledPolicy> version(int v, Duration wait) {
        var until = System.nanoTime() + wait.toNanos();
        try {
            while (!versions.containsKey(v) && !closed && (v > current.version() || !caughtUp)) {
                var left = Duration.ofNanos(until - System.nanoTime());
                if (!left.isPositive()) {
                    break;
                }
                wait(Math.max(1, left.toMillis()));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        return Optional.ofNullable(versions.get(v));
    }

    /** Calls the listener, on the feed's thread, whenever another version becomes current; it must be quick. */
    public void onChange(Consumer<CompiledPolicy> listener) {
        listeners.add(listener);
    }

    private void accept(PolicyVersion published) {
        try {
            var compiled = PolicyLoader.load(published);
            put(compiled, published);
            LOG.info("policy {} version {} by {} is current", published.getName(), published.getVersion(),
                    published.getAuthor());
            new ArrayList<>(listeners).forEach(listener -> tell(listener, compiled));
        } catch (PolicyErrors wrong) {
            LOG.error("policy {} version {} does not compile; keeping version {}: {}", published.getName(),
                    published.getVersion(), current().version(), wrong.getMessage());
        } catch (RuntimeException fault) {
            LOG.error("policy {} version {} cannot be used; keeping version {}", published.getName(),
                    published.getVersion(), current().version(), fault);
        }
    }

    private synchronized void put(CompiledPolicy compiled, PolicyVersion text) {
        versions.put(compiled.version(), compiled);
        if (compiled.version() >= current.version()) {
            current = compiled;
            published = Optional.of(text);
        }
        notifyAll();
    }

    private static void tell(Consumer<CompiledPolicy> listener, CompiledPolicy compiled) {
        try {
            listener.accept(compiled);
        } catch (RuntimeException failed) {
            LOG.error("a policy feed listener failed at version {}", compiled.version(), failed);
        }
    }

    private synchronized void reachedEnd() {
        caughtUp = true;
        notifyAll();
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        reader.close();
    }
}
