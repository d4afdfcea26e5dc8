package dev.tocsin.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The webhook that pages arrive at; notes when each service was first heard of. */
final class PageReceiver implements AutoCloseable {

    private static final Pattern SERVICE = Pattern.compile("\"service\"\\s*:\\s*\"(load-[\\d-]+)\"");
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(90);

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

    long begin() {
        return System.nanoTime();
    }

    /** Waits until nothing has arrived for two seconds. */
    void settle() throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        lastArrival.set(System.nanoTime());
        while (System.nanoTime() - lastArrival.get() < QUIET.toNanos() && System.nanoTime() < deadline) {
            Thread.sleep(50);
        }
    }

    /** From when each alert of a run was sent until its page arrived. */
    Distribution latencies(long begin, AlertLoad.Sent sent) {
        var nanos = new ArrayList<Long>();
        sent.sentAt().forEach((service, at) -> {
            var arrived = arrivedAt.get(service);
            if (arrived != null && at >= begin) {
                nanos.add(arrived - at);
            }
        });
        return new Distribution(nanos);
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
