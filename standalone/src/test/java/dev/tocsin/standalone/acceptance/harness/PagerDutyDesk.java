package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;

/** PagerDuty's Events API v2 as far as Tocsin uses it: takes events, and knows which keys are open. */
public final class PagerDutyDesk implements AutoCloseable {

    private final HttpServer server;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final Set<String> open = ConcurrentHashMap.newKeySet();

    private PagerDutyDesk(HttpServer server) {
        this.server = server;
    }

    /** Opens one on a free port. */
    public static PagerDutyDesk open() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
            var desk = new PagerDutyDesk(server);
            server.createContext("/", exchange -> {
                try (exchange) {
                    desk.take(Http.JSON.readTree(exchange.getRequestBody().readAllBytes()));
                    exchange.sendResponseHeaders(202, -1);
                }
            });
            server.start();
            return desk;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where it takes events. */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v2/enqueue";
    }

    /** Everything that came, oldest first. */
    public List<JsonNode> events() {
        return List.copyOf(events);
    }

    /** Keys that were triggered and not resolved since. */
    public Set<String> openKeys() {
        return Set.copyOf(open);
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void take(JsonNode event) {
        var key = event.path("dedup_key").asString("");
        switch (event.path("event_action").asString("")) {
            case "trigger" -> open.add(key);
            case "resolve" -> open.remove(key);
            default -> {
                // An acknowledge leaves it open.
            }
        }
        events.add(event);
    }
}
