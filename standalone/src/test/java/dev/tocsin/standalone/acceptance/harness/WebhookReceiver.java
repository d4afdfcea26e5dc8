package dev.tocsin.standalone.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

/**
 * The outside that is paged: takes webhooks on the loopback address, remembers each, and answers as it is told. Each test
 * opens a {@link Desk} for its service; what arrives for a service that nobody sits at is an error when it is closed.
 */
public final class WebhookReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Page> pages = new CopyOnWriteArrayList<>();
    private final Map<String, Desk> desks = new ConcurrentHashMap<>();
    private volatile Function<Page, Answer> script = page -> Answer.OK;

    private WebhookReceiver(HttpServer server) {
        this.server = server;
    }

    /** How it answers a request. */
    public sealed interface Answer {

        /** Taken. */
        Answer OK = new Status(200, Map.of());

        /** An HTTP status with headers. */
        record Status(int code, Map<String, String> headers) implements Answer {}

        /** Takes its time before it answers. */
        record After(Duration delay, Answer then) implements Answer {}

        /** Takes the request and cuts the connection instead of answering: the sender cannot know. */
        record Lost() implements Answer {}
    }

    /** Opens one on a free port. */
    public static WebhookReceiver open() {
        return open(0);
    }

    /** Opens one on a port, 0 for any. */
    public static WebhookReceiver open(int port) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 256);
            var receiver = new WebhookReceiver(server);
            server.setExecutor(receiver.threads);
            server.createContext("/", receiver::take);
            server.start();
            return receiver;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** From now on it answers like this. */
    public void answering(Function<Page, Answer> script) {
        this.script = script;
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + port() + "/pages";
    }

    /** Its port. */
    public int port() {
        return server.getAddress().getPort();
    }

    /** Everything that came, oldest first, whatever was answered. */
    public List<Page> pages() {
        return List.copyOf(pages);
    }

    /** How many came. */
    public int count() {
        return pages.size();
    }

    /** A desk at which the pages of one service are read; closing it fails on any that was not. */
    public Desk desk(String service) {
        return desks.computeIfAbsent(service, key -> new Desk(this, key));
    }

    /** Says that pages of any service were wanted, and are judged in another way than one by one. */
    public void expectEverything() {
        pages.forEach(page -> desk(page.service()));
        unexpectedAllowed = true;
    }

    private boolean unexpectedAllowed;

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        var unexpected = pages.stream().filter(page -> !desks.containsKey(page.service())).toList();
        if (!unexpectedAllowed && !unexpected.isEmpty()) {
            throw new AssertionError("pages that nobody expected: " + unexpected);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var headers = new TreeMap<String, String>();
            exchange.getRequestHeaders()
                    .forEach((name, values) -> headers.put(name.toLowerCase(java.util.Locale.ROOT), values.getFirst()));
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            var page = new Page(headers.getOrDefault("webhook-id", ""), Instant.now(), headers, body);
            pages.add(page);
            answer(exchange, script.apply(page));
        }
    }

    private static void answer(HttpExchange exchange, Answer answer) throws IOException {
        switch (answer) {
            case Answer.Status(int code, Map<String, String> headers) -> {
                headers.forEach(exchange.getResponseHeaders()::set);
                exchange.sendResponseHeaders(code, -1);
            }
            case Answer.After(Duration delay, Answer then) -> {
                LockSupport.parkNanos(delay.toNanos());
                answer(exchange, then);
            }
            case Answer.Lost() -> exchange.close();
        }
    }
}
