package dev.tocsin.correlator.incident;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import dev.tocsin.schemas.time.Durations;

/** Lengths of time and moments, as people write them in commands. */
final class Spans {

    private static final Duration LONGEST = Duration.ofDays(999);

    private Spans() {}

    /** A length such as 30m, 2h or 1d; of at most a few years. */
    static Optional<Duration> length(String text) {
        return Durations.parse(text).filter(length -> length.compareTo(LONGEST) <= 0);
    }

    /** A moment such as 2026-11-21T08:00:00Z. */
    static Optional<Instant> instant(String text) {
        try {
            return Optional.of(Instant.parse(text));
        } catch (DateTimeException notAnInstant) {
            return Optional.empty();
        }
    }

    /** A moment, or so long from now. */
    static Optional<Instant> moment(String text, Instant now) {
        return length(text).map(now::plus).or(() -> instant(text));
    }
}
