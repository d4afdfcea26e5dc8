package dev.tocsin.benchmarks.escalator;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.tocsin.benchmarks.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How soon the escalator does what is due: many at once, exactly, with a million timers, and after a kill. */
@Command(name = "escalator", mixinStandardHelpOptions = true)
public final class EscalatorBench implements Callable<Integer> {

    private enum Part {
        BURST, PRECISION, TIMERS, TAKEOVER
    }

    @Option(names = "--only", split = ",", description = "Some of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Part> only = List.of(Part.values());

    @Option(names = "--burst", defaultValue = "6000", description = "Rungs due at the same instant (default: ${DEFAULT-VALUE}).")
    private int burst;

    @Option(names = "--open", defaultValue = "100000", description = "Timers that wait (default: ${DEFAULT-VALUE}).")
    private int open;

    @Option(names = "--seconds", defaultValue = "60", description = "Length of the run for precision (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--every", defaultValue = "50", description = "Milliseconds between two rungs of that run (default: ${DEFAULT-VALUE}).")
    private int every;

    @Option(names = "--timers", defaultValue = "1000000", description = "Timers in one heap (default: ${DEFAULT-VALUE}).")
    private int timers;

    @Option(names = "--kills", defaultValue = "3", description = "How often one of two is killed (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for the escalator; may be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--flags", split = " ", defaultValue = "-Xmx320m -XX:+UseSerialGC", description = "Of the escalator's JVM (default: ${DEFAULT-VALUE}, as `tocsin escalator` has).")
    private List<String> flags;

    @Option(names = "--quick", description = "Short runs, to see that it works; the figures mean nothing.")
    private boolean quick;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new EscalatorBench()).setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var report = new Report();
        var work = Files.createTempDirectory("tocsin-bench");
        var field = new FieldRuns(work, flags, settings, (what, figure) -> report.note("escalator", what, figure));
        for (var part : only) {
            switch (part) {
                case BURST -> field.burst(quick ? 500 : burst);
                case PRECISION -> field.precision(quick ? 1_000 : open, Duration.ofMillis(every), Duration.ofSeconds(
                        quick ? 5 : seconds));
                case TIMERS -> new SweepRuns((what, figure) -> report.note("escalator", what, figure)).timers(quick
                        ? 10_000
                        : timers);
                case TAKEOVER -> field.takeover(quick ? 1_000 : 20_000, quick ? 1 : kills);
            }
        }
        report.print(System.out);
        return 0;
    }
}
