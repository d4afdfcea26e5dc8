package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.IngestHarness;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of requests while Kafka is away, by whether their sender repeats them. */
class KafkaAwayTest {

    private static final String JSON = "application/json";
    private static final Duration SOON = Duration.ofSeconds(10);

    @TempDir
    private Path folder;
    private IngestHarness ingest;

    private void start(String... more) {
        var settings = IngestHarness.settings(more);
        settings.put("spool.dir", folder.toString());
        ingest = new IngestHarness(settings, true, IngestHarness.noCertificates());
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    private void kafkaAway() {
        ingest.breakLog(new TimeoutException("no broker"));
        ingest.brokersAway("the brokers do not answer");
    }

    private void kafkaBack() {
        ingest.mendLog();
        ingest.brokersBack();
    }

    private HttpResponse<String> kuma(int monitor, int status) {
        return ingest.post("/v1/uptimekuma", """
                {"heartbeat":{"monitorID":%d,"status":%d,"time":"2026-03-10 11:59:00","msg":"timeout"},
                 "monitor":{"id":%d,"name":"shop","url":"https://shop.example.org"},"msg":"[shop] down"}"""
                .formatted(monitor, status, monitor), "Content-Type", JSON);
    }

    private void drained() {
        await().atMost(SOON).until(() -> ingest.gauge("tocsin.ingest.spool.requests") == 0);
    }

    @Test
    void shouldKeepWhatItsSenderDoesNotRepeatAndWriteItInOrder() {
        start();
        kafkaAway();

        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);
        assertThat(kuma(1, 1).statusCode()).isEqualTo(202);
        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);

        assertThat(ingest.written()).isEmpty();
        assertThat(ingest.gauge("tocsin.ingest.spool.requests")).isEqualTo(3);
        kafkaBack();
        drained();
        assertThat(ingest.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING,
                AlertStatus.RESOLVED, AlertStatus.FIRING);
        assertThat(ingest.alerts()).extracting(Alert::getIdentity).containsOnly(ingest.alerts().getFirst()
                .getIdentity());
    }

    @Test
    void shouldAnswer503ToASenderThatRepeats() {
        start();
        kafkaAway();

        var answer = ingest.post("/v1/alertmanager", """
                {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"A"}}]}""",
                "Content-Type", JSON);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(ingest.gauge("tocsin.ingest.spool.requests")).isZero();
    }

    @Test
    void shouldKeepRequestsOverARestartEvenWhileThePolicyIsUnknown() {
        start();
        kafkaAway();
        ingest.forgetPolicy();
        var answer = kuma(7, 0);
        assertThat(answer.statusCode()).isEqualTo(202);
        var id = IngestHarness.json(answer).path("id").asString();
        ingest.close();

        start();
        drained();

        assertThat(ingest.received()).singleElement().satisfies(it -> assertThat(it.getId()).isEqualTo(id));
        assertThat(ingest.signals()).extracting(Signal::getId).containsExactly(id + "-0");
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> assertThat(alert.getStatus()).isEqualTo(
                AlertStatus.FIRING));
    }

    @Test
    void shouldPutWhatCannotBeReadIntoQuarantineWhenKafkaIsBack() {
        start();
        kafkaAway();
        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);

        assertThat(ingest.post("/v1/uptimekuma", "not json", "Content-Type", JSON).statusCode()).isEqualTo(202);

        kafkaBack();
        drained();
        assertThat(ingest.quarantined()).hasSize(1);
        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    void shouldNotReorderWhatCameDuringAndAfterTheOutage() {
        start();
        kafkaAway();
        kuma(1, 0);
        kafkaBack();

        // Kafka is back, but the first request may still wait.
        kuma(1, 1);

        drained();
        await().atMost(SOON).until(() -> ingest.alerts().size() == 2);
        assertThat(ingest.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING,
                AlertStatus.RESOLVED);
    }

    @Test
    void shouldAnswer503WhenTheSpoolIsFullAndRaiseAnAlertWhenKafkaIsBack() {
        start("spool.max.bytes", "1048576");
        kafkaAway();
        var large = " ".repeat(600_000);
        assertThat(ingest.post("/v1/uptimekuma", large, "Content-Type", JSON).statusCode()).isEqualTo(202);

        var refused = ingest.post("/v1/uptimekuma", large, "Content-Type", JSON);

        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(IngestHarness.json(refused).path("type").asString()).endsWith("spool-full");
        assertThat(ingest.count("tocsin.ingest.spooled", "outcome", "full")).isEqualTo(1);
        kafkaBack();
        await().atMost(SOON).until(() -> ingest.ownAlerts().stream().anyMatch(alert -> alert.getName().equals(
                "TocsinSpoolFull")));
        drained();
    }

    @Test
    void shouldNotWriteASecondTimeWhatKafkaTookLate() {
        ingest = new IngestHarness(IngestHarness.settings("spool.dir", folder.toString(), "sources.uptimekuma.deadline",
                "200ms"), false, IngestHarness.noCertificates());

        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);
        assertThat(ingest.gauge("tocsin.ingest.spool.requests")).isEqualTo(1);
        ingest.acknowledge();

        drained();
        assertThat(ingest.alerts()).hasSize(1);
    }

    @Test
    void shouldPutARequestThatCannotBeDecidedOnIntoQuarantineAndGoOn() {
        start();
        kafkaAway();
        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);
        var broken = IngestHarness.json(ingest.post("/v1/uptimekuma", """
                {"heartbeat":{"monitorID":9,"status":0,"time":"2026-03-10 11:59:00","msg":"timeout"},
                 "monitor":{"id":9,"name":"broken"},"msg":"[broken] down"}""", "Content-Type", JSON)).path("id")
                .asString();
        assertThat(kuma(2, 0).statusCode()).isEqualTo(202);
        ingest.breakMappingOf("broken");

        kafkaBack();
        drained();

        assertThat(ingest.alerts()).hasSize(2);
        assertThat(ingest.quarantined()).singleElement().satisfies(kept -> {
            assertThat(kept.getId()).isEqualTo(broken);
            assertThat(kept.getReason()).isEqualTo("reader-failed");
        });
        assertThat(ingest.ownAlerts()).extracting(Alert::getName).containsExactly("TocsinBodyUnreadable");
    }

    @Test
    void shouldPutWhatKafkaRefusesForEverIntoQuarantineAndGoOn() {
        start();
        kafkaAway();
        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);
        ingest.refuseSignals(new InvalidTopicException("not this one"));
        kafkaBack();

        await().atMost(SOON.multipliedBy(3)).until(() -> !ingest.quarantined().isEmpty());

        assertThat(ingest.quarantined()).singleElement().satisfies(kept -> assertThat(kept.getReason()).isEqualTo(
                "not-stored"));
        ingest.refuseSignals(null);
        await().atMost(SOON).until(() -> ingest.ownAlerts().stream().anyMatch(alert -> alert.getName().equals(
                "TocsinBodyUnreadable")));
    }

    @Test
    void shouldTellOfDamagedBytes() throws Exception {
        Files.writeString(folder.resolve("old.spool"), "not a segment");
        start();
        await().atMost(SOON).until(() -> ingest.ownAlerts().stream().anyMatch(alert -> alert.getName().equals(
                "TocsinSpoolDamaged")));

        assertThat(folder.resolve("old.spool.damaged")).exists();
    }

    @Test
    void shouldKeepNoCredentialsOnDisk() throws Exception {
        start("sources.uptimekuma.token", "geheim-4711");
        kafkaAway();

        ingest.post("/v1/uptimekuma", "{}", "Content-Type", JSON, "Authorization", "Bearer geheim-4711", "Cookie",
                "geheim-4711");

        try (var files = Files.list(folder)) {
            for (var file : files.filter(it -> it.toString().endsWith(".spool")).toList()) {
                assertThat(new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                        .contains("uptimekuma").doesNotContain("geheim-4711");
            }
        }
    }
}
