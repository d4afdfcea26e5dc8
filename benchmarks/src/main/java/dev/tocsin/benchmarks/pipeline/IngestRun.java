package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.Locale;

/**
 * How many alerts a second it takes when senders wait for nothing but its answers: 2,000 alerts that fire are repeated, in
 * requests of twenty. The pipeline has to keep up: the run ends when what was sent behind the last repeat has been paged.
 */
final class IngestRun {

    private static final int ALERTS = 2000;
    private static final int BATCH = 20;
    private static final int SENDERS = 8;

    /** New incidents behind the load, of enough services that each partition has some: nothing overtakes its partition. */
    private static final int MARKS = 60;
    private static final int ATTEMPTS = 20;

    private final Side side;
    private final Lengths lengths;
    private double perSecond;

    IngestRun(Side side, Lengths lengths) {
        this.side = side;
        this.lengths = lengths;
    }

    void measure() throws IOException, InterruptedException {
        try (var subject = side.start()) {
            var load = new AlertLoad(subject);
            var alerts = load.repeated(ALERTS, BATCH);
            var opened = load.once(alerts, SENDERS);
            var missing = side.pages().await(alerts.services(), subject.process());
            if (missing > 0 || opened.refused() > 0) {
                side.problem("ingest", opened.refused() + " of the first alerts refused, " + missing
                        + " pages did not arrive");
            }
            load.flatOut(alerts, SENDERS, lengths.warmUp());
            awaitMarks(subject, load);

            var meter = side.meter(subject);
            var began = System.nanoTime();
            var sent = load.flatOut(alerts, SENDERS, lengths.run());
            var sending = Duration.ofNanos(System.nanoTime() - began);
            awaitMarks(subject, load);
            meter.stop();
            perSecond = perSecond(sent.accepted(), meter.took());
            side.note("sustained ingest, batches of 20, the pipeline keeping up", String.format(Locale.ROOT,
                    "%.0f alerts/s", perSecond));
            side.note("the same at the door alone; behind at the end", String.format(Locale.ROOT,
                    "%.0f alerts/s; %.1f s", perSecond(sent.accepted(), sending), meter.took().minus(sending)
                            .toMillis() / 1000.0));
            side.note("answer time in that run", sent.answers().describe());
            side.note("CPU of a repeat, door and correlator", meter.cpuFor(sent.accepted()));
            side.note("resident after it", subject.process().resident());
            if (sent.refused() > 0) {
                side.problem("ingest, refused", sent.refused() + " alerts were not accepted");
            }
        }
    }

    /** With the pipeline keeping up; zero when there is no figure. */
    double perSecond() {
        return perSecond;
    }

    private void awaitMarks(Subject subject, AlertLoad load) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            var marks = load.oneRequest(MARKS);
            if (marks.refused() == 0) {
                if (side.pages().await(marks.dueAt().keySet(), subject.process()) > 0) {
                    side.problem("ingest, keeping up", "pages of alerts behind the load did not arrive");
                }
                return;
            }
            Thread.sleep(250);
        }
        side.problem("ingest, keeping up", "no alert was accepted after the load");
    }

    private static double perSecond(long alerts, Duration time) {
        return alerts * 1000.0 / Math.max(1, time.toMillis());
    }
}
