package dev.tocsin.standalone.command;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import dev.tocsin.runtime.setting.SettingsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request of a command to a service's API, and its answer in JSON. */
final class HttpCall {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int NOT_MODIFIED = 304;

    private final URI url;
    private final Optional<String> token;
    private final HttpClient client = WebClient.open();
    private final Map<String, Tagged> known = new ConcurrentHashMap<>();

    /**
     * @param url
     *            of the service
     * @param tokenVariable
     *            environment variable that holds the token, so that it stands in no history of a shell
     */
    HttpCall(URI url, String tokenVariable) {
        this.url = url;
        this.token = Optional.ofNullable(System.getenv(tokenVariable)).map(String::strip).filter(it -> !it.isEmpty());
    }

    /** An answer that has an ETag: it is asked for again only if it has changed. */
    private record Tagged(String tag, Answer answer) {}

    /**
     * @param body
     *            the JSON, in a refused answer a problem document
     * @param text
     *            the body as it came
     */
    record Answer(int status, JsonNode body, String text) {

        boolean isGood() {
            return status / 100 == 2;
        }

        /** What is wrong, for a person. */
        String problem() {
            var detail = body.path("detail").asString("");
            return detail.isEmpty() ? "the service returned HTTP " + status : detail;
        }
    }

    /**
     * A path at an address that a person gave.
     *
     * @throws SettingsException
     *             when that is no web address
     */
    static URI at(URI url, String path) {
        var isWeb = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!isWeb || url.getHost() == null) {
            throw new SettingsException("'" + url
                    + "' is not a web address: use an address such as http://127.0.0.1:7400");
        }
        return url.resolve(path);
    }

    /** A value as part of an address. */
    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** Parameters as the query of an address, without a question mark. */
    static String query(Map<String, String> parameters) {
        return parameters.entrySet().stream().map(each -> each.getKey() + "=" + encoded(each.getValue())).collect(
                Collectors.joining("&"));
    }

    /** Gets JSON; what has not changed since the last call is not sent again. */
    Answer get(String path) throws InterruptedException {
        return send("GET", path, Optional.empty());
    }

    /** Sends it. */
    Answer send(String method, String path, Optional<Object> body) throws InterruptedException {
        var before = Optional.ofNullable(known.get(path)).filter(_ -> method.equals("GET"));
        var request = HttpRequest.newBuilder(at(url, path)).header("Content-Type", "application/json").method(method,
                body.map(JSON::writeValueAsString).map(HttpRequest.BodyPublishers::ofString).orElseGet(
                        HttpRequest.BodyPublishers::noBody));
        before.ifPresent(it -> request.header("If-None-Match", it.tag()));
        var answer = send(request);
        if (answer.statusCode() == NOT_MODIFIED && before.isPresent()) {
            return before.get().answer();
        }
        var whole = read(answer);
        answer.headers().firstValue("ETag").filter(_ -> method.equals("GET") && whole.isGood()).ifPresent(
                tag -> known.put(path, new Tagged(tag, whole)));
        return whole;
    }

    /** Gets what is not JSON. */
    Answer get(String path, String mediaType) throws InterruptedException {
        return read(send(HttpRequest.newBuilder(at(url, path)).header("Accept", mediaType
                + ", application/problem+json;q=0.1").GET()));
    }

    /**
     * Reads a stream line by line until it ends.
     *
     * @throws IOException
     *             when there is none, or it breaks off
     */
    void lines(String path, Consumer<String> line) throws IOException, InterruptedException {
        var request = authorised(HttpRequest.newBuilder(at(url, path)).GET());
        var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofLines());
        try (var lines = answer.body()) {
            if (answer.statusCode() / 100 == 2) {
                lines.forEach(line);
            }
        } catch (UncheckedIOException broken) {
            throw broken.getCause();
        }
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws InterruptedException {
        request.timeout(PATIENCE);
        try {
            return client.send(authorised(request).build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException unreachable) {
            throw new SettingsException("no answer from " + url + ": is `tocsin up` running?", unreachable);
        }
    }

    private HttpRequest.Builder authorised(HttpRequest.Builder request) {
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        return request;
    }

    private static Answer read(HttpResponse<String> answer) {
        return new Answer(answer.statusCode(), read(answer.body()), answer.body());
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
