package dev.tocsin.ingest.source;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Jazzer looks for bodies that make a parser throw, from all payloads that we have and by what they reach in the code; for so
 * long as is wanted with {@code -Dtocsin.fuzz.seconds}.
 */
@Tag("process")
class FuzzIT {

    /** A number of inputs from a fixed seed: a build shall not depend on chance. */
    private static final String EXTENT = Optional.ofNullable(System.getProperty("tocsin.fuzz.seconds")).map(
            seconds -> "-max_total_time=" + seconds).orElse("-runs=2000");
    private static final int PATIENCE_MINUTES = 10;
    /** A short body is given to every parser, a longer one to every sixth. */
    private static final int EACH = 6;
    private static final int SHORT = 10;
    /** What Jazzer ends with when it has found something. */
    private static final int FOUND = 77;

    @TempDir
    private Path folder;

    private record Ended(int status, String output) {}

    @Test
    void shouldFindNothingThatThrows() throws Exception {
        seeds(SourceType.values());

        var ended = fuzzed(List.of(), EXTENT);

        assertThat(ended.output()).contains("Done ");
        assertThat(ended.status()).as(ended.output()).isZero();
    }

    @Test
    void shouldTellWhatThrows() throws Exception {
        seeds(SourceType.JSON);

        var ended = fuzzed(List.of("-D" + AnyFormatFuzz.PLANTED + "=true"), "-runs=1");

        assertThat(ended.output()).contains("IllegalStateException: planted");
        assertThat(ended.status()).isEqualTo(FOUND);
    }

    private void seeds(SourceType... types) throws IOException, URISyntaxException {
        var number = 0;
        var corpus = Files.createDirectories(folder.resolve("corpus"));
        for (var body : bodies()) {
            for (var type : types) {
                if (body.length < SHORT || (number + type.ordinal()) % EACH == 0) {
                    Files.write(corpus.resolve(number + "-" + type), AnyFormatFuzz.input(type, body.length < SHORT
                            ? number
                            : 0, body));
                }
            }
            number++;
        }
    }

    private static List<byte[]> bodies() throws IOException, URISyntaxException {
        var bodies = new ArrayList<byte[]>();
        for (var text : List.of("{}", "[]", "a=b&c")) {
            bodies.add(text.getBytes(UTF_8));
        }
        try (var files = Files.walk(Path.of(FuzzIT.class.getResource("/payloads").toURI()))) {
            for (var file : files.filter(Files::isRegularFile).sorted().toList()) {
                bodies.add(Files.readAllBytes(file));
            }
        }
        return bodies;
    }

    private Ended fuzzed(List<String> ofTheJvm, String... options) throws IOException, InterruptedException {
        var os = System.getProperty("os.name") + " " + System.getProperty("os.arch");
        assumeTrue(List.of("Linux amd64", "Mac OS X aarch64").contains(os), "Jazzer has no library for " + os);
        var log = folder.resolve("jazzer.log").toFile();
        var line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:+EnableDynamicAgentLoading",
                "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow"));
        line.addAll(ofTheJvm);
        line.addAll(List.of("-cp", System.getProperty("java.class.path"), "com.code_intelligence.jazzer.Jazzer",
                "--target_class=" + AnyFormatFuzz.class.getName(), "--instrumentation_includes=dev.tocsin.ingest.**",
                "--custom_hook_includes=dev.tocsin.ingest.**",
                "--reproducer_path=" + folder, "-artifact_prefix=" + folder + "/", "-seed=20261130",
                "-max_len=65536"));
        line.addAll(List.of(options));
        line.add(folder.resolve("corpus").toString());
        var process = new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log).start();
        try {
            assertThat(process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)).as("Jazzer ends").isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(log.toPath()));
    }
}
