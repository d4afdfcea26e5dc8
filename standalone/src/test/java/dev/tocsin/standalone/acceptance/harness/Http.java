package dev.tocsin.standalone.acceptance.harness;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** HTTP as the tests speak it. */
public final class Http {

    /** Reads what comes back. */
    public static final JsonMapper JSON = JsonMapper.shared();

    /** A server that hangs; a slow one is waited for. */
    private static final Duration TIMEOUT = Duration.ofMinutes(2);
    private static final HttpClient CLIENT = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT).build();

    private static final Map<String, String> JSON_BODY = Map.of("Content-Type", "application/json");
    private static final int BUSY = 503;

    private Http() {}

    /** An answer whose body is text. */
    public record Answer(int status, Map<String, String> headers, String body) {

        /** The body as JSON. */
        public JsonNode json() {
            return JSON.readTree(body);
        }

        /** Whether the server took it. */
        public boolean isSuccess() {
            return status / 100 == 2;
        }
    }

    /** GET. */
    public static Answer get(String url) throws IOException {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    /** POST of a text body. */
    public static Answer post(String url, String body, Map<String, String> headers) throws IOException {
        var request = HttpRequest.newBuilder(URI.create(url)).POST(BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** POST of JSON. */
    public static Answer post(String url, String json) throws IOException {
        return post(url, json, JSON_BODY);
    }

    /** POST as a sender does it: who is told 503, comes again. */
    public static Answer deliver(String url, String body, Map<String, String> headers) {
        return Awaiting.value(url + " to take it", () -> Optional.of(post(url, body, headers)).filter(answer -> answer
                .status() != BUSY));
    }

    /** POST of JSON as a sender does it. */
    public static Answer deliver(String url, String json) {
        return deliver(url, json, JSON_BODY);
    }

    /** The status of a GET, or 0 when nobody answers. */
    public static int status(String url) {
        try {
            return get(url).status();
        } catch (IOException nobody) {
            return 0;
        }
    }

    private static Answer send(HttpRequest.Builder request) throws IOException {
        try {
            HttpResponse<String> answer = CLIENT.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
            var headers = new java.util.TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            answer.headers().map().forEach((name, values) -> headers.put(name, values.getFirst()));
            return new Answer(answer.statusCode(), headers, answer.body());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }
}
