package dev.tocsin.schemas.registry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import org.apache.kafka.common.errors.InterruptException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * HTTP calls with retries, and the one place that decides which failures are a refusal and which are an outage. Tries
 * every address in turn, beginning with the one that answered last.
 */
class RegistryCalls {

    private static final Logger LOG = LoggerFactory.getLogger(RegistryCalls.class);
    private static final JsonMapper JSON = new JsonMapper();
    private static final String MEDIA_TYPE = "application/vnd.schemaregistry.v1+json";

    private final RegistryAddress address;
    private final Patience patience;
    private final HttpClient http;
    private volatile int preferred;

    RegistryCalls(RegistryAddress address, Patience patience) {
        this.address = address;
        this.patience = patience;
        this.http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).connectTimeout(patience.connect())
                .build();
    }

    JsonNode get(String path) {
        return call(path, "GET", BodyPublishers.noBody());
    }

    JsonNode post(String path, String body) {
        return call(path, "POST", BodyPublishers.ofString(body));
    }

    /** Waits between two rounds; tests put nothing in its place. */
    void pause(Duration wait) throws InterruptedException {
        Thread.sleep(wait);
    }

    private JsonNode call(String path, String method, HttpRequest.BodyPublisher body) {
        try {
            for (var round = 0;; round++) {
                try {
                    return oneRound(path, method, body);
                } catch (IOException outage) {
                    if (round == patience.retries()) {
                        throw new RegistryUnavailableException("schema registry " + address + " does not respond to "
                                + method + " " + path + ": " + reason(outage), outage);
                    }
                    LOG.warn("schema registry {} does not respond to {} {}: {}; retrying", address, method, path,
                            reason(outage));
                }
                pause(patience.before(round + 1));
            }
        } catch (InterruptedException interrupted) {
            throw new InterruptException("interrupted while waiting for the schema registry", interrupted);
        }
    }

    private JsonNode oneRound(String path, String method, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var count = address.urls().size();
        var first = preferred;
        for (var turn = 0;; turn++) {
            var index = (first + turn) % count;
            var url = address.urls().get(index);
            try {
                var request = request(url, path).method(method, body).build();
                var answer = read(url, path, http.send(request, BodyHandlers.ofString()));
                preferred = index;
                return answer;
            } catch (IOException outage) {
                if (turn == count - 1) {
                    throw outage;
                }
            }
        }
    }

    private HttpRequest.Builder request(URI url, String path) {
        var request = HttpRequest.newBuilder(URI.create(url + path)).timeout(patience.answer())
                .header("Accept", MEDIA_TYPE + ", application/json").header("Content-Type", MEDIA_TYPE);
        address.authorization().ifPresent(value -> request.header("Authorization", value));
        return request;
    }

    private static JsonNode read(URI url, String path, HttpResponse<String> response) throws IOException {
        var status = response.statusCode();
        if (status >= 500 || status == 429 || status == 408) {
            throw new IOException("HTTP " + status);
        }
        var body = json(response.body());
        if (status >= 200 && status < 300) {
            if (!body.isObject()) {
                throw new RegistryUnavailableException(url + path + " did not return a JSON object");
            }
            return body;
        }
        var code = body.path("error_code").asInt(status);
        if (code / 100 == 404 || status == 409 || status == 422) {
            throw new RegistryRefusedException(code, body.path("message").asString("HTTP " + status) + " (" + path
                    + ")");
        }
        throw new RegistryUnavailableException("HTTP " + status + " from " + url + path + hint(status));
    }

    private static String hint(int status) {
        return switch (status) {
            case 401, 403 -> ": check basic.auth.credentials.source and basic.auth.user.info";
            case 404 -> ": not a schema registry? check schema.registry.url";
            default -> "";
        };
    }

    private static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (JacksonException notJson) {
            return JSON.missingNode();
        }
    }

    private static String reason(IOException outage) {
        return outage.getMessage() == null ? outage.getClass().getSimpleName() : outage.getMessage();
    }
}
