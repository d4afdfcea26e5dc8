package dev.tocsin.standalone.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * One receiver of each kind of deduplication, which keep what they take and can hold their answers back: a webhook that knows a
 * repeat by its key, a tracker that can be searched, and a chat that knows nothing.
 */
public final class HoldingReceivers implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Map<String, String> hooks = new ConcurrentHashMap<>();
    private final List<String> issues = new CopyOnWriteArrayList<>();
    private final List<String> posts = new CopyOnWriteArrayList<>();
    private final AtomicInteger taken = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private volatile CountDownLatch hold = new CountDownLatch(0);

    private HoldingReceivers(HttpServer server) {
        this.server = server;
    }

    /** Opens them on a free port. */
    public static HoldingReceivers open() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            var receivers = new HoldingReceivers(server);
            server.setExecutor(receivers.threads);
            server.createContext("/hook", exchange -> receivers.write(exchange, receivers::hook));
            server.createContext("/chat", exchange -> receivers.write(exchange, receivers::post));
            server.createContext("/repos/octo/shop/issues", receivers::issues);
            server.start();
            return receivers;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @FunctionalInterface
    private interface Keeping {
        String keep(HttpExchange exchange, String body);
    }

    private String hook(HttpExchange exchange, String body) {
        hooks.put(exchange.getRequestHeaders().getFirst("webhook-id"), body);
        return "ok";
    }

    private String post(HttpExchange exchange, String body) {
        posts.add(body);
        return "ok";
    }

    private String issue(HttpExchange exchange, String body) {
        issues.add(Http.JSON.readTree(body).path("body").asString(""));
        return "{\"number\":" + issues.size() + ",\"state\":\"open\"}";
    }

    private void issues(HttpExchange exchange) throws IOException {
        if (exchange.getRequestMethod().equals("POST")) {
            write(exchange, this::issue);
            return;
        }
        try (exchange) {
            var found = issues.stream().map(body -> Map.of("number", issues.indexOf(body) + 1, "state", "open", "body",
                    body)).toList();
            answer(exchange, 200, Http.JSON.writeValueAsString(found));
        }
    }

    private void write(HttpExchange exchange, Keeping keeping) throws IOException {
        try (exchange) {
            var until = hold;
            var answer = keeping.keep(exchange, new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            taken.incrementAndGet();
            until.await();
            answer(exchange, exchange.getRequestURI().getPath().startsWith("/repos") ? 201 : 200, answer);
            answered.incrementAndGet();
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
    }

    /** Forgets what came, and holds answers from now on. */
    public void hold() {
        forget();
        hold = new CountDownLatch(1);
    }

    /** Forgets what came. */
    public void forget() {
        hooks.clear();
        issues.clear();
        posts.clear();
        taken.set(0);
        answered.set(0);
    }

    /** Answers what is held, and everything after it at once. */
    public void release() {
        hold.countDown();
    }

    /** How many requests that write were taken. */
    public int taken() {
        return taken.get();
    }

    /** How many of them were answered. */
    public int answered() {
        return answered.get();
    }

    /** Keys of the webhooks that came: a repeat has the key of the first. */
    public List<String> hooks() {
        return List.copyOf(hooks.keySet());
    }

    /** Issues of the tracker. */
    public List<String> issues() {
        return List.copyOf(issues);
    }

    /** Posts in the chat, oldest first. */
    public List<String> posts() {
        return List.copyOf(posts);
    }

    /** Where they listen. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        release();
        server.stop(0);
        threads.shutdownNow();
    }
}
