package dev.tocsin.benchmarks.correlator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** What an alert costs in one thread without a broker: by mix, by the number of alerts that fire, by the number of rules. */
final class PureRuns {

    private static final Instant START = Instant.parse("2026-11-20T03:00:00Z");
    private static final int FIRE = 10_000;
    private static final int RULES = 10;

    private final int count;
    private final Path work;
    private final BiConsumer<String, String> note;

    /**
     * @param count
     *            alerts that are timed in a run, after as many that are not
     */
    PureRuns(int count, Path work, BiConsumer<String, String> note) {
        this.count = count;
        this.work = work;
        this.note = note;
    }

    void mixes() throws IOException {
        for (var mix : Mix.values()) {
            note.accept("topology alone, one thread, " + mix, describe(cost(mix, FIRE, RULES)));
        }
    }

    void active(List<Integer> sizes) throws IOException {
        for (var mix : List.of(Mix.REPEATS, Mix.CYCLES)) {
            warmUp(mix);
            var first = Double.NaN;
            for (int size : sizes) {
                var cost = cost(mix, size, RULES);
                first = Double.isNaN(first) ? cost : first;
                note.accept("topology alone, " + mix + ", " + size + " alerts fire", describe(cost) + times(cost,
                        first));
            }
        }
    }

    void rules(List<Integer> sizes) throws IOException {
        warmUp(Mix.NEW);
        var first = Double.NaN;
        for (int size : sizes) {
            var cost = cost(Mix.NEW, FIRE, size);
            first = Double.isNaN(first) ? cost : first;
            note.accept("topology alone, all new, " + size + " rules", describe(cost) + times(cost, first));
        }
    }

    /** The first run in a JVM is slow, whatever its size: it would make all that follow look good. */
    private void warmUp(Mix mix) throws IOException {
        cost(mix, FIRE, RULES);
    }

    private double cost(Mix mix, int active, int rules) throws IOException {
        var state = Files.createTempDirectory(work, "pure");
        try (var topology = new PureTopology(state, BenchPolicy.of(rules), START)) {
            var stream = new AlertStream("a", rules);
            for (var i = 0; i < active; i++) {
                topology.send(stream.firing(i, START), START);
            }
            var later = START.plusSeconds(60);
            var load = new Load(mix, stream, active, later);
            for (var i = 0; i < count; i++) {
                topology.send(load.next(), later);
            }
            topology.forget();
            for (var i = 0; i < count; i++) {
                topology.send(load.next(), later);
            }
            return topology.microsEach();
        }
    }

    private static String describe(double micros) {
        return String.format(Locale.ROOT, "%.1f us an alert, %,.0f alerts/s", micros, 1_000_000 / micros);
    }

    private static String times(double cost, double first) {
        return String.format(Locale.ROOT, ", x%.2f", cost / first);
    }
}
