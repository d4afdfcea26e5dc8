package dev.tocsin.correlator.incident;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lengths of time and moments, as people write them in commands. */
final class Spans {

    private static final Pattern FORM = Pattern.compile("(?:(\\d{1,3})d)?(?:(\\d{1,4})h)?(?:(\\d{1,5})m)?"
            + "(?:(\\d{1,6})s)?");

    private Spans() {}

    /** A length such as 30m, 2h or 1d. */
    static Optional<Duration> length(String text) {
        var form = FORM.matcher(text);
        return !text.isEmpty() && form.matches()
                ? Optional.of(Duration.ofDays(number(form.group(1))).plusHours(number(form.group(2)))
                        .plusMinutes(number(form.group(3))).plusSeconds(number(form.group(4))))
                : Optional.empty();
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

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }
}
