package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One address for all of Alertmanager's API: alerts are stored here, and all else is the console's. */
class ConsoleRelayTest {

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private HttpServer console;
    private IngestHarness ingest;

    @BeforeEach
    void start() throws IOException {
        console = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        console.createContext("/", this::answer);
        console.start();
        ingest = IngestHarness.with("api.console", "http://127.0.0.1:" + console.getAddress().getPort());
    }

    @AfterEach
    void stop() {
        ingest.close();
        console.stop(0);
    }

    @Test
    void shouldForwardReadsWithTheirQueryAndWhoAsks() {
        var answer = ingest.send("GET", "/api/v2/alerts?filter=a%3D%22b%22&active=true", BodyPublishers.noBody(),
                "Authorization", "Bearer secret", "Tocsin-Forwarded-For", "10.0.0.1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("[]");
        assertThat(asked).containsExactly("GET /api/v2/alerts?filter=a%3D%22b%22&active=true  Bearer secret 127.0.0.1 "
                + "127.0.0.1:" + ingest.port());
    }

    @Test
    void shouldForwardSilences() {
        ingest.post("/api/v2/silences", "{}", "Content-Type", "application/json");
        ingest.send("DELETE", "/api/v2/silence/0b9e", BodyPublishers.noBody());

        assertThat(asked).hasSize(2);
        assertThat(asked.getFirst()).startsWith("POST /api/v2/silences {} ");
        assertThat(asked.getLast()).startsWith("DELETE /api/v2/silence/0b9e ");
    }

    @Test
    void shouldStoreAlertsItself() {
        ingest.post("/api/v2/alerts", "[{\"labels\":{\"alertname\":\"Down\"}}]", "Content-Type", "application/json");

        assertThat(asked).isEmpty();
        assertThat(ingest.alerts()).hasSize(1);
    }

    /** The console has more than that, and this is no door to it. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/v2/../incidents", "/api/v2/%2e%2e/incidents", "/api/v2/silence/..", "/api/v2/metrics",
            "/api/v2/silence/a/b", "/api/v2", "/alertmanager/api/v2/status"})
    void shouldForwardNothingElse(String path) {
        assertThat(ingest.get(path).statusCode()).isBetween(400, 404);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldRefuseALargeBody() {
        var answer = ingest.post("/api/v2/silences", "x".repeat(17 * 1024), "Content-Type", "application/json");

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(asked).isEmpty();
    }

    @Test
    void shouldSayThatTheConsoleIsAway() {
        console.stop(0);

        var answer = ingest.get("/api/v2/status");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).isEqualTo("\"The console does not answer.\"");
    }

    @Test
    void shouldNameTheSettingWhereNoConsoleIsKnown() {
        try (var alone = IngestHarness.with()) {
            assertThat(alone.get("/api/v2/status").body()).contains("api.console");
        }
    }

    @Test
    void shouldTellKarmaWhichVersionItSpeaks() {
        assertThat(ingest.get("/metrics").body()).contains("alertmanager_build_info{", "version=\"0.28.0\"");
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + new String(exchange
                .getRequestBody().readAllBytes(), StandardCharsets.UTF_8) + " " + headers.getFirst("Authorization")
                + " " + headers.getFirst("Tocsin-Forwarded-For") + " " + headers.getFirst("Tocsin-Forwarded-Host"));
        exchange.sendResponseHeaders(200, 2);
        exchange.getResponseBody().write("[]".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }
}
