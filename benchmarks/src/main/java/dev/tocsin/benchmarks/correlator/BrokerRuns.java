package dev.tocsin.benchmarks.correlator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;

/** The correlator as it runs, with a broker in another process of the same machine. */
final class BrokerRuns {

    private static final int FIRE = 10_000;
    private static final int RULES = 10;

    private final long count;
    private final Path work;
    private final Map<String, String> settings;
    private final List<String> flags;
    private final BiConsumer<String, String> note;

    /**
     * @param count
     *            alerts of a run; the second half is timed
     * @param settings
     *            more of the correlator
     * @param flags
     *            of its JVM
     */
    BrokerRuns(long count, Path work, Map<String, String> settings, List<String> flags,
            BiConsumer<String, String> note) {
        this.count = count;
        this.work = work;
        this.settings = settings;
        this.flags = flags;
        this.note = note;
    }

    /** How fast it works off a backlog of each mix: with both cores for all, and with one of its own. */
    void throughput(List<Mix> mixes) throws IOException, InterruptedException {
        for (var oneCore : List.of(false, true)) {
            for (var mix : mixes) {
                var at = Files.createTempDirectory(work, "drain");
                try (var broker = BrokerProcess.start(at, oneCore ? "1" : "")) {
                    var rate = drain(broker, at, mix, oneCore);
                    note.accept((oneCore ? "one core, broker on the other" : "two cores, broker on the same") + ", "
                            + mix, String.format(Locale.ROOT, "%,.0f alerts/s", rate));
                }
                delete(at);
            }
        }
    }

    private double drain(BrokerProcess broker, Path at, Mix mix, boolean oneCore) throws InterruptedException {
        broker.activate(BenchPolicy.of(RULES));
        var stream = new AlertStream("a", RULES);
        var start = Instant.now();
        var fired = new Load(Mix.NEW, stream, 0, start);
        broker.write(FIRE, fired::next);
        var load = new Load(mix, stream, FIRE, start.plusSeconds(3_600));
        broker.write(count, load::next);
        var more = new java.util.HashMap<>(settings);
        if (oneCore) {
            more.putIfAbsent("streams.threads", "1");
        }
        try (var correlator = CorrelatorProcess.start(broker, at, oneCore ? "0" : "", flags, more)) {
            correlator.awaitReady();
            awaitLeft(broker, count / 2);
            var left = broker.left();
            var began = System.nanoTime();
            awaitLeft(broker, 0);
            return left / ((System.nanoTime() - began) / 1e9);
        }
    }

    /** With so many alerts firing: how much memory, and how long until it works again after a stop. */
    void restore(long active) throws IOException, InterruptedException {
        var at = Files.createTempDirectory(work, "restore");
        var what = String.format(Locale.ROOT, "%,d alerts fire, ", active);
        try (var broker = BrokerProcess.start(at, "")) {
            broker.activate(BenchPolicy.of(RULES));
            var load = new Load(Mix.NEW, new AlertStream("a", RULES), 0, Instant.now());
            broker.write(active, load::next);
            try (var correlator = CorrelatorProcess.start(broker, at, "", flags, settings)) {
                var began = System.nanoTime();
                correlator.awaitReady();
                awaitLeft(broker, 0);
                note.accept(what + "until they were decided on", seconds(began));
                memory(correlator, what + "as they came");
            }
            restart(broker, at, what + "restart over its state");
            delete(CorrelatorProcess.state(at));
            restart(broker, at, what + "restart without its state");
        }
        delete(at);
    }

    private void restart(BrokerProcess broker, Path at, String what) throws IOException, InterruptedException {
        var began = System.nanoTime();
        try (var correlator = CorrelatorProcess.start(broker, at, "", flags, settings)) {
            correlator.awaitReady();
            note.accept(what + ", until ready (JVM start in it)", seconds(began));
            memory(correlator, what);
        }
    }

    private void memory(CorrelatorProcess correlator, String what) throws IOException, InterruptedException {
        var resident = correlator.residentMegabytes();
        note.accept(what + ", heap in use after a collection, resident", correlator.heapMegabytes() + " MB, " + resident
                + " MB");
    }

    private static void awaitLeft(BrokerProcess broker, long left) throws InterruptedException {
        while (broker.left() > left) {
            Thread.sleep(100);
        }
    }

    private static String seconds(long began) {
        return String.format(Locale.ROOT, "%.1f s", TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began) / 1000.0);
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
        }
    }
}
