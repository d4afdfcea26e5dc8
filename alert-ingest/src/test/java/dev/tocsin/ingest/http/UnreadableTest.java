package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.schemas.topic.Topics;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnreadableTest {

    private static final String GOOD = """
            {"alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""";

    private final IngestHarness ingest = IngestHarness.with("sources.shop.format", "alertmanager",
            "sources.sentry.unsigned", "true", "sources.cloudwatch.require-signature", "false",
            "sources.guarded.format", "alertmanager", "sources.guarded.token", "right");

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    @DisplayName("A5: a body of a known sender that cannot be read raises an alert with its quarantine id and the reason")
    void shouldRaiseAnAlert() {
        var response = post("/v1/alertmanager/shop", "{\"alerts\":[{\"stat");

        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(ingest.written()).containsExactly("tocsin.signals", "tocsin.quarantine");
        assertThat(ingest.keys(Topics.SIGNALS)).containsExactly("tocsin");
        assertThat(ingest.ownAlerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getSummary()).isEqualTo("A message of source shop could not be read");
            assertThat(alert.getAnnotations()).containsEntry("quarantine_id", json(response).path("quarantineId")
                    .asString()).containsEntry("reason", "not-json");
            assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
        });
        assertThat(ingest.signals()).extracting(Signal::getHomeKey).containsExactly("");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /v1/alertmanager/shop | {"hello":"world"}
            /v1/alertmanager/shop | {"alerts":[7]}
            /v1/alertmanager/shop | [7]
            /v1/sentry            | {"data":{}}
            /v1/cloudwatch        | {"AlarmName":"A","NewStateValue":"RED"}
            /v1/cloudwatch        | {"Type":"Notification","MessageId":"m","Message":"{\\"AlarmName\\":\\"A\\",\\"NewSt"}
            """)
    @DisplayName("A5: whatever makes a body unreadable")
    void shouldRaiseAnAlertForEachKind(String path, String body) {
        post(path, body);

        assertThat(ingest.ownAlerts()).hasSize(1);
        assertThat(ingest.quarantined()).hasSize(1);
    }

    @Test
    @DisplayName("A5: repeats are folded and told at most once a minute, other sources by themselves")
    void shouldFold() {
        for (var i = 0; i < 20; i++) {
            post("/v1/alertmanager/shop", "{");
        }
        post("/v1/sentry", "{");

        assertThat(ingest.ownAlerts()).hasSize(2);
        assertThat(ingest.quarantined()).hasSize(21);
        ingest.clock.advance(Duration.ofMinutes(1));
        post("/v1/alertmanager/shop", "{");
        assertThat(ingest.ownAlerts()).hasSize(3);
        assertThat(ingest.ownAlerts().getLast().getSummary()).isEqualTo("20 messages of source shop could not be read");
        assertThat(ingest.ownAlerts().getLast().getIdentity()).isEqualTo(ingest.ownAlerts().getFirst().getIdentity());
    }

    @Test
    @DisplayName("A5: of a half broken body the good alerts go through, and the broken one raises an alert")
    void shouldTakeTheGoodAlertsOfAHalfBrokenBody() {
        var response = post("/v1/alertmanager/shop", """
                {"alerts":[{"status":"firing","labels":{"alertname":"A"}},7]}""");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.alerts()).extracting("name").containsExactly("A");
        assertThat(ingest.ownAlerts()).singleElement().satisfies(alert -> assertThat(alert.getDescription()).contains(
                "Alert 2 of 2"));
        assertThat(ingest.quarantined()).hasSize(1);
    }

    @Test
    @DisplayName("A5: health and metrics show a source that is not understood, until it was for an hour")
    void shouldShowInHealthAndMetrics() {
        post("/v1/alertmanager/shop", "{");

        assertThat(ingest.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(json(ingest.get("/readyz")).path("details").path("unreadable.shop").asString()).contains(
                "1 message could not be read", "not-json", ingest.quarantined().getFirst().getId());
        assertThat(ingest.count("tocsin.ingest.requests.unreadable", "source", "shop", "reason", "not-json")).isOne();
        assertThat(ingest.get("/metrics").body()).contains(
                "tocsin_ingest_sources_unreadable{service=\"alert-ingest\"} 1.0");

        ingest.clock.advance(Duration.ofHours(1));
        post("/v1/alertmanager/shop", GOOD);

        assertThat(ingest.ownAlerts()).extracting("status").containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED);
        assertThat(ingest.get("/readyz").body()).doesNotContain("unreadable");
    }

    @Test
    @DisplayName("A5: a stranger raises no alert")
    void shouldRaiseNothingForStrangers() {
        assertThat(post("/v1/alertmanager/guarded", "{").statusCode()).isEqualTo(401);

        assertThat(ingest.ownAlerts()).isEmpty();
        assertThat(ingest.get("/readyz").body()).doesNotContain("unreadable");
    }

    @Test
    @DisplayName("A5: a body of half a million members is refused, whoever would have to be checked first")
    void shouldRefuseTooManyMembers() {
        var body = new StringBuilder("{\"m\":0");
        for (var i = 0; i < 600_000; i++) {
            body.append(",\"m\":0");
        }

        assertThat(post("/v1/cloudwatch", body + "}").statusCode()).isEqualTo(422);
        assertThat(ingest.ownAlerts()).hasSize(1);
    }

    @Test
    @DisplayName("A5: a change that cannot be read wakes nobody, and shows in health")
    void shouldNotWakeAnybodyForAChange() {
        post("/v1/changes", "{}");

        assertThat(ingest.signals()).isEmpty();
        assertThat(ingest.get("/readyz").body()).contains("unreadable.changes");
    }

    @Test
    @DisplayName("A5: an alert that did not reach the log is told with the next message")
    void shouldTellAgainWhatWasLost() {
        ingest.breakLog(new TimeoutException("no brokers"));
        assertThat(post("/v1/alertmanager/shop", "{").statusCode()).isEqualTo(503);
        ingest.mendLog();

        post("/v1/alertmanager/shop", GOOD);

        assertThat(ingest.ownAlerts()).hasSize(1);
    }

    @Test
    @DisplayName("A10: what a sender left out is counted")
    void shouldCountAlertsOmittedByTheSender() {
        post("/v1/alertmanager/shop", GOOD.replace("{\"alerts\"", "{\"truncatedAlerts\":40,\"alerts\""));

        assertThat(ingest.count("tocsin.ingest.alerts.truncated", "source", "shop")).isEqualTo(40);
    }

    @Test
    @DisplayName("A5: parts of a Sentry event that nobody reads are passed over, whatever they hold")
    void shouldPassOverWhatNobodyReads() {
        var extra = """
                {"%s":1,"deep":%s,"long":"%s","digits":%s,"nan":NaN,"inf":-Infinity,"half":"\\ud800\\u0000","half\\ud800":1,
                "twice":1,"twice":2}""".formatted("k".repeat(300), "[".repeat(2000) + "]".repeat(2000), "x".repeat(
                300_000), "9".repeat(80));

        var response = post("/v1/sentry", """
                {"action":"triggered","data":{"event":{"issue_id":"5","title":"boom","extra":%s,"contexts":%s,
                "tags":[["environment","prod"]]}}}""".formatted(extra, extra));

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getName()).isEqualTo("boom");
            assertThat(alert.getLabels()).containsEntry("environment", "prod");
        });
        assertThat(ingest.ownAlerts()).isEmpty();
    }

    @Test
    @DisplayName("A3: an alarm's signal lies in the partition of its identity")
    void shouldKeyByTheHomeKey() {
        post("/v1/cloudwatch", """
                {"AlarmName":"A","NewStateValue":"ALARM","Trigger":{"Dimensions":[{"name":"job","value":"batch"}]}}""");

        assertThat(ingest.signals()).singleElement().satisfies(signal -> {
            assertThat(signal.getHomeKey()).isEqualTo(ingest.alerts().getFirst().getIdentity());
            assertThat(signal.getServiceKey()).isEqualTo("batch");
            assertThat(ingest.keys(Topics.SIGNALS)).containsExactly(signal.getHomeKey());
        });
    }

    private HttpResponse<String> post(String path, String body) {
        return ingest.post(path, body.getBytes(UTF_8), "Content-Type", "application/json");
    }
}
