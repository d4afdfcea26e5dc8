package dev.tocsin.schemas.time;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Durations as people write and read them, the same in policies, settings, commands and the API: {@code 90s}, {@code 1h30m},
 * {@code 2d}, {@code 6w}. The form is that of Prometheus: units from the largest to the smallest, each at most once; a
 * {@code y} is 365 days, a {@code w} seven days, a {@code d} 24 hours.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/configuration/configuration/">duration in Prometheus</a>
 */
public final class Durations {

    /** For error messages: what a duration may look like. */
    public static final String EXAMPLES = "90s, 5m, 1h30m, 2d or 6w";

    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,3})y)?(?:(\\d{1,4})w)?(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?"
                    + "(?:(\\d{1,8})m)?(?:(\\d{1,9})s)?(?:(\\d{1,9})ms)?");
    private static final Pattern SPOKEN = Pattern.compile(
            "(\\d{1,6}(?:\\.\\d{1,3})?)\\s*(y|years?|w|weeks?|d|days?|h|hrs?|hours?|m|mins?|minutes?|s|secs?|seconds?)",
            Pattern.CASE_INSENSITIVE);
    private static final Duration[] UNITS = {Duration.ofDays(365), Duration.ofDays(7), Duration.ofDays(1), Duration
            .ofHours(1), Duration.ofMinutes(1), Duration.ofSeconds(1), Duration.ofMillis(1)};

    private Durations() {}

    /** What a text says; empty when it is no duration. {@code 0} needs no unit. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        var form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return Optional.empty();
        }
        var sum = Duration.ZERO;
        for (var unit = 0; unit < UNITS.length; unit++) {
            var digits = form.group(unit + 1);
            if (digits != null) {
                sum = sum.plus(UNITS[unit].multipliedBy(Long.parseLong(digits)));
            }
        }
        return Optional.of(sum);
    }

    /**
     * What somebody meant who wrote no duration: {@code 30 min}, {@code 0.5h}, {@code 2 days} and {@code PT30M} are
     * understood, a bare number is not, for its unit is unknown.
     *
     * @return in the form that {@link #parse} reads
     */
    public static Optional<String> meant(String text) {
        var spoken = SPOKEN.matcher(text.strip());
        if (spoken.matches()) {
            var unit = UNITS["ywdhms".indexOf(spoken.group(2).toLowerCase(Locale.ROOT).charAt(0))];
            var millis = new BigDecimal(spoken.group(1)).multiply(BigDecimal.valueOf(unit.toMillis()));
            return Optional.of(written(Duration.ofMillis(millis.longValue())));
        }
        try {
            return Optional.of(Duration.parse(text.strip())).filter(duration -> !duration.isNegative())
                    .map(Durations::written);
        } catch (DateTimeParseException none) {
            return Optional.empty();
        }
    }

    /**
     * In a form that {@link #parse} reads, to the millisecond: {@code 1d2h}, {@code 90m} is {@code 1h30m}; {@code 0s} for
     * none.
     */
    public static String written(Duration duration) {
        var text = part(duration.toDaysPart(), "d") + part(duration.toHoursPart(), "h") + part(duration.toMinutesPart(),
                "m")
                + part(duration.toSecondsPart(), "s") + part(duration.toMillisPart(), "ms");
        return text.isEmpty() ? "0s" : text;
    }

    /** For a sentence, to the second below an hour and to the minute above: {@code 1 h 5 min}, {@code 0 s} for none. */
    public static String inWords(Duration duration) {
        var exact = duration.toHours() == 0 ? duration.toSeconds() : duration.toMinutes() * 60;
        var shown = Duration.ofSeconds(exact);
        return shown.isZero()
                ? "0 s"
                : spaced(part(shown.toHours(), " h"), part(shown.toMinutesPart(), " min"), part(shown.toSecondsPart(),
                        " s"));
    }

    private static String spaced(String... parts) {
        var text = new StringBuilder();
        for (var part : parts) {
            text.append(text.isEmpty() || part.isEmpty() ? "" : " ").append(part);
        }
        return text.toString();
    }

    private static String part(long amount, String unit) {
        return amount == 0 ? "" : amount + unit;
    }
}
