package dev.tocsin.ingest.http;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * Parses large bodies: a few at a time, because their trees are many times as large, and at most one of each source. Uses
 * platform threads, so that the carriers of virtual threads stay free for ordinary alerts.
 */
final class LargeBodies implements AutoCloseable {

    /** Minimum size of a large body. */
    static final int HEAVY_BYTES = 1024 * 1024;
    private static final int AT_ONCE = 2;

    private final Semaphore all = new Semaphore(AT_ONCE, true);
    private final Map<String, Semaphore> bySource;
    private final ExecutorService threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().name(
            "ingest-heavy-", 0).factory());

    LargeBodies(Collection<String> sources) {
        this.bySource = sources.stream().collect(Collectors.toMap(source -> source, _ -> new Semaphore(1, true)));
    }

    /**
     * Runs the work when a slot is free; empty after the deadline.
     *
     * @throws InterruptedException
     *             when the service stops
     */
    Optional<Answer> work(String source, RequestDeadline deadline, Callable<Answer> work) throws InterruptedException {
        var own = bySource.get(source);
        if (!own.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
            return Optional.empty();
        }
        try {
            if (!all.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                return Optional.empty();
            }
            try {
                return Optional.of(threads.submit(work).get());
            } catch (ExecutionException failed) {
                throw failed.getCause() instanceof RuntimeException bug
                        ? bug
                        : new IllegalStateException(failed.getCause());
            } finally {
                all.release();
            }
        } finally {
            own.release();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
