package dev.tocsin.policy.read;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.schemas.time.Durations;

/** Durations in a policy file, of at most a year. */
public final class DurationReader {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration CENTURY = Duration.ofDays(36_600);

    private DurationReader() {}

    /** Empty when it is no duration, or one of more than a year. */
    public static Optional<Duration> parse(String text) {
        return Durations.parse(text).filter(it -> it.compareTo(LONGEST) <= 0);
    }

    /** The duration of a key; empty when it is missing or wrong, and wrong is reported. */
    public static Optional<Duration> read(Section section, String key, String example) {
        return section.scalar(key, example).flatMap(scalar -> {
            var parsed = parse(scalar.text());
            if (parsed.isEmpty()) {
                section.findings().add(scalar.place(),
                        "'" + Section.shortened(scalar.text()) + "' is not a duration of at most one year",
                        advice(scalar.text()));
            }
            return parsed;
        });
    }

    /** As {@link #positive}, but of up to a hundred years: how often somebody is told again, and how long to wait for it. */
    static Optional<Duration> longest(Section section, String key, String example) {
        return section.scalar(key, example).flatMap(scalar -> {
            var parsed = Durations.parse(scalar.text()).filter(it -> it.compareTo(CENTURY) <= 0);
            if (parsed.isEmpty()) {
                section.findings().add(scalar.place(), "'" + Section.shortened(scalar.text()) + "' is not a duration",
                        advice(scalar.text()));
            } else if (parsed.get().isZero()) {
                section.findings().add(scalar.place(), "'" + key + "' is zero", "write how long, such as " + example);
            }
            return parsed.filter(Duration::isPositive);
        });
    }

    private static String advice(String written) {
        if (written.matches("[0-9]{1,6}")) {
            return "write the unit: " + written + "s, " + written + "m or " + written + "h";
        }
        return Durations.meant(written).filter(meant -> parse(meant).isPresent()).map(meant -> "write " + meant)
                .orElse("write a number with a unit, such as " + Durations.EXAMPLES);
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
