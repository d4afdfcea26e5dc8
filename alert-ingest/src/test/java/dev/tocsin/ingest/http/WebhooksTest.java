package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Authenticity;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Payloads;
import dev.tocsin.ingest.authenticity.SentrySignature;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebhooksTest {

    private static final String ALERT = """
            {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A","job":"shop"}}]}""";
    private static final String[] JSON = {"Content-Type", "application/json"};

    private IngestHarness ingest = IngestHarness.with();

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    @DisplayName("A7: alerts of one request and service are one signal")
    void shouldWriteTheRawRequestAndOneSignalForTheAlertsOfAService() {
        var response = ingest.post("/v1/alertmanager", Payloads.bytes("alertmanager/firing-two-instances-no-grouping"),
                JSON);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.written()).containsExactly("tocsin.received", "tocsin.signals");
        assertThat(ingest.keys(Topics.SIGNALS)).containsExactly("prometheus");
        assertThat(ingest.signals()).extracting("serviceKey").containsExactly("prometheus");
        assertThat(json(response).path("alerts").asInt()).isEqualTo(2);
        assertThat(ingest.alerts()).extracting("receivedId").containsOnly(json(response).path("id").asString());
        assertThat(ingest.alerts()).extracting("status").containsOnly(AlertStatus.FIRING);
        assertThat(ingest.count("tocsin.ingest.requests", "source", "alertmanager", "outcome", "accepted")).isOne();
        assertThat(ingest.count("tocsin.ingest.alerts", "source", "alertmanager")).isEqualTo(2);
    }

    @Test
    void shouldKeepTheBytesAsTheyCame() {
        var body = "\r\n \t" + ALERT + "  \n";

        ingest.post("/v1/alertmanager", body, "Content-Type", "application/json", "Authorization", "Bearer hidden",
                "User-Agent", "Alertmanager/0.34.0", "Cookie", "hidden");

        assertThat(ingest.received()).singleElement().satisfies(received -> {
            assertThat(new String(received.getBody().array())).isEqualTo(body);
            assertThat(received.getAuthenticity()).isEqualTo(Authenticity.UNCHECKED);
            assertThat(received.getHeaders()).containsEntry("user-agent", "Alertmanager/0.34.0");
            assertThat(received.toString()).doesNotContain("hidden");
            assertThat(received.getPath()).isEqualTo("/v1/alertmanager");
        });
    }

    @Test
    void shouldTakeAWrongOrMissingTokenForForged() {
        restart(IngestHarness.with("sources.alertmanager.token", "right"));

        var none = ingest.post("/v1/alertmanager", ALERT, JSON);
        var wrong = ingest.post("/v1/alertmanager", ALERT, "Authorization", "Bearer wrong");
        var right = ingest.post("/v1/alertmanager", ALERT, "Authorization", "Bearer right");

        assertThat(List.of(none.statusCode(), wrong.statusCode(), right.statusCode())).containsExactly(401, 401, 202);
        assertThat(none.headers().firstValue("WWW-Authenticate")).isPresent();
        assertThat(json(none).has("quarantineId")).isFalse();
        assertThat(ingest.quarantined()).extracting("reason").containsExactly("no-token", "wrong-token");
        assertThat(ingest.received()).extracting("authenticity").containsExactly(Authenticity.VERIFIED);
    }

    @Test
    void shouldTakeSignedSentryHooksOnly() {
        restart(IngestHarness.with("sources.sentry.secret", "test-secret"));
        var body = Payloads.bytes("sentry/issue-resolved");

        var signed = ingest.post("/v1/sentry", body, "Content-Type", "application/json", "Sentry-Hook-Resource",
                "issue", "Sentry-Hook-Signature", SentrySignature.of("test-secret", body));
        var forged = ingest.post("/v1/sentry", body, "Content-Type", "application/json", "Sentry-Hook-Signature",
                SentrySignature.of("other", body));
        var unsigned = ingest.post("/v1/sentry", body, JSON);

        assertThat(List.of(signed.statusCode(), forged.statusCode(), unsigned.statusCode())).containsExactly(202, 403,
                401);
        assertThat(ingest.alerts()).extracting("status").containsExactly(AlertStatus.RESOLVED);
        assertThat(ingest.count("tocsin.ingest.requests.forged", "source", "sentry")).isEqualTo(2);
        assertThat(ingest.quarantined()).extracting("authenticity").containsOnly(Authenticity.FORGED);
    }

    @Test
    void shouldRefuseSentryUntilItIsConfigured() {
        var response = ingest.post("/v1/sentry", Payloads.bytes("sentry/issue-resolved"), JSON);

        assertThat(response.statusCode()).isEqualTo(403);
        assertThat(response.body()).contains("sources.sentry.secret");
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldTakeUnsignedSentryWhereThatIsSaid() {
        restart(IngestHarness.with("sources.sentry.unsigned", "true"));

        assertThat(ingest.post("/v1/sentry", Payloads.bytes("sentry/issue-resolved"), JSON).statusCode())
                .isEqualTo(202);
        assertThat(ingest.received()).extracting("authenticity").containsExactly(Authenticity.UNCHECKED);
    }

    @Test
    void shouldTakeCloudWatchDocumentsWithAToken() {
        restart(IngestHarness.with("sources.cloudwatch.token", "right"));
        var body = Payloads.bytes("cloudwatch/eventbridge-single-metric-alarm");

        var with = ingest.post("/v1/cloudwatch", body, "Authorization", "Bearer right");
        var without = ingest.post("/v1/cloudwatch", body);

        assertThat(List.of(with.statusCode(), without.statusCode())).containsExactly(202, 401);
        assertThat(ingest.alerts()).extracting("name").containsExactly("ServerCpuTooHigh");
    }

    @Test
    void shouldKeepOnlyABoundedSampleOfForgedRequests() {
        restart(IngestHarness.with("sources.sentry.secret", "test-secret"));
        for (var i = 0; i < 25; i++) {
            ingest.post("/v1/sentry", "x".repeat(10_000), JSON);
        }
        var first = ingest.quarantined().size();
        ingest.clock.advance(java.time.Duration.ofSeconds(30));
        for (var i = 0; i < 25; i++) {
            ingest.post("/v1/sentry", "{}", JSON);
        }

        assertThat(first).isEqualTo(10);
        assertThat(ingest.quarantined()).hasSize(15);
        assertThat(ingest.quarantined().getFirst().getBody().remaining()).isEqualTo(4096);
        assertThat(ingest.count("tocsin.ingest.requests.forged", "source", "sentry")).isEqualTo(50);
    }

    @Test
    void shouldAskToSendAgainWhenTheLogIsAway() {
        ingest.breakLog(new TimeoutException("no brokers"));

        var response = ingest.post("/v1/alertmanager", ALERT, JSON);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow())).isBetween(5, 11);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    /** A refusal is final for the sender; without the bytes in quarantine they would be lost. */
    @Test
    void shouldNotRefuseForGoodWhatCouldNotBeQuarantined() {
        ingest.breakLog(new TimeoutException("no brokers"));

        assertThat(ingest.post("/v1/alertmanager", "{not json", JSON).statusCode()).isEqualTo(503);
    }

    @Test
    void shouldAnswerSentryWithinItsSecondWhenTheLogIsSlow() {
        restart(IngestHarness.slow("sources.sentry.unsigned", "true"));
        var began = System.nanoTime();

        var response = ingest.post("/v1/sentry", Payloads.bytes("sentry/issue-resolved"), JSON);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(System.nanoTime() - began).isBetween(700_000_000L, 5_000_000_000L);
    }

    @Test
    void shouldNotGuessServicesBeforeThePolicyIsKnown() {
        ingest.forgetPolicy();

        assertThat(ingest.post("/v1/alertmanager", ALERT, JSON).statusCode()).isEqualTo(503);
        assertThat(ingest.written()).isEmpty();
        assertThat(ingest.get("/readyz").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldBeLiveButNotReadyWithoutBrokers() {
        assertThat(ingest.get("/readyz").statusCode()).isEqualTo(200);

        ingest.brokersAway("the brokers do not answer");

        assertThat(ingest.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(ingest.get("/healthz").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTurnAwayWhatDoesNotFit() {
        restart(IngestHarness.with("http.max-bytes-in-flight", "65536", "sources.grafana.format", "alertmanager",
                "sources.grafana.token", "t"));

        var response = ingest.post("/v1/alertmanager", ALERT + " ".repeat(60_000), JSON);

        assertThat(response.statusCode()).isEqualTo(503);
        assertThat(json(response).path("type").asString()).endsWith("overloaded");
        assertThat(ingest.count("tocsin.ingest.requests.unavailable", "reason", "overloaded")).isOne();
        assertThat(ingest.post("/v1/alertmanager", ALERT, JSON).statusCode()).isEqualTo(202);
    }

    @Test
    void shouldServeConfiguredSources() {
        restart(IngestHarness.with("sources.grafana.format", "alertmanager", "sources.grafana.token", "t"));

        var response = ingest.post("/v1/alertmanager/grafana", ALERT, "Authorization", "Basic dTp0");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.alerts()).extracting("source").containsExactly("grafana");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/v1/alertmanager", "/v1/alertmanager/", "/v1/alertmanager/alertmanager",
            "/v1/alertmanager/alertmanager/", "/v1/alertmanager?team=a"})
    void shouldKnowASourceUnderEachOfItsPaths(String path) {
        assertThat(ingest.post(path, ALERT, JSON).statusCode()).isEqualTo(202);
        assertThat(ingest.received()).extracting("path").containsExactly(path.replaceFirst("\\?.*", ""));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/", "/v1", "/v2/alertmanager", "/v1/alertmanager/unknown", "/v1/sentry/alertmanager",
            "/v1/alertmanager/a/b", "/v1/%2e%2e/x"})
    void shouldKnowNoOtherPath(String path) {
        var response = ingest.post(path, ALERT, JSON);

        assertThat(response.statusCode()).isIn(400, 404);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(response).path("detail").asString()).isNotBlank();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"GET", "OPTIONS", "DELETE", "PATCH"})
    void shouldTakeAlertsOnlyByPostAndPut(String method) {
        var response = ingest.send(method, "/v1/alertmanager", java.net.http.HttpRequest.BodyPublishers.noBody());

        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
    }

    @Test
    void shouldTellMetrics() {
        ingest.post("/v1/alertmanager", ALERT, JSON);

        assertThat(ingest.get("/metrics").body()).contains("tocsin_ingest_requests_total{outcome=\"accepted\"",
                "tocsin_ingest_alerts_total", "tocsin_ingest_request_duration_seconds_bucket");
    }

    private void restart(IngestHarness other) {
        ingest.close();
        ingest = other;
    }
}
