package dev.tocsin.policytools.imports;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Alertmanager's own tool, where it is installed. */
final class Amtool {

    private Amtool() {}

    static boolean isInstalled() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(":", -1)).map(Path::of)
                .anyMatch(folder -> Files.isExecutable(folder.resolve("amtool")));
    }

    /** Whether it takes a configuration. */
    static boolean accepts(Path config) {
        return run(List.of("amtool", "check-config", config.toString())).status() == 0;
    }

    /** The receivers of an alert with these labels, sorted, each once. */
    static List<String> receivers(Path config, Map<String, String> labels) {
        var command = new ArrayList<>(List.of("amtool", "config", "routes", "test", "--config.file=" + config));
        labels.forEach((name, value) -> command.add(name + "=\"" + value.replace("\\", "\\\\").replace("\"", "\\\"")
                + "\""));
        var ran = run(command);
        if (ran.status() != 0) {
            throw new IllegalStateException("amtool: " + ran.output());
        }
        var lines = ran.output().lines().filter(line -> !line.startsWith("Warning:")).toList();
        return List.copyOf(new TreeSet<>(Arrays.asList(lines.getLast().split(",", -1))));
    }

    private record Ran(int status, String output) {}

    private static Ran run(List<String> command) {
        try {
            var process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            var output = new String(process.getInputStream().readAllBytes(), UTF_8);
            return new Ran(process.waitFor(), output);
        } catch (IOException wrong) {
            throw new UncheckedIOException(wrong);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
