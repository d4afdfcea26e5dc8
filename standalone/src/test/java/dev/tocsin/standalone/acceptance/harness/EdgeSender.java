package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import dev.tocsin.standalone.acceptance.harness.LoadSource.Edge;

/**
 * One sender of a load: severe alerts that stay, each once (a person reports them again), and between them alerts that fire and
 * resolve in turn. It sends one request after the other, and treats 503 and a dead process as its vendor does.
 */
public final class EdgeSender implements AutoCloseable {

    /** Severe alerts of a sender, which page. */
    public static final int SEVERE = 24;

    private static final int FLAPPING = 2;
    private static final int EVERY = 8;
    private static final Duration PACE = Duration.ofMillis(40);

    private final LoadSource source;
    private final String ingest;
    private final Map<String, Integer> numbers = new TreeMap<>();
    private final Map<String, Instant> since = new TreeMap<>();
    private final Map<String, Set<Integer>> accepted = new ConcurrentHashMap<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger turnedAway = new AtomicInteger();
    private final AtomicInteger unreachable = new AtomicInteger();
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean goesOn = true;
    private volatile boolean closed;

    public EdgeSender(LoadSource source, String ingest) {
        this.source = source;
        this.ingest = ingest;
    }

    /** Starts to send. */
    public EdgeSender start() {
        thread.start();
        return this;
    }

    /** Names of the services of a source's severe alerts. */
    public static String severe(LoadSource source, int number) {
        return source.source() + "-severe-" + number;
    }

    /** What it sends. */
    public LoadSource source() {
        return source;
    }

    /** Numbers of the edges that were answered 2xx, by service. */
    public Map<String, Set<Integer>> accepted() {
        return Map.copyOf(accepted);
    }

    /** How many requests were answered 2xx. */
    public int taken() {
        return taken.get();
    }

    /** How many requests were answered 503. */
    public int turnedAway() {
        return turnedAway.get();
    }

    /** How many requests met a dead process. */
    public int unreachable() {
        return unreachable.get();
    }

    /** Sends no new severe alerts, and the end of each of the others; waits until all that is repeated is answered 2xx. */
    public void finish() {
        goesOn = false;
        Awaiting.until("the last request of " + source.source(), this::taken, () -> !thread.isAlive());
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }

    private void run() {
        var severe = 0;
        for (var turn = 0; goesOn && !closed; turn++) {
            if (turn % EVERY == 0 && (severe < SEVERE || !source.resolves())) {
                send(severe(source, severe++ % SEVERE), true);
            } else if (source.resolves()) {
                send(flapping(turn % FLAPPING), false);
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
        for (var each = 0; each < FLAPPING && source.resolves(); each++) {
            while (!closed && numbers.getOrDefault(flapping(each), 0) % 2 == 1) {
                send(flapping(each), false);
            }
        }
    }

    private String flapping(int number) {
        return source.source() + "-flapping-" + number;
    }

    private void send(String service, boolean severe) {
        var number = numbers.merge(service, 1, Integer::sum);
        var now = Instant.now();
        if (number % 2 == 1) {
            since.put(service, now);
        }
        var edge = new Edge(service, number, severe, since.get(service), now);
        while (!isTaken(edge) && source.repeats() && !closed) {
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    private boolean isTaken(Edge edge) {
        try {
            var answer = source.send(ingest, edge);
            if (answer.isSuccess()) {
                accepted.computeIfAbsent(edge.service(), _ -> new ConcurrentSkipListSet<>()).add(edge.number());
                taken.incrementAndGet();
                return true;
            }
            if (answer.status() != 503) {
                throw new IllegalStateException(source.source() + " got " + answer.status() + ": " + answer.body());
            }
            turnedAway.incrementAndGet();
        } catch (IOException nobodyThere) {
            unreachable.incrementAndGet();
        }
        return false;
    }
}
