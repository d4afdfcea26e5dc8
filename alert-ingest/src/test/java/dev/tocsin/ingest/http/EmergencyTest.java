package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;

import dev.tocsin.event.Alert;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.policy.emergency.EmergencyChannel;
import dev.tocsin.policy.emergency.EmergencyMessage;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is paged directly while Kafka is unavailable, and what the alerts say of it afterwards. */
class EmergencyTest {

    private static final Duration SOON = Duration.ofSeconds(15);
    private static final String POLICY = """
            policy: test
            severities: [{id: SEV1, title: Critical, ladder: urgent}, {id: SEV3, title: Minor, ladder: urgent}]
            rules: [{id: worst, when: severity="critical", severity: SEV1}]
            fallback: {severity: SEV3}
            ladders: {urgent: {steps: [{notify: [on-call]}]}}
            targets: {on-call: [inbox], ops: [{channel: push, address: nights}]}
            channels: {inbox: {type: inbox}, push: {type: ntfy}}
            emergency: {after: 2m, notify: ops, pages: 3}
            """;

    @TempDir
    private Path folder;
    private IngestHarness ingest;

    private void start() {
        var settings = IngestHarness.settings("spool.dir", folder.toString());
        ingest = new IngestHarness(settings, true, IngestHarness.noCertificates());
        ingest.published(1, POLICY);
        if (away) {
            kafkaAway();
        }
    }

    private boolean away;

    @AfterEach
    void close() {
        ingest.close();
    }

    private void kafkaAway() {
        away = true;
        ingest.breakLog(new TimeoutException("no broker"));
        ingest.brokersAway("the brokers do not answer");
    }

    private void kafkaBack() {
        away = false;
        ingest.mendLog();
        ingest.brokersBack();
    }

    private HttpResponse<String> alertmanager(String name, String severity, String status) {
        return ingest.post("/v1/alertmanager", """
                {"version":"4","status":"%3$s","alerts":[{"status":"%3$s","startsAt":"2026-03-10T11:59:00Z",
                  "labels":{"alertname":"%1$s","severity":"%2$s","job":"shop"}}]}""".formatted(name, severity, status),
                "Content-Type", "application/json");
    }

    private HttpResponse<String> kuma(int monitor, int status) {
        return ingest.post("/v1/uptimekuma", """
                {"heartbeat":{"monitorID":%d,"status":%d,"time":"2026-03-10 11:59:00","msg":"timeout"},
                 "monitor":{"id":%d,"name":"shop-%d","url":"https://shop.example.org"},"msg":"down"}"""
                .formatted(monitor, status, monitor, monitor), "Content-Type", "application/json");
    }

    /** It knows now that Kafka is away, or back, and the policy, and has paged about what is due. */
    private void looked() {
        ingest.lookAfterEmergencies();
    }

    private void pages(int count) {
        looked();
        assertThat(ingest.pages).hasSize(count);
    }

    @Test
    void shouldPageOnceAboutWhatItsSenderRepeatsAndMarkItWhenKafkaIsBack() {
        start();
        looked();
        kafkaAway();
        looked();
        assertThat(alertmanager("Down", "critical", "firing").statusCode()).isEqualTo(503);
        assertThat(alertmanager("Slow", "warning", "firing").statusCode()).isEqualTo(503);
        looked();
        assertThat(ingest.pages).isEmpty();

        ingest.clock.advance(Duration.ofMinutes(3));
        pages(1);
        assertThat(alertmanager("Down", "critical", "firing").statusCode()).isEqualTo(503);
        looked();
        pages(1);
        assertThat(ingest.pages.getFirst().alerts()).extracting(Alert::getName).containsExactly("Down");

        kafkaBack();
        alertmanager("Down", "critical", "firing");
        alertmanager("Slow", "warning", "firing");
        assertThat(ingest.alerts()).extracting(alert -> alert.getName() + " " + alert.getEmergencyPage().map(
                page -> page.getTarget() + " " + page.getChannel()).orElse("-")).containsExactly("Down ops push",
                        "Slow -");
    }

    @Test
    void shouldPageAboutWhatWaitsInTheSpoolAndNotAgainAfterARestart() {
        start();
        looked();
        kafkaAway();
        looked();
        ingest.published(2, POLICY.replace("fallback: {severity: SEV3}", "fallback: {severity: SEV1}"));
        looked();
        assertThat(kuma(1, 0).statusCode()).isEqualTo(202);
        ingest.clock.advance(Duration.ofMinutes(3));
        pages(1);
        assertThat(kuma(2, 0).statusCode()).isEqualTo(202);
        pages(2);
        ingest.close();

        // The policy is not known, and Kafka is still away.
        ingest = new IngestHarness(IngestHarness.settings("spool.dir", folder.toString()), true, IngestHarness
                .noCertificates());
        kafkaAway();
        ingest.clock.advance(Duration.ofMinutes(4));
        assertThat(kuma(2, 0).statusCode()).isEqualTo(202);
        assertThat(kuma(3, 0).statusCode()).isEqualTo(202);
        pages(1);
        assertThat(ingest.pages.getFirst().alerts().getFirst().toString()).contains("shop-3");

        kafkaBack();
        await().atMost(SOON).until(() -> ingest.gauge("tocsin.ingest.spool.requests") == 0);
        assertThat(ingest.alerts()).hasSize(4).extracting(alert -> alert.getEmergencyPage().isPresent())
                .containsExactly(true, true, false, true);
    }

    @Test
    void shouldNotPageWhatResolvedOrWasKnownBeforeTheOutage() {
        start();
        looked();
        alertmanager("Known", "critical", "firing");
        ingest.clock.advance(Duration.ofMinutes(5));
        kafkaAway();
        looked();
        alertmanager("Known", "critical", "firing");
        alertmanager("Brief", "critical", "firing");
        alertmanager("Brief", "critical", "resolved");
        ingest.clock.advance(Duration.ofMinutes(3));
        looked();

        assertThat(ingest.pages).isEmpty();
    }

    @Test
    void shouldBoundAStormByADigest() {
        start();
        looked();
        kafkaAway();
        looked();
        ingest.clock.advance(Duration.ofMinutes(3));
        for (var i = 0; i < 40; i++) {
            alertmanager("Down-" + i, "critical", "firing");
        }
        pages(3);
        looked();
        ingest.clock.advance(Duration.ofSeconds(30));
        pages(4);
        assertThat(ingest.pages.getLast()).satisfies(digest -> {
            assertThat(digest.isDigest()).isTrue();
            assertThat(digest.alerts()).hasSize(20);
            assertThat(digest.more()).isEqualTo(17);
        });
        looked();
        pages(4);
    }

    @Test
    void shouldTryAgainAndSayThatItMayBeARepeat() {
        start();
        looked();
        ingest.emergencyChannel(new EmergencyChannel.Sent.Failed("no answer", true));
        kafkaAway();
        looked();
        alertmanager("Down", "critical", "firing");
        ingest.clock.advance(Duration.ofMinutes(3));
        pages(1);
        assertThat(ingest.get("/readyz").body()).contains("cannot page ops by push: no answer");
        ingest.emergencyChannel(new EmergencyChannel.Sent.Delivered());
        looked();
        pages(1);

        ingest.clock.advance(Duration.ofSeconds(11));
        pages(2);
        assertThat(ingest.pages).extracting(EmergencyMessage::possibleRepeat).containsExactly(false, true);
        assertThat(ingest.pages).extracting(EmergencyMessage::id).containsOnly(ingest.pages.getFirst().id());
    }
}
