package dev.tocsin.standalone.acceptance;

import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance.service;
import static dev.tocsin.standalone.acceptance.harness.TestPolicy.FIRST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import dev.tocsin.event.IncidentState;
import dev.tocsin.standalone.acceptance.harness.Amtool;
import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.RealPrometheus;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline;
import dev.tocsin.standalone.acceptance.harness.SharedPipeline.Acceptance;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.json.JsonMapper;

/** What people do with Debian's amtool besides looking: alerts by hand, silences that are changed and brought along. */
@Tag("process")
@ExtendWith(SharedPipeline.class)
class AmtoolIT {

    private final Acceptance acceptance;
    private final String service = service("amtool");
    private final Path folder;
    private final Amtool amtool;

    AmtoolIT(Acceptance acceptance) throws IOException {
        this.acceptance = acceptance;
        this.folder = Files.createDirectories(Path.of("target", "acceptance", service).toAbsolutePath());
        this.amtool = new Amtool(folder, acceptance.pipeline().ingestUrl());
    }

    @BeforeEach
    void find() {
        assumeTrue(RealPrometheus.program("amtool").isPresent(),
                "amtool is not installed: apt-get install prometheus-alertmanager");
    }

    @Test
    void shouldPageForAnAlertThatIsAddedAndResolveItAtItsEnd() {
        var start = "--start=" + time(-60);
        try (var desk = acceptance.receiver().desk(service)) {
            amtool.run("alert", "add", "ByHand", "service=" + service, "severity=warning",
                    "--annotation=summary=Checked by hand", start, "--end=" + time(3_600));

            assertThat(desk.awaitPage(FIRST).body()).contains("Checked by hand");
            Awaiting.until("the alert in amtool", () -> amtool.run("alert", "query", "service=" + service).contains(
                    "ByHand"));

            amtool.run("alert", "add", "ByHand", "service=" + service, "severity=warning", start, "--end=" + time(-1));

            desk.await(RESOLVED, FIRST);
            acceptance.pipeline().console().awaitIncident(service, IncidentState.RESOLVED);
        }
    }

    @Test
    void shouldUpdateASilence() {
        var id = added("first");

        // What this version prints here is an address in its memory.
        amtool.run("silence", "update", "--quiet", "--comment=second", "--duration=3h", id);

        assertThat(silences()).contains("second").doesNotContain("first");
        // An update may have an ID of its own, as with Alertmanager; only one is in force.
        var inForce = amtool.run("silence", "query", "-q", "service=" + service).strip();
        assertThat(inForce).isNotEmpty().doesNotContain("\n");
        expire(inForce);
    }

    @Test
    void shouldImportSilencesOfAnotherAlertmanager() throws IOException {
        var id = added("from elsewhere");
        var exported = JsonMapper.shared().readTree(amtool.run("silence", "query", "-o", "json", "service=" + service));
        assertThat(exported).hasSize(1);
        expire(id);
        Awaiting.until("the silence expired", () -> !silences().contains("from elsewhere"));
        ((ObjectNode) exported.get(0)).put("comment", "brought along");
        var file = Files.writeString(folder.resolve("silences.json"), exported.toString());

        amtool.run("silence", "import", "--force", file.toString());

        Awaiting.until("the imported silence", () -> silences().contains("brought along"));
        var imported = amtool.run("silence", "query", "-q", "service=" + service).strip();
        assertThat(imported).isNotEqualTo(id).doesNotContain("\n");
        expire(imported);
    }

    private String added(String comment) {
        var id = amtool.run("silence", "add", "--comment=" + comment, "--duration=2h", "service=" + service).strip();
        Awaiting.until("the silence", () -> silences().contains(comment));
        return id;
    }

    private String silences() {
        return amtool.run("silence", "query", "service=" + service);
    }

    private void expire(String id) {
        amtool.run("silence", "expire", id);
    }

    private static String time(int seconds) {
        return Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(seconds).toString();
    }
}
