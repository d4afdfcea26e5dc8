package dev.tocsin.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the load against Tocsin and, where it is installed, against Alertmanager, and prints the figures side by side. */
@Command(name = "bench", mixinStandardHelpOptions = true)
public final class Bench implements Callable<Integer> {

    @Option(names = "--tocsin", required = true, description = "The tocsin script.")
    private Path tocsin;

    @Option(names = "--seconds", defaultValue = "30", description = "Length of each run (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "15", description = "Seconds of load before each run that do not count.")
    private int warmUp;

    @Option(names = "--only", description = "latency or ingest.")
    private String only;

    @Option(names = "--rates", split = ",", defaultValue = "100,1000", description = "New incidents a second of the latency runs (default: ${DEFAULT-VALUE}).")
    private List<Integer> rates;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for tocsin; may be given again.")
    private List<String> settings = List.of();

    @Option(names = "--alone", description = "Do not run Alertmanager beside it.")
    private boolean alone;

    @Option(names = "--quick", description = "Short runs, to see that it works; the figures mean nothing.")
    private boolean quick;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new Bench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        var run = Duration.ofSeconds(quick ? 5 : seconds);
        var warm = Duration.ofSeconds(quick ? 3 : warmUp);
        var work = Files.createTempDirectory("tocsin-bench");
        var report = new Report();
        try (var receiver = new PageReceiver()) {
            try (var subject = TocsinProcess.start(tocsin, work, receiver.url(), settings)) {
                report.note("tocsin", "ready after start", subject.startMillis() + " ms");
                measure(subject, receiver, report, warm, run);
            }
            if (!alone && AlertmanagerProcess.isInstalled()) {
                try (var subject = AlertmanagerProcess.start(work, receiver.url())) {
                    measure(subject, receiver, report, warm, run);
                }
            } else if (!alone) {
                report.note("alertmanager", "skipped", "prometheus-alertmanager is not installed");
            }
        }
        report.print(System.out);
        return 0;
    }

    private void measure(Subject subject, PageReceiver receiver, Report report, Duration warm, Duration run)
            throws InterruptedException {
        report.note(subject.name(), "resident when idle", subject.residentMegabytes() + " MB");
        if (!"ingest".equals(only)) {
            for (int rate : rates) {
                latency(subject, receiver, report, rate, rate > 200 ? 10 : 1, warm, run);
            }
        }
        if (!"latency".equals(only)) {
            ingest(subject, report, warm, run);
        }
    }

    private static void latency(Subject subject, PageReceiver receiver, Report report, int rate, int batch,
            Duration warm, Duration run) throws InterruptedException {
        var load = new AlertLoad(subject, batch);
        load.atRate(rate, warm);
        receiver.settle();
        var start = receiver.begin();
        var sent = load.atRate(rate, run);
        receiver.settle();
        var latencies = receiver.latencies(start, sent);
        var what = rate + " new incidents/s";
        report.note(subject.name(), what + ": alert in to webhook out", latencies.describe());
        report.note(subject.name(), what + ": sent, paged, refused", sent.accepted() + ", " + latencies.count() + ", "
                + sent.refused());
        report.note(subject.name(), what + ": resident", subject.residentMegabytes() + " MB");
    }

    private static void ingest(Subject subject, Report report, Duration warm, Duration run)
            throws InterruptedException {
        var load = new AlertLoad(subject, 20);
        load.flatOut(8, warm);
        var sent = load.flatOut(8, run);
        report.note(subject.name(), "sustained ingest, batches of 20", sent.accepted() / run.toSeconds()
                + " alerts/s, refused " + sent.refused());
        report.note(subject.name(), "answer time in that run", sent.answers().describe());
        report.note(subject.name(), "resident after it", subject.residentMegabytes() + " MB");
    }
}
