package dev.tocsin.benchmarks.notifier;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/** The webhooks of all destinations on one port: most answer at once, some hang, some fail. Notes when each arrived first. */
final class Receivers implements AutoCloseable {

    private static final Duration HANGS = Duration.ofMinutes(2);

    private final HttpServer server;
    private final Map<String, Long> arrivedAt = new ConcurrentHashMap<>();
    private volatile Set<Integer> hanging = Set.of();
    private volatile Set<Integer> failing = Set.of();

    Receivers() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 4096);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::receive);
        server.start();
    }

    String url(int destination) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + destination;
    }

    /** From now on. */
    void sick(Set<Integer> hang, Set<Integer> fail) {
        hanging = hang;
        failing = fail;
    }

    /** By id of the notification, which is the id that the webhook carries. */
    Map<String, Long> arrivals() {
        return arrivedAt;
    }

    private void receive(HttpExchange exchange) throws IOException {
        var now = System.nanoTime();
        try (exchange) {
            var destination = Integer.parseInt(exchange.getRequestURI().getPath().substring(1));
            exchange.getRequestBody().readAllBytes();
            if (hanging.contains(destination)) {
                Thread.sleep(HANGS);
            } else if (failing.contains(destination)) {
                exchange.sendResponseHeaders(500, -1);
            } else {
                arrivedAt.putIfAbsent(exchange.getRequestHeaders().getFirst("webhook-id"), now);
                exchange.sendResponseHeaders(204, -1);
            }
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
