package dev.tocsin.standalone.acceptance;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

import dev.tocsin.event.IncidentState;
import dev.tocsin.standalone.acceptance.harness.Amtool;
import dev.tocsin.standalone.acceptance.harness.RealPrometheus;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
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

    private static final List<String> PROGRAMS = List.of("prometheus", "prometheus-alertmanager");

    @Test
    void shouldPageForARealRuleAndNotifyOfResolution(Acceptance acceptance) throws IOException {
        for (var program : PROGRAMS) {
            assumeTrue(RealPrometheus.program(program).isPresent(), program
                    + " is not installed: apt-get install prometheus prometheus-alertmanager");
        }
        var console = acceptance.pipeline().console();
        var service = service("real");
        var folder = Path.of("target", "acceptance", service).toAbsolutePath();

        try (var desk = acceptance.receiver().desk(service);
                var prometheus = RealPrometheus.start(folder, service, "critical", acceptance.pipeline().ingestUrl())) {
            prometheus.breakIt();

            var page = desk.awaitPage(FIRST);
            var incident = console.awaitIncident(service, IncidentState.OPEN);
            assertThat(incident.path("id").asString()).isEqualTo(page.incidentId());

            amtool(folder, service, acceptance.pipeline().ingestUrl());

            console.acknowledge(page.incidentId());
            desk.await(ACKNOWLEDGED, FIRST);
            desk.assertSilentFor(acceptance.later().plusSeconds(1));

            prometheus.mendIt();
            desk.await(RESOLVED, FIRST);
            console.awaitIncident(service, IncidentState.RESOLVED);
        }
    }

    /** The address of alert-ingest serves all of Alertmanager's API. */
    private static void amtool(Path folder, String service, String url) {
        var amtool = new Amtool(folder, url);
        assertThat(amtool.run("alert", "query", "service=" + service)).contains("CheckoutFailing", "active");

        var silence = amtool.run("silence", "add", "--comment=moving", "instance=nowhere").strip();
        assertThat(amtool.run("silence", "query")).contains(silence, "moving");
        amtool.run("silence", "expire", silence);
        assertThat(amtool.run("silence", "query")).doesNotContain(silence);
    }
}
