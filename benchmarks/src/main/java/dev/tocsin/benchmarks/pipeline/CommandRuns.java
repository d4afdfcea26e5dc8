package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** How long a person waits for a command, and what it costs: the script, all that it starts, and the JVM. */
final class CommandRuns {

    private static final int RUNS = 3;

    private final Side side;
    private final Path script;
    private final Lengths lengths;

    CommandRuns(Side side, Path script, Lengths lengths) {
        this.side = side;
        this.script = script;
        this.lengths = lengths;
    }

    private record Timed(double wall, double cpu, int status) {}

    /** Those that are there without a service, and those that speak to one. */
    void measure() throws IOException, InterruptedException {
        measure("`tocsin help`", List.of("help"));
        try (var subject = side.start()) {
            measure("`tocsin fire`", List.of("fire", "--url", subject.address().resolve("/").toString()));
            subject.process().requireAlive();
        }
    }

    private void measure(String what, List<String> arguments) throws IOException, InterruptedException {
        var runs = new ArrayList<Timed>();
        for (int each = 0; each < lengths.starts() * RUNS; each++) {
            runs.add(run(arguments));
        }
        var median = runs.stream().sorted(Comparator.comparingDouble(Timed::wall)).toList().get(runs.size() / 2);
        side.note(what, String.format(Locale.ROOT, "%.2f s, CPU %.2f s", median.wall(), median.cpu()));
        runs.stream().filter(run -> run.status() != 0).findFirst().ifPresent(failed -> side.problem(what,
                "it ended with status " + failed.status()));
    }

    /** The shell's own clock, for it counts what ends with the command, too. */
    private Timed run(List<String> arguments) throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of("bash", "-c", "TIMEFORMAT='%R %U %S'; time \"$@\" >/dev/null 2>&1", "-",
                script.toString()));
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try (var output = process.getInputStream()) {
            var figures = Arrays.stream(new String(output.readAllBytes(), StandardCharsets.UTF_8).strip().split(" "))
                    .mapToDouble(Double::parseDouble).toArray();
            return new Timed(figures[0], figures[1] + figures[2], process.waitFor());
        }
    }
}
