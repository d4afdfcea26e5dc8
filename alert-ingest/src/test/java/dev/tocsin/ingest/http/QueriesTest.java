package dev.tocsin.ingest.http;

import static java.net.URLEncoder.encode;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Senders that do not use POST with a body: other methods, everything in the query, and a question before the first event. */
class QueriesTest {

    private static final String DOWN = "monitorID=777&monitorFriendlyName=Shop+front&alertType=1&alertDetails=Timeout";

    private final IngestHarness ingest = IngestHarness.with("sources.uptimekuma.token", "right");

    @AfterEach
    void close() {
        ingest.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST"})
    @DisplayName("UptimeRobot's default puts everything in the query")
    void shouldReadAQueryWhereThereIsNoBody(String method) {
        var response = ingest.send(method, "/v1/uptimerobot?" + DOWN + "&token=hidden&api_key=hidden", BodyPublishers
                .noBody());

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getName()).isEqualTo("Shop front");
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
        });
        assertThat(ingest.received()).singleElement().satisfies(received -> {
            assertThat(new String(received.getBody().array(), UTF_8)).contains("monitorID=777").doesNotContain(
                    "hidden");
            assertThat(received.getPath()).isEqualTo("/v1/uptimerobot");
        });
    }

    @Test
    @DisplayName("Uptime Kuma's GET carries JSON in members of the query")
    void shouldReadJsonInAQuery() {
        var query = "msg=down&heartbeat=" + encode("{\"monitorID\":3,\"status\":0,\"time\":\"2026-03-10 11:59:00\"}",
                UTF_8)
                + "&monitor=" + encode("{\"id\":3,\"name\":\"Shop\"}", UTF_8);

        assertThat(ingest.send("GET", "/v1/uptimekuma?" + query, BodyPublishers.noBody()).statusCode()).isEqualTo(401);
        assertThat(ingest.send("GET", "/v1/uptimekuma?" + query, BodyPublishers.noBody(), "Authorization",
                "Bearer right").statusCode()).isEqualTo(202);
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> assertThat(alert.getName()).isEqualTo("Shop"));
    }

    @Test
    @DisplayName("Argo CD's default method is GET")
    void shouldReadAChangeInAQuery() {
        var response = ingest.send("GET", "/v1/argocd?app=checkout&phase=Succeeded&revision=4f2a", BodyPublishers
                .noBody());

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.signals()).hasSize(1);
    }

    @Test
    @DisplayName("A GET without a query holds nothing, and is kept as what cannot be read")
    void shouldRefuseAnEmptyGet() {
        assertThat(ingest.send("GET", "/v1/uptimerobot", BodyPublishers.noBody()).statusCode()).isBetween(400, 499);
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    @DisplayName("Grafana's contact point may use PUT")
    void shouldTakeAPut() {
        var response = ingest.send("PUT", "/v1/grafana", BodyPublishers.ofString("""
                {"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}"""), "Content-Type", "application/json");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    @DisplayName("A sender of CloudEvents asks first, and is told yes")
    void shouldAnswerTheHandshakeOfCloudEvents() {
        var asked = ingest.send("OPTIONS", "/v1/cloudevents", BodyPublishers.noBody(), "WebHook-Request-Origin",
                "eventgrid.azure.net");

        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(asked.headers().firstValue("WebHook-Allowed-Origin")).contains("eventgrid.azure.net");
        assertThat(asked.headers().firstValue("WebHook-Allowed-Rate")).contains("*");
        assertThat(asked.headers().firstValue("Allow")).hasValueSatisfying(allow -> assertThat(allow).contains("POST"));
        assertThat(ingest.written()).isEmpty();
    }
}
