package dev.tocsin.benchmarks.pipeline;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.benchmarks.Distribution;

/** The webhook that pages arrive at; notes when each service was first heard of. */
final class PageReceiver implements AutoCloseable {

    private static final Pattern SERVICE = Pattern.compile("\"service\"\\s*:\\s*\"((?:load|steady)-[\\d-]+)\"");

    /** So long without any page means that none will come. */
    private static final Duration PATIENCE = Duration.ofSeconds(45);

    private final HttpServer server;
    private final Map<String, Long> arrivedAt = new ConcurrentHashMap<>();
    private final AtomicLong lastArrival = new AtomicLong(System.nanoTime());

    PageReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1024);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/page", this::receive);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/page");
    }

    /**
     * Waits until the page of each of these services has arrived, or none has for a long time.
     *
     * @return how many did not arrive
     * @throws SubjectDown
     *             when the sender of the pages has ended
     */
    int await(Collection<String> services, SubjectProcess sender) throws InterruptedException {
        var missing = new HashSet<>(services);
        var since = System.nanoTime();
        missing.removeIf(arrivedAt::containsKey);
        while (!missing.isEmpty() && System.nanoTime() - Math.max(since, lastArrival.get()) < PATIENCE.toNanos()) {
            sender.requireAlive();
            Thread.sleep(20);
            missing.removeIf(arrivedAt::containsKey);
        }
        return missing.size();
    }

    /** From when an alert was due until its page arrived, of those that were due in a part of the run. */
    Distribution latencies(Map<String, Long> dueAt, long from, long until) {
        var nanos = new ArrayList<Long>();
        dueAt.forEach((service, due) -> {
            var arrived = arrivedAt.get(service);
            if (arrived != null && due >= from && due < until) {
                nanos.add(arrived - due);
            }
        });
        return new Distribution(nanos);
    }

    /** Of the whole run. */
    Distribution latencies(Map<String, Long> dueAt) {
        return latencies(dueAt, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    private void receive(HttpExchange exchange) throws IOException {
        var now = System.nanoTime();
        try (exchange) {
            var found = SERVICE.matcher(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            while (found.find()) {
                arrivedAt.putIfAbsent(found.group(1), now);
            }
            lastArrival.set(now);
            exchange.sendResponseHeaders(204, -1);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
