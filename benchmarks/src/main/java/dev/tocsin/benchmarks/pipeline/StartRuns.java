package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How long a start takes, and what it is like to have it running with nothing to do. */
final class StartRuns {

    private final Side side;
    private final Lengths lengths;

    StartRuns(Side side, Lengths lengths) {
        this.side = side;
        this.lengths = lengths;
    }

    private record Start(Duration took, Duration cpu) {}

    /** A first start, and one over what it kept; medians. */
    void starts() throws IOException, InterruptedException {
        var first = new ArrayList<Start>();
        var again = new ArrayList<Start>();
        for (int each = 0; each < lengths.starts(); each++) {
            var folder = side.folder();
            for (var starts : List.of(first, again)) {
                try (var subject = side.startIn(folder)) {
                    starts.add(new Start(subject.startTook(), subject.process().cpu()));
                }
            }
        }
        side.note("ready after a first start", describe(first));
        side.note("ready after a start over its data", describe(again));
    }

    /** Just started, without load: after a while to come to rest. */
    void idle() throws IOException, InterruptedException {
        try (var subject = side.start()) {
            Thread.sleep(lengths.idle());
            var meter = side.meter(subject);
            Thread.sleep(lengths.idle());
            side.note("idle, CPU", meter.stop().share());
            side.note("idle, resident", subject.process().resident());
        }
    }

    private static String describe(List<Start> starts) {
        var took = starts.stream().map(Start::took).sorted().toList();
        var cpu = starts.stream().map(Start::cpu).sorted().toList();
        return String.format(Locale.ROOT, "%.1f s, CPU %.1f s", seconds(took), seconds(cpu));
    }

    private static double seconds(List<Duration> sorted) {
        return sorted.get(sorted.size() / 2).toMillis() / 1000.0;
    }
}
