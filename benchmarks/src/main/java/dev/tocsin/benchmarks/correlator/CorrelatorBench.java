package dev.tocsin.benchmarks.correlator;

import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import dev.tocsin.benchmarks.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What the correlator does with its time: alone, with a broker beside it, with many alerts, with many rules, at a restart. */
@Command(name = "correlator", mixinStandardHelpOptions = true)
public final class CorrelatorBench implements Callable<Integer> {

    private enum Part {
        PURE, ACTIVE, RULES, BROKER, RESTORE
    }

    @Option(names = "--only", split = ",", description = "Some of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Part> only = List.of(Part.values());

    @Option(names = "--count", defaultValue = "100000", description = "Alerts timed in a run (default: ${DEFAULT-VALUE}).")
    private int count;

    @Option(names = "--active", split = ",", defaultValue = "1000,100000,1000000", description = "How many fire (default: ${DEFAULT-VALUE}).")
    private List<Integer> active;

    @Option(names = "--rules", split = ",", defaultValue = "10,100,1000", description = "How many rules (default: ${DEFAULT-VALUE}).")
    private List<Integer> rules;

    @Option(names = "--mixes", split = ",", description = "Some of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Mix> mixes = List.of(Mix.values());

    @Option(names = "--restore", defaultValue = "1000000", description = "Alerts that fire at the restart (default: ${DEFAULT-VALUE}).")
    private long restore;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for the correlator; may be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    @Option(names = "--flags", split = " ", defaultValue = "-Xmx320m -XX:+UseSerialGC", description = "Of the correlator's JVM (default: ${DEFAULT-VALUE}, as `tocsin correlator` has).")
    private List<String> flags;

    @Option(names = "--quick", description = "Short runs, to see that it works; the figures mean nothing.")
    private boolean quick;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new CorrelatorBench()).setCaseInsensitiveEnumValuesAllowed(true)
                .execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var report = new Report();
        var work = Files.createTempDirectory("tocsin-bench");
        var pure = new PureRuns(quick ? 5_000 : count, work, (what, figure) -> report.note("correlator", what, figure));
        var broker = new BrokerRuns(quick ? 20_000 : 2L * count, work, settings, flags, (what, figure) -> report
                .note("correlator", what, figure));
        for (var part : only) {
            switch (part) {
                case PURE -> pure.mixes();
                case ACTIVE -> pure.active(quick ? List.of(1_000, 10_000) : active);
                case RULES -> pure.rules(rules);
                case BROKER -> broker.throughput(mixes);
                case RESTORE -> broker.restore(quick ? 20_000 : restore);
            }
        }
        report.print(System.out);
        return 0;
    }
}
