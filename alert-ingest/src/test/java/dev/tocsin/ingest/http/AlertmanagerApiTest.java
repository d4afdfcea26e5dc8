package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Base64;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.Test;

/** What stands in Prometheus' list of Alertmanagers: {@code POST /api/v2/alerts}. */
class AlertmanagerApiTest {

    private static final String DOWN = """
            [{"labels":{"alertname":"Down","job":"db"},"startsAt":"2026-03-10T11:50:00Z","endsAt":"2026-03-10T12:04:00Z"}]""";
    private static final String[] JSON = {"Content-Type", "application/json"};

    @Test
    void shouldAnswerAsAlertmanagerDoes() {
        try (var ingest = IngestHarness.with()) {
            var answer = ingest.post("/api/v2/alerts", DOWN, JSON);

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEmpty();
            assertThat(ingest.alerts()).extracting(Alert::getSource).containsExactly("alertmanager");
        }
    }

    @Test
    void shouldStoreTheReadableAlertsAndAnswer400() {
        try (var ingest = IngestHarness.with()) {
            var answer = ingest.post("/api/v2/alerts", "[7, " + DOWN.substring(1), JSON);

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).startsWith("\"1 of the body's alerts could not be read.");
            assertThat(ingest.alerts()).hasSize(1);
            assertThat(ingest.quarantined()).hasSize(1);
        }
    }

    @Test
    void shouldAskForTheTokenOfTheSource() {
        try (var ingest = IngestHarness.with("sources.alertmanager.token", "right")) {
            var right = ingest.post("/api/v2/alerts", DOWN, "Content-Type", "application/json", "Authorization",
                    "Basic " + Base64.getEncoder().encodeToString("prometheus:right".getBytes()));
            var wrong = ingest.post("/api/v2/alerts", DOWN, "Content-Type", "application/json", "Authorization",
                    "Bearer wrong");

            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(wrong.statusCode()).isEqualTo(401);
            assertThat(wrong.body()).startsWith("\"");
        }
    }

    @Test
    void shouldTakeThePathOfANamedSourceAsPrefix() {
        try (var ingest = IngestHarness.with("sources.eu.format", "alertmanager")) {
            var named = ingest.post("/v1/alertmanager/eu/api/v2/alerts", DOWN, JSON);
            var usual = ingest.post("/v1/alertmanager/api/v2/alerts", DOWN, JSON);
            var unknown = ingest.post("/v1/alertmanager/us/api/v2/alerts", DOWN, JSON);

            assertThat(named.statusCode()).isEqualTo(200);
            assertThat(usual.statusCode()).isEqualTo(200);
            assertThat(unknown.statusCode()).isEqualTo(404);
            assertThat(ingest.alerts()).extracting(Alert::getSource).containsExactly("eu", "alertmanager");
        }
    }

    @Test
    void shouldBeToldToComeAgainWhileKafkaIsAway() {
        try (var ingest = IngestHarness.with()) {
            ingest.breakLog(new org.apache.kafka.common.errors.TimeoutException("away"));

            HttpResponse<String> answer = ingest.post("/api/v2/alerts", DOWN, JSON);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        }
    }
}
