package dev.tocsin.standalone.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import dev.tocsin.standalone.acceptance.harness.Awaiting;
import dev.tocsin.standalone.acceptance.harness.Http;
import dev.tocsin.standalone.acceptance.harness.StandaloneProcess;
import dev.tocsin.standalone.acceptance.harness.TocsinProcess;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The product's own log, as a newcomer reads it. */
@Tag("process")
class FirstStartIT {

    private static final Pattern LOUD = Pattern.compile("^\\S+Z (WARN|ERROR) .*|^\\s+at .*|.*Exception.*");

    @TempDir
    private Path folder;

    @Test
    @DisplayName("D3: a first start, alerts of three sources, a kill and a start after it log nothing that nobody has to act on")
    void shouldLogOnlyWhatAPersonNeeds() throws IOException {
        try (var tocsin = new StandaloneProcess(folder, Files.readString(Path.of("..", "policies", "default.yml")))) {
            // The log as it is shipped, and not the one that tests use.
            tocsin.process().with(Map.of("JDK_JAVA_OPTIONS", "-Dlogback.configurationFile=logback.xml"));
            tocsin.start();
            fireAll(tocsin, "checkout");
            tocsin.process().kill9();
            tocsin.start();
            fireAll(tocsin, "pay");
            tocsin.process().terminate();

            assertThat(tocsin.process().log().lines().filter(line -> LOUD.matcher(line).matches())).isEmpty();
            assertThat(tocsin.process().log()).contains("Tocsin is up");
        }
    }

    private void fireAll(StandaloneProcess tocsin, String service) {
        for (var source : List.of("alertmanager", "cloudwatch", "sentry")) {
            assertThat(TocsinProcess.run("fire", "--source", source, "--service", service, "--url", tocsin.ingestUrl(),
                    "--data", folder.resolve("data").toString()).status()).isZero();
        }
        Awaiting.until("an incident of " + service, () -> Http.get(tocsin.process().url()
                + "/api/incidents?service=" + service).json().path("total").asInt() > 0);
    }
}
