package dev.tocsin.benchmarks.escalator;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

import dev.tocsin.benchmarks.Distribution;

/** Escalators as they run, with a broker in another process of the same machine. */
final class FieldRuns {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final Duration TICK = Duration.ofMillis(10);
    private static final Map<String, String> SOON = Map.of("streams.session.timeout.ms", "3000",
            "streams.heartbeat.interval.ms", "1000", "streams.transaction.timeout.ms", "3000",
            "streams.standby.replicas", "1");
    private static final String POLICY = """
            policy: bench
            severities:
              - {id: SEV1, title: Critical, ladder: waves, quiet: 1h, reopen: 1h}
            fallback: {severity: SEV1}
            ladders:
              waves:
                steps:
                  - {after: 60s, notify: [one]}
                  - {after: 75s, notify: [two]}
                  - {after: 90s, notify: [three]}
              single: {steps: [{after: 60s, notify: [one]}]}
              distant: {steps: [{after: 6h, notify: [one]}]}
            targets:
              one: [{channel: hook, address: one}]
              two: [{channel: hook, address: two}]
              three: [{channel: hook, address: three}]
            channels:
              hook: {type: webhook, url: 'http://127.0.0.1:9/'}
            """;

    private final Path work;
    private final List<String> flags;
    private final Map<String, String> settings;
    private final BiConsumer<String, String> note;

    FieldRuns(Path work, List<String> flags, Map<String, String> settings, BiConsumer<String, String> note) {
        this.work = work;
        this.flags = flags;
        this.settings = settings;
        this.note = note;
    }

    /** So many incidents whose rungs are due at the same instant, three times. */
    void burst(int count) throws IOException, InterruptedException {
        try (var field = new Field(work, POLICY)) {
            field.escalator(0, flags, settings);
            var due = Instant.now().plusSeconds(20);
            IntStream.range(0, count).forEach(number -> field.open("burst-" + number, "waves", due.minusSeconds(60)));
            field.flush();
            for (var wave : List.of("first", "second", "third")) {
                var pages = field.read(count, Instant.now().plus(PATIENCE));
                note.accept(String.format(Locale.ROOT, "%,d rungs due at the same instant, %s wave: until committed and"
                        + " read", pages.size(), wave), new Distribution(pages.stream().map(Field.Page::readLate)
                                .toList())
                                .describe());
            }
        }
    }

    /** A rung due every so often, while so many others wait; the first third of the time is for warming up. */
    void precision(int open, Duration every, Duration time) throws IOException, InterruptedException {
        try (var field = new Field(work, POLICY)) {
            var escalator = field.escalator(0, flags, settings);
            var began = Instant.now();
            IntStream.range(0, open).forEach(number -> field.open("distant-" + number, "distant", began));
            var count = (int) time.dividedBy(every);
            // Opened in time for the escalator to have read them all.
            var first = Instant.now().plusSeconds(15 + open / 2_000);
            IntStream.range(0, count).forEach(number -> field.open("tick-" + number, "single", first.plus(every
                    .multipliedBy(number)).minusSeconds(60)));
            field.flush();
            var all = field.read(count, first.plus(time).plus(PATIENCE));
            var pages = all.subList(all.size() / 3, all.size());
            var what = String.format(Locale.ROOT, "%,d open timers, a rung due each %d ms: ", open, every.toMillis());
            note.accept(what + "from due to decided", new Distribution(pages.stream().map(Field.Page::decidedLate)
                    .toList()).describe());
            note.accept(what + "from due to committed and read", new Distribution(pages.stream().map(
                    Field.Page::readLate).toList()).describe());
            note.accept(what + "resident", escalator.residentMegabytes() + " MB");
        }
    }

    /** One of two escalators is killed, with a standby of its rows on the other. */
    void takeover(int open, int times) throws IOException, InterruptedException {
        try (var field = new Field(work, POLICY)) {
            var more = new HashMap<>(SOON);
            more.putAll(settings);
            field.escalator(0, flags, more);
            IntStream.range(0, open).forEach(number -> field.open("distant-" + number, "distant", Instant.now()));
            field.flush();
            for (var turn = 1; turn <= times; turn++) {
                var victim = field.escalator(turn, flags, more);
                Thread.sleep(Duration.ofSeconds(20));
                var prefix = "turn" + turn + "-";
                var first = Instant.now().plusSeconds(5);
                var count = 2_000;
                IntStream.range(0, count).forEach(number -> field.open(prefix + number, "single", first.plus(TICK
                        .multipliedBy(number)).minusSeconds(60)));
                field.flush();
                Thread.sleep(Duration.between(Instant.now(), first.plusSeconds(3)));
                victim.kill9();
                var killed = Instant.now();
                var pages = field.read(count, killed.plus(PATIENCE)).stream().filter(page -> page.incident().startsWith(
                        prefix)).toList();
                note.accept(String.format(Locale.ROOT, "one of two killed, %,d open ladders, kill %d: longest wait of a"
                        + " rung, of %d", open, turn, pages.size()), new Distribution(pages.stream().map(
                                Field.Page::readLate).toList()).describe());
            }
        }
    }
}
