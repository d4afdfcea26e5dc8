package dev.tocsin.standalone.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.runtime.setting.SettingsException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One request of a command to a service's API, and its answer in JSON. */
final class HttpCall {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final URI url;
    private final Optional<String> token;

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

    /** Sends it. */
    Answer send(String method, String path, Optional<Object> body) throws InterruptedException {
        return send(HttpRequest.newBuilder(at(url, path)).header("Content-Type", "application/json").method(method, body
                .map(JSON::writeValueAsString).map(HttpRequest.BodyPublishers::ofString).orElseGet(
                        HttpRequest.BodyPublishers::noBody)));
    }

    /** Gets what is not JSON. */
    Answer get(String path, String mediaType) throws InterruptedException {
        return send(HttpRequest.newBuilder(at(url, path)).header("Accept", mediaType
                + ", application/problem+json;q=0.1")
                .GET());
    }

    private Answer send(HttpRequest.Builder request) throws InterruptedException {
        request.timeout(PATIENCE);
        token.ifPresent(secret -> request.header("Authorization", "Bearer " + secret));
        try (var client = WebClient.open()) {
            var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(answer.statusCode(), read(answer.body()), answer.body());
        } catch (IOException unreachable) {
            throw new SettingsException("no answer from " + url + ": is `tocsin up` running?", unreachable);
        }
    }

    private static JsonNode read(String body) {
        try {
            return body.isBlank() ? JSON.createObjectNode() : JSON.readTree(body);
        } catch (tools.jackson.core.JacksonException notJson) {
            return JSON.createObjectNode();
        }
    }
}
