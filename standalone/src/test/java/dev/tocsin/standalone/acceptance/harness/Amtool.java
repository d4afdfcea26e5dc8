package dev.tocsin.standalone.acceptance.harness;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Debian's amtool.
 *
 * @param folder
 *            as its home, so that it reads nobody's configuration
 * @param url
 *            what it takes for an Alertmanager
 */
public record Amtool(Path folder, String url) {

    /** Runs it, and gives what it prints; it must succeed. */
    public String run(String... arguments) {
        var command = new ArrayList<>(List.of(RealPrometheus.program("amtool").orElseThrow().toString(),
                "--alertmanager.url=" + url));
        command.addAll(List.of(arguments));
        try {
            var builder = new ProcessBuilder(command).redirectError(folder.resolve("amtool.log").toFile());
            builder.environment().put("HOME", folder.toString());
            var process = builder.start();
            var printed = new String(process.getInputStream().readAllBytes(), UTF_8);
            assertThat(process.waitFor()).as(String.join(" ", command) + ": " + printed).isZero();
            return printed;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
