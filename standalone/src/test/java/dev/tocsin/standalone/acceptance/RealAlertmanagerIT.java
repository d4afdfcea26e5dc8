package dev.tocsin.standalone.acceptance;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.certificate.TestCertificate;
import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.AlertIngest;
import dev.tocsin.runtime.Metrics;
import dev.tocsin.standalone.acceptance.harness.Amtool;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.FreePorts;
import dev.tocsin.standalone.acceptance.harness.RealPrometheus;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import dev.tocsin.standalone.acceptance.harness.TocsinAddress;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The main job with the real senders: Debian's prometheus and prometheus-alertmanager and a rule that really fires, by both roads,
 * and with amtool.
 */
@Tag("process")
@ExtendWith(SharedPipeline.class)
class RealAlertmanagerIT {

    private static final String TOKEN = "token-of-the-acceptance-test";
    private static final List<String> PROGRAMS = List.of("prometheus", "prometheus-alertmanager");

    @BeforeEach
    void find() {
        for (var program : PROGRAMS) {
            assumeTrue(RealPrometheus.program(program).isPresent(), program
                    + " is not installed: apt-get install prometheus prometheus-alertmanager");
        }
    }

    @Test
    void shouldPageForARealRuleAndNotifyOfResolution(Acceptance acceptance) throws IOException {
        var console = acceptance.pipeline().console();
        var service = service("real");
        var folder = Path.of("target", "acceptance", service).toAbsolutePath();

        try (var desk = acceptance.receiver().desk(service);
                var prometheus = RealPrometheus.start(folder, service, "critical", TocsinAddress.plain(acceptance
                        .pipeline().ingestUrl()))) {
            prometheus.breakIt();

            var page = desk.awaitPage(FIRST);
            var incident = console.awaitIncident(service, IncidentState.OPEN);
            assertThat(incident.path("id").asString()).isEqualTo(page.incidentId());

            console.acknowledge(page.incidentId());
            desk.await(ACKNOWLEDGED, FIRST);
            amtool(folder, service, acceptance.pipeline().ingestUrl());
            desk.assertSilentFor(acceptance.later().plusSeconds(1));

            prometheus.mendIt();
            desk.await(RESOLVED, FIRST);
            console.awaitIncident(service, IncidentState.RESOLVED);
        }
    }

    /**
     * Over https, with a token, and through a restart of ingest: while it is away, Alertmanager repeats the resolve until it is
     * taken. Each request that Alertmanager counts as taken was taken, and no other.
     */
    @Test
    void shouldLoseNothingOverTlsWhileIngestRestarts(Acceptance acceptance) throws IOException {
        var service = service("secure");
        var folder = Files.createDirectories(Path.of("target", "acceptance", service).toAbsolutePath());
        var certificate = folder.resolve("tls.crt");
        var port = FreePorts.next();
        TestCertificate.made(folder, "EC").write(certificate, folder.resolve("tls.key"));
        var settings = Map.of("http.port", Integer.toString(port), "http.tls.certificate", certificate.toString(),
                "http.tls.key", folder.resolve("tls.key").toString(), "sources.webhook.format", "alertmanager",
                "sources.webhook.token", TOKEN, "sources.prometheus.format", "alertmanager",
                "sources.prometheus.token", TOKEN);
        var before = Metrics.create("ingest");
        var after = Metrics.create("ingest");
        var console = acceptance.pipeline().console();
        var tocsin = new TocsinAddress("https://127.0.0.1:" + port, "/v1/alertmanager/webhook",
                "/v1/alertmanager/prometheus", Optional.of(new TocsinAddress.Access(TOKEN, certificate)));

        try (var desk = acceptance.receiver().desk(service)) {
            var ingest = acceptance.pipeline().anotherIngest(before, settings);
            try (var prometheus = startedWith(ingest, folder, service, tocsin)) {
                prometheus.breakIt();
                var page = desk.awaitPage(FIRST);
                console.acknowledge(page.incidentId());
                desk.await(ACKNOWLEDGED, FIRST);
                Awaiting.until("both roads", () -> taken(before, "webhook") > 0 && taken(before, "prometheus") > 0);

                ingest.close();
                prometheus.mendIt();
                Awaiting.until("Alertmanager repeats", () -> prometheus.sent().failed() > 1);
                try (var again = acceptance.pipeline().anotherIngest(after, settings)) {
                    again.start();

                    desk.await(RESOLVED, FIRST);
                    console.awaitIncident(service, IncidentState.RESOLVED);
                    Awaiting.until("accounts balance", () -> prometheus.sent().taken() == taken(before, "webhook")
                            + taken(after, "webhook"));
                    assertThat(taken(after, "webhook")).isPositive();
                }
            } finally {
                ingest.close();
            }
        }
    }

    private static RealPrometheus startedWith(AlertIngest ingest, Path folder, String service, TocsinAddress tocsin)
            throws IOException {
        ingest.start();
        return RealPrometheus.start(folder, service, "critical", tocsin);
    }

    private static long taken(MeterRegistry metrics, String source) {
        return (long) metrics.find("tocsin.ingest.requests").tags("source", source, "outcome", "accepted").counters()
                .stream().mapToDouble(Counter::count).sum();
    }

    /** The address of alert-ingest serves all of Alertmanager's API. */
    private static void amtool(Path folder, String service, String url) {
        var amtool = new Amtool(folder, url);
        Awaiting.until("the alert in amtool", () -> {
            var shown = amtool.run("alert", "query", "service=" + service);
            return shown.contains("CheckoutFailing") && shown.contains("active");
        });

        var silence = amtool.run("silence", "add", "--comment=moving", "instance=nowhere").strip();
        assertThat(amtool.run("silence", "query")).contains(silence, "moving");
        amtool.run("silence", "expire", silence);
        assertThat(amtool.run("silence", "query")).doesNotContain(silence);
    }
}
