package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The highest rate of new incidents that is held: every page arrives, and those of the last third of a run do not take
 * longer than those of its first third. Rates rise by half until one is not held twice; then the gap is halved.
 */
final class RateSearch {

    private static final int TRIALS = 2;
    private static final int FIRST = 20;
    private static final int HIGHEST = 3000;
    private static final int HALVINGS = 2;
    private static final double GROWTH = 1.5;

    /** Latency grows by that much between the thirds of a run by chance, as when a collector or a compiler steps in. */
    private static final double CHANCE_MILLIS = 100;

    private final Side side;
    private final Lengths lengths;
    private final List<String> steps = new ArrayList<>();

    RateSearch(Side side, Lengths lengths) {
        this.side = side;
        this.lengths = lengths;
    }

    private record Thirds(boolean complete, double first, double last) {

        boolean held() {
            return complete && last <= Math.max(first * GROWTH, first + CHANCE_MILLIS);
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "p50 of the first third %.0f ms, of the last %.0f ms%s", first, last,
                    complete ? "" : ", not all pages arrived");
        }
    }

    void measure() throws IOException, InterruptedException {
        try (var subject = side.start()) {
            var warmUp = PagingRuns.load(subject, FIRST, lengths.warmUp());
            side.pages().await(warmUp.dueAt().keySet(), subject.process());
            int held = 0;
            int tooMuch = FIRST;
            while (tooMuch <= HIGHEST && holds(subject, tooMuch)) {
                held = tooMuch;
                tooMuch = tooMuch * 3 / 2;
            }
            for (int each = 0; each < HALVINGS && held > 0 && tooMuch <= HIGHEST; each++) {
                var between = (held + tooMuch) / 2;
                if (holds(subject, between)) {
                    held = between;
                } else {
                    tooMuch = between;
                }
            }
            side.note("highest rate of new incidents held, steps of " + lengths.step().toSeconds() + " s", held + "/s");
            if (held == 0) {
                side.problem("rate search", "not even " + FIRST + " new incidents a second are held: " + steps);
                return;
            }
            hold(subject, held);
        }
    }

    private void hold(Subject subject, int found) throws InterruptedException {
        int rate = found;
        var thirds = run(subject, rate, lengths.hold());
        while (!thirds.held() && rate > FIRST) {
            rate = rate * 4 / 5;
            thirds = run(subject, rate, lengths.hold());
        }
        side.note("held for " + lengths.hold().toSeconds() + " s", rate + "/s: " + thirds);
        side.note("resident after the search", subject.process().resident());
    }

    /** At the second trial at the latest: a collection or another program must not decide. */
    private boolean holds(Subject subject, int rate) throws InterruptedException {
        for (var trial = 0; trial < TRIALS; trial++) {
            if (run(subject, rate, lengths.step()).held()) {
                return true;
            }
        }
        return false;
    }

    private Thirds run(Subject subject, int rate, Duration length) throws InterruptedException {
        var began = System.nanoTime();
        var sent = PagingRuns.load(subject, rate, length);
        var missing = side.pages().await(sent.dueAt().keySet(), subject.process());
        var third = length.toNanos() / 3;
        var first = side.pages().latencies(sent.dueAt(), began, began + third).medianMillis();
        var last = side.pages().latencies(sent.dueAt(), began + 2 * third, Long.MAX_VALUE).medianMillis();
        var thirds = new Thirds(missing == 0 && sent.refused() == 0, first, last);
        steps.add(rate + "/s " + thirds);
        System.err.println(side.name() + " | " + steps.getLast());
        return thirds;
    }
}
