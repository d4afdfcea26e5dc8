package dev.tocsin.benchmarks.notifier;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.benchmarks.Distribution;
import dev.tocsin.benchmarks.Report;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What receivers that hang and fail cost the others, and what a notification costs. */
@Command(name = "notifier", mixinStandardHelpOptions = true)
public final class NotifierBench implements Callable<Integer> {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Option(names = "--notifications", defaultValue = "10000", description = "Of each run (default: ${DEFAULT-VALUE}).")
    private int notifications;

    @Option(names = "--destinations", defaultValue = "200", description = "Webhooks (default: ${DEFAULT-VALUE}).")
    private int destinations;

    @Option(names = "--hanging", defaultValue = "10", description = "Of them never answer (default: ${DEFAULT-VALUE}).")
    private int hanging;

    @Option(names = "--failing", defaultValue = "10", description = "Of them answer 500 (default: ${DEFAULT-VALUE}).")
    private int failing;

    @Option(names = "--rate", defaultValue = "200", description = "Notifications a second (default: ${DEFAULT-VALUE}).")
    private int rate;

    @Option(names = "--waiting", defaultValue = "100000", description = "Notifications that wait for destinations that hang, for the memory; 0 leaves it out (default: ${DEFAULT-VALUE}).")
    private int waiting;

    @Option(names = "--flags", split = " ", defaultValue = "-Xmx512m -XX:+UseSerialGC", description = "Of the notifier's JVM (default: ${DEFAULT-VALUE}).")
    private List<String> flags;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "A setting for the notifier; may be given again.")
    private Map<String, String> settings = new LinkedHashMap<>();

    private final Report report = new Report();
    private Receivers receivers;
    private NotifierField field;
    private final Set<String> expected = new HashSet<>();
    private int sequence;

    /** Runs it. */
    public static void main(String[] arguments) {
        System.exit(new CommandLine(new NotifierBench()).execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        try (var hooks = new Receivers();
                var processes = new NotifierField(Files.createTempDirectory("tocsin-bench"),
                        policy(hooks), flags, settings)) {
            receivers = hooks;
            field = processes;
            load("warm-up", notifications / 5);
            var well = load("all answer", notifications);
            hooks.sick(range(0, hanging), range(hanging, failing));
            var sick = load("some are sick", notifications);
            report.note("notifier", "p99 of the healthy, with the sick to without", String.format(Locale.ROOT, "%.2f",
                    sick
                            / well));
            report.note("notifier", "not arrived at the end, of all to the healthy", expected.stream().filter(
                    id -> !hooks
                            .arrivals().containsKey(id)).count() + " of " + expected.size());
            if (waiting > 0) {
                memory();
            }
        }
        report.print(System.out);
        return 0;
    }

    private static Set<Integer> range(int from, int count) {
        return IntStream.range(from, from + count).boxed().collect(Collectors.toSet());
    }

    private int sick() {
        return hanging + failing;
    }

    private String policy(Receivers hooks) {
        var channels = new StringBuilder("channels:\n");
        var targets = new StringBuilder("targets:\n");
        for (var i = 0; i < destinations; i++) {
            channels.append("  hook-").append(i).append(": {type: webhook, url: \"").append(hooks.url(i)).append(
                    "\"}\n");
            targets.append("  target-").append(i).append(": [hook-").append(i).append("]\n");
        }
        return "policy: bench\nseverities: [{id: SEV1, ladder: urgent}]\nladders: {urgent: {steps: [{notify: [target-0]}]}}\n"
                + targets + channels;
    }

    /** Pages to all destinations in turn, at the rate; the 99th percentile of those that are never sick, in milliseconds. */
    private double load(String run, int count) throws InterruptedException {
        var dueAt = new HashMap<String, Long>();
        var before = field.cpu();
        var start = System.nanoTime();
        for (var i = 0; i < count; i++) {
            var due = start + i * 1_000_000_000L / rate;
            Thread.sleep(Duration.ofNanos(Math.max(0, due - System.nanoTime())));
            var destination = i % destinations;
            var id = "page-" + sequence++;
            if (destination >= sick()) {
                dueAt.put(id, due);
                expected.add(id);
            }
            field.page(id, destination);
        }
        field.flush();
        var lost = await(dueAt);
        var cpu = field.cpu().minus(before);
        var seconds = (System.nanoTime() - start) / 1e9;
        var latencies = latencies(dueAt);
        report.note("notifier", run + ": intent to arrival at the healthy", latencies.describe());
        report.note("notifier", run + ": not arrived", Integer.toString(lost));
        report.note("notifier", run + ": notifications a second; CPU each", String.format(Locale.ROOT, "%.0f; %.2f ms",
                count
                        / seconds, cpu.toNanos() / 1e6 / count));
        return latencies.percentileMillis(99);
    }

    private int await(Map<String, Long> dueAt) throws InterruptedException {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!receivers.arrivals().keySet().containsAll(dueAt.keySet()) && System.nanoTime() < end) {
            Thread.sleep(50);
        }
        return (int) dueAt.keySet().stream().filter(id -> !receivers.arrivals().containsKey(id)).count();
    }

    private Distribution latencies(Map<String, Long> dueAt) {
        var nanos = new ArrayList<Long>();
        dueAt.forEach((id, due) -> {
            var arrived = receivers.arrivals().get(id);
            if (arrived != null) {
                nanos.add(arrived - due);
            }
        });
        return new Distribution(nanos);
    }

    private void memory() throws InterruptedException {
        receivers.sick(range(0, destinations), Set.of());
        var before = field.residentMegabytes();
        for (var i = 0; i < waiting; i++) {
            field.page("waiting-" + i, i % destinations);
        }
        field.flush();
        Thread.sleep(PATIENCE.dividedBy(2));
        report.note("notifier", "resident memory before, and with " + waiting + " that wait", before + " MB, " + field
                .residentMegabytes() + " MB");
    }
}
