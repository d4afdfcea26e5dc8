package dev.tocsin.benchmarks.pipeline;

import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** New incidents at a given rate: how long from an alert to its webhook, and what it costs. */
final class PagingRuns {

    /** Above it, one alert a request would measure the HTTP client. */
    private static final int ONE_BY_ONE = 200;
    private static final int BATCH = 10;

    /** What a person has to wait for after a start before the figures count. */
    private static final Duration FIRST_SECONDS = Duration.ofSeconds(10);

    private final Side side;
    private final Lengths lengths;

    PagingRuns(Side side, Lengths lengths) {
        this.side = side;
        this.lengths = lengths;
    }

    static AlertLoad.Sent load(Subject subject, int rate, Duration length) throws InterruptedException {
        return new AlertLoad(subject).newIncidents(rate, rate > ONE_BY_ONE ? BATCH : 1, length);
    }

    /** Load from the instant at which it is ready; what is due from the tenth second on counts. */
    void fresh(int rate) throws IOException, InterruptedException {
        var what = rate + "/s, from the tenth second after a start";
        try (var subject = side.start()) {
            var began = System.nanoTime();
            var sent = load(subject, rate, FIRST_SECONDS.plus(lengths.run()));
            var counted = sent.dueAt().entrySet().stream().filter(entry -> entry.getValue() - began >= FIRST_SECONDS
                    .toNanos()).collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
            report(what, sent, side.pages().await(sent.dueAt().keySet(), subject.process()), counted);
        }
    }

    /** After a warm-up of which all pages have arrived. */
    void warm(int rate) throws IOException, InterruptedException {
        var what = rate + "/s, after " + lengths.warmUp().toSeconds() + " s of load";
        try (var subject = side.start()) {
            var before = load(subject, rate, lengths.warmUp());
            side.pages().await(before.dueAt().keySet(), subject.process());
            var meter = side.meter(subject);
            var sent = load(subject, rate, lengths.run());
            var missing = side.pages().await(sent.dueAt().keySet(), subject.process());
            meter.stop();
            report(what, sent, missing, sent.dueAt());
            side.note(what + ": CPU of a new incident, alert to delivered page", meter.cpuFor(sent.accepted()));
            side.note(what + ": resident", subject.process().resident());
        }
    }

    private void report(String what, AlertLoad.Sent sent, int missing, Map<String, Long> counted) {
        side.note(what + ": alert in to webhook out", side.pages().latencies(counted).describe());
        if (missing > 0 || sent.refused() > 0 || sent.accepted() == 0) {
            side.problem(what + ": all arrived", sent.accepted() + " alerts accepted, " + sent.refused()
                    + " refused; " + missing + " pages did not arrive");
        }
    }
}
