package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.tocsin.benchmarks.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Puts load on Tocsin and, where it is installed, on Alertmanager, and prints the figures side by side. */
@Command(name = "run", mixinStandardHelpOptions = true)
public final class PipelineBench implements Callable<Integer> {

    private static final String TOCSIN = "tocsin";
    private static final String ALERTMANAGER = "alertmanager";

    private enum Part {
        COMMANDS, START, IDLE, FRESH, WARM, INGEST, RATE
    }

    /** One part for one side. */
    @FunctionalInterface
    private interface Run {
        void run() throws IOException, InterruptedException;
    }

    @Option(names = "--tocsin", required = true, hidden = true)
    private Path script;

    @Option(names = "--only", split = ",", description = "Some of ${COMPLETION-CANDIDATES} (default: all).")
    private List<Part> only = List.of(Part.values());

    @Option(names = "--rates", split = ",", defaultValue = "10,100", description = "New incidents a second of fresh and warm (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates;

    @Option(names = "--seconds", defaultValue = "30", description = "Length of a run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "60", description = "Seconds of load before a run (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--idle", defaultValue = "60", description = "Seconds without load, and as many before to come to rest (default: ${DEFAULT-VALUE}).")
    private int idle;

    @Option(names = "--step", defaultValue = "20", description = "Seconds for each rate of the search (default: ${DEFAULT-VALUE}).")
    private int step;

    @Option(names = "--hold", defaultValue = "60", description = "Seconds for which the rate that was found is held (default: ${DEFAULT-VALUE}; the target says 300).")
    private int hold;

    @Option(names = "--starts", defaultValue = "3", description = "Starts of which the median is told (default: ${DEFAULT-VALUE}).")
    private int starts;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for tocsin; may be given again.")
    private List<String> settings = List.of();

    @Option(names = "--alone", description = "Do not run Alertmanager beside it.")
    private boolean alone;

    @Option(names = "--quick", description = "Short runs, to see that it works; the figures mean nothing.")
    private boolean quick;

    /** Runs it. Exit status 1: something that was measured was not up, ended, or lost pages. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new PipelineBench()).setCaseInsensitiveEnumValuesAllowed(true).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var lengths = quick
                ? Lengths.QUICK
                : new Lengths(Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds), Duration.ofSeconds(idle),
                        Duration.ofSeconds(step), Duration.ofSeconds(hold), starts);
        var work = Files.createTempDirectory("tocsin-bench");
        var report = new Report(TOCSIN, ALERTMANAGER, "target");
        report.note(TOCSIN, "load average of the machine at the begin", loadAverage());
        try (var pages = new PageReceiver()) {
            var sides = new ArrayList<Side>();
            sides.add(new Side(TOCSIN, (folder, receiver) -> TocsinProcess.start(script, settings, folder, receiver),
                    work, pages, report));
            if (alone) {
                System.err.println("alertmanager is left out");
            } else if (AlertmanagerProcess.isInstalled()) {
                sides.add(new Side(ALERTMANAGER, AlertmanagerProcess::start, work, pages, report));
            } else {
                report.note(ALERTMANAGER, "skipped", "prometheus-alertmanager is not installed");
            }
            only.forEach(part -> part(part, sides, lengths, report));
            report.note(TOCSIN, "load average of the machine at the end", loadAverage());
            Targets.note(report);
            report.print(System.out);
            var problems = sides.stream().map(Side::problems).flatMap(List::stream).toList();
            problems.forEach(problem -> System.err.println("FAILED " + problem));
            if (problems.isEmpty()) {
                delete(work);
            } else {
                System.err.println("what the processes wrote is in " + work);
            }
            return problems.isEmpty() ? 0 : 1;
        }
    }

    private void part(Part part, List<Side> sides, Lengths lengths, Report report) {
        var perSecond = new ArrayList<Double>();
        for (var side : sides) {
            switch (part) {
                case COMMANDS -> {
                    if (side.name().equals(TOCSIN)) {
                        run(side, "commands", new CommandRuns(side, script, lengths)::measure);
                    }
                }
                case START -> run(side, "start", new StartRuns(side, lengths)::starts);
                case IDLE -> run(side, "idle", new StartRuns(side, lengths)::idle);
                case FRESH -> rates.forEach(rate -> run(side, "fresh", () -> new PagingRuns(side, lengths).fresh(
                        rate)));
                case WARM -> rates.forEach(rate -> run(side, "warm", () -> new PagingRuns(side, lengths).warm(rate)));
                case INGEST -> {
                    var ingest = new IngestRun(side, lengths);
                    run(side, "ingest", ingest::measure);
                    perSecond.add(ingest.perSecond());
                }
                case RATE -> run(side, "rate", new RateSearch(side, lengths)::measure);
            }
        }
        if (perSecond.size() == 2 && perSecond.getFirst() > 0) {
            report.note(TOCSIN, "sustained ingest against Alertmanager", String.format(Locale.ROOT, "1 : %.1f",
                    perSecond
                            .getLast() / perSecond.getFirst()));
        }
    }

    /** The next part may still have a figure. */
    private static void run(Side side, String what, Run run) {
        try {
            run.run();
        } catch (SubjectDown down) {
            side.problem(what, down.getMessage());
        } catch (IOException | UncheckedIOException failed) {
            side.problem(what, failed.toString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            side.problem(what, "interrupted");
        }
    }

    private static String loadAverage() throws IOException {
        return Files.readString(Path.of("/proc/loadavg"), StandardCharsets.US_ASCII).replaceAll(
                "^(\\S+ \\S+ \\S+).*\\s*$", "$1");
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
