package dev.tocsin.ingest.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A queue of SQS over its JSON protocol: what is received is hidden until it is deleted, released or forgotten by its receiver.
 * Source: docs.aws.amazon.com, "Making query API requests using AWS JSON protocol in Amazon SQS".
 */
final class FakeSqs implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final int LONG_POLL_MILLIS = 50;

    private final HttpServer server;
    private final Map<String, String> waiting = new LinkedHashMap<>();
    private final Map<String, String> hidden = new LinkedHashMap<>();
    private final List<String> deleted = new ArrayList<>();
    private final List<JsonNode> receives = new ArrayList<>();
    private int sent;
    private int released;
    private String error = "";

    FakeSqs() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 16);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    String endpoint() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    String url() {
        return endpoint() + "/123456789012/alarms";
    }

    synchronized void send(String body) {
        waiting.put("message-" + ++sent, body);
        notifyAll();
    }

    /** From now on every request gets this error; empty for none. */
    synchronized void fail(String code) {
        error = code;
    }

    /** The receiver died: its visibility timeout is over. */
    synchronized void forget() {
        putBack(List.copyOf(hidden.keySet()));
    }

    synchronized List<String> deleted() {
        return List.copyOf(deleted);
    }

    synchronized List<JsonNode> receives() {
        return List.copyOf(receives);
    }

    synchronized int released() {
        return released;
    }

    /** In the queue, hidden or not. */
    synchronized int size() {
        return waiting.size() + hidden.size();
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var request = JSON.readTree(exchange.getRequestBody().readAllBytes());
            var target = exchange.getRequestHeaders().getFirst("X-Amz-Target");
            var failure = failure(exchange.getRequestHeaders().getFirst("Authorization"));
            var body = failure.isEmpty()
                    ? switch (target) {
                        case "AmazonSQS.ReceiveMessage" -> receive(request);
                        case "AmazonSQS.DeleteMessageBatch" -> delete(request);
                        case "AmazonSQS.ChangeMessageVisibilityBatch" -> release(request);
                        default -> throw new IOException("unknown target " + target);
                    }
                    : Map.of("__type", "com.amazonaws.sqs#" + failure, "message", "refused");
            var bytes = JSON.writeValueAsString(body).getBytes(UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.0");
            exchange.sendResponseHeaders(failure.isEmpty() ? 200 : 400, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    private synchronized String failure(String authorization) {
        return authorization == null || !authorization.contains("/eu-west-1/sqs/")
                ? "MissingAuthenticationToken"
                : error;
    }

    private synchronized Map<String, Object> receive(JsonNode request) {
        receives.add(request);
        if (waiting.isEmpty()) {
            try {
                wait(LONG_POLL_MILLIS);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
        var messages = new ArrayList<Map<String, String>>();
        for (var id : List.copyOf(waiting.keySet()).stream().limit(request.path("MaxNumberOfMessages").asInt())
                .toList()) {
            var body = waiting.remove(id);
            hidden.put(id, body);
            messages.add(Map.of("MessageId", id, "ReceiptHandle", id, "Body", body, "MD5OfBody", md5(body)));
        }
        return Map.of("Messages", messages);
    }

    private synchronized Map<String, Object> delete(JsonNode request) {
        var done = receipts(request);
        done.forEach(receipt -> {
            if (hidden.remove(receipt) != null) {
                deleted.add(receipt);
            }
        });
        return successful(request);
    }

    private synchronized Map<String, Object> release(JsonNode request) {
        var receipts = receipts(request);
        released += receipts.size();
        putBack(receipts);
        return successful(request);
    }

    private void putBack(List<String> ids) {
        var later = new LinkedHashMap<>(waiting);
        waiting.clear();
        ids.forEach(id -> waiting.put(id, hidden.remove(id)));
        waiting.putAll(later);
    }

    private static List<String> receipts(JsonNode request) {
        return request.path("Entries").valueStream().map(entry -> entry.path("ReceiptHandle").asString()).toList();
    }

    private static Map<String, Object> successful(JsonNode request) {
        return Map.of("Failed", List.of(), "Successful", request.path("Entries").valueStream().map(entry -> Map.of("Id",
                entry.path("Id").asString())).toList());
    }

    private static String md5(String body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("MD5").digest(body.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
