package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations as people write them: {@code 90s}, {@code 5m}, {@code 1h30m}, {@code 2d}; {@code 0} needs no unit. */
public final class Durations {

    static final String EXAMPLES = "90s, 5m, 1h30m or 2d";

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern FORM = Pattern.compile(
            "(?:(\\d{1,6})d)?(?:(\\d{1,6})h)?(?:(\\d{1,6})m)?(?:(\\d{1,6})s)?");

    private Durations() {}

    /** Empty when it is no duration, or one of more than a year. */
    public static Optional<Duration> parse(String text) {
        if (text.equals("0")) {
            return Optional.of(Duration.ZERO);
        }
        var form = FORM.matcher(text);
        if (text.isEmpty() || !form.matches()) {
            return Optional.empty();
        }
        var duration = Duration.ofDays(number(form.group(1))).plusHours(number(form.group(2)))
                .plusMinutes(number(form.group(3))).plusSeconds(number(form.group(4)));
        return Optional.of(duration).filter(it -> it.compareTo(LONGEST) <= 0);
    }

    private static long number(String digits) {
        return digits == null ? 0 : Long.parseLong(digits);
    }

    /** The duration of a key; empty when it is missing or wrong, and wrong is reported. */
    public static Optional<Duration> read(Section section, String key, String example) {
        return section.scalar(key, example).flatMap(scalar -> {
            var parsed = parse(scalar.text());
            if (parsed.isEmpty()) {
                section.findings().add(scalar.place(),
                        "'" + Section.shortened(scalar.text()) + "' is not a duration of at most a year",
                        "write a number with its unit, such as " + EXAMPLES);
            }
            return parsed;
        });
    }

    /** As {@link #read}, but zero is wrong too. */
    static Optional<Duration> positive(Section section, String key, String example) {
        return read(section, key, example).filter(duration -> {
            if (duration.isZero()) {
                section.findings().add(section.node(key).orElse(section.whole()).place(), "'" + key + "' is zero",
                        "write how long, such as " + example);
            }
            return !duration.isZero();
        });
    }
}
