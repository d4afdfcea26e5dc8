package dev.tocsin.notifier.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.notifier.breaker.BreakerDesk;
import dev.tocsin.notifier.breaker.BreakerRules;
import dev.tocsin.notifier.breaker.BreakerStatus;
import dev.tocsin.notifier.breaker.CircuitBreaker;
import dev.tocsin.runtime.Health;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.runtime.OpsServer;
import dev.tocsin.runtime.net.BearerToken;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdminRoutesTest {

    private static final String TOKEN = "0123456789abcdef";
    private static final Instant NOON = Instant.parse("2026-11-21T12:00:00Z");
    private static final BreakerStatus OPEN = BreakerStatus.of("slack:#ops/night", CircuitBreaker.CLOSED.failed(NOON,
            "connection refused", new BreakerRules(1, Duration.ofSeconds(60))), 3, NOON);

    private final List<String> resets = new ArrayList<>();
    private final BreakerDesk desk = new BreakerDesk();
    private OpsServer server = serve(Optional.of(new BearerToken("notifier.admin.token", TOKEN)));

    private OpsServer serve(Optional<BearerToken> token) {
        var fresh = new OpsServer("127.0.0.1", 0, Health::up, Metrics.create("sample"), new AdminRoutes(desk, token,
                Duration.ofMillis(400))::add);
        fresh.start();
        return fresh;
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    @DisplayName("C7: the state is asked for by GET, also of a destination whose address has a slash")
    void shouldShowTheState() throws Exception {
        var answer = call("GET", "/admin/circuit-breaker/slack:%23ops/night/state", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"destination\":\"slack:#ops/night\",\"state\":\"OPEN\",\"failures\":1,"
                + "\"waiting\":3,\"lastFailure\":\"connection refused\",\"openSince\":\"2026-11-21T12:00:00Z\","
                + "\"halfOpenAt\":\"2026-11-21T12:01:00Z\"}");
    }

    @Test
    @DisplayName("C7: POST .../reset closes it and answers with the state that is on the log")
    void shouldReset() throws Exception {
        var answer = call("POST", "/admin/circuit-breaker/slack:%23ops/night/reset", TOKEN);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("\"state\":\"CLOSED\"");
        assertThat(resets).containsExactly("slack:#ops/night by the admin API, called from 127.0.0.1");
    }

    @Test
    void shouldListAllBreakers() throws Exception {
        assertThat(call("GET", "/admin/circuit-breaker", TOKEN).body()).startsWith("{\"breakers\":[{\"destination\":");
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "GET,/x/state", "POST,/x/reset"})
    void shouldRefuseWithoutTheToken(String method, String path) throws Exception {
        var wrong = call(method, "/admin/circuit-breaker" + path, "0123456789abcdeX");
        var none = call(method, "/admin/circuit-breaker" + path, "");

        assertThat(List.of(wrong.statusCode(), none.statusCode())).containsOnly(401);
        assertThat(resets).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"GET,''", "GET,/x/state", "POST,/x/reset"})
    void shouldBeOffWithoutATokenInTheSettings(String method, String path) throws Exception {
        server.close();
        server = serve(Optional.empty());

        var answer = call(method, "/admin/circuit-breaker" + path, TOKEN);

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.body()).contains("notifier.admin.token");
    }

    @Test
    void shouldSayThatItDoesNotKnowADestination() throws Exception {
        assertThat(call("GET", "/admin/circuit-breaker/hook:nowhere/state", TOKEN).statusCode()).isEqualTo(404);
        assertThat(call("POST", "/admin/circuit-breaker/hook:nowhere/reset", TOKEN).statusCode()).isEqualTo(404);
    }

    @Test
    void shouldSayThatTheLoopDoesNotAnswer() throws Exception {
        var request = request("GET", "/admin/circuit-breaker", TOKEN);

        var answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("delivery-loop-busy");
    }

    private HttpRequest request(String method, String path, String token) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + path)).method(method,
                HttpRequest.BodyPublishers.noBody());
        return token.isEmpty() ? request.build() : request.header("Authorization", "Bearer " + token).build();
    }

    /** Calls, and plays the delivery loop until the answer is there. */
    private java.net.http.HttpResponse<String> call(String method, String path, String token) throws Exception {
        var pending = HttpClient.newHttpClient().sendAsync(request(method, path, token), BodyHandlers.ofString());
        while (!pending.isDone()) {
            desk.drain().forEach(this::serve);
            Thread.onSpinWait();
        }
        return pending.get();
    }

    private void serve(BreakerDesk.Request request) {
        switch (request) {
            case BreakerDesk.Request.Show(var answer) -> answer.complete(List.of(OPEN));
            case BreakerDesk.Request.Reset(var destination, var by, var answer) -> {
                if (destination.equals(OPEN.destination())) {
                    resets.add(destination + " by " + by);
                    answer.complete(Optional.of(BreakerStatus.of(destination, CircuitBreaker.CLOSED, 3, NOON)));
                } else {
                    answer.complete(Optional.empty());
                }
            }
        }
    }
}
