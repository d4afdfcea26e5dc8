package dev.tocsin.standalone.listing;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

/** Values of an API's answer as text for a terminal: text of strangers must not steer it. */
public final class Plain {

    private Plain() {}

    /** A text without control characters; empty if it is missing or null. */
    public static String text(JsonNode value) {
        return clean(value.asString(""));
    }

    /** A text without control characters. */
    public static String clean(String text) {
        return text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", " ");
    }

    /** The same in lower case, with dashes: how a constant reads. */
    public static String word(JsonNode value) {
        return text(value).toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The texts of a list. */
    public static String list(JsonNode values) {
        return values.valueStream().map(Plain::text).collect(Collectors.joining(", "));
    }

    /** An instant; empty if it is missing, null or none. */
    public static Optional<Instant> instant(JsonNode value) {
        try {
            return Optional.of(value.asString("")).filter(text -> !text.isEmpty()).map(Instant::parse);
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** A point in time to the second, in UTC; {@code -} if there is none. */
    public static String time(JsonNode value) {
        return instant(value).map(at -> at.truncatedTo(ChronoUnit.SECONDS).toString()).orElse("-");
    }

    /** How long ago it was; {@code -} if there is no such time. */
    public static String age(JsonNode value, Instant now) {
        return instant(value).map(at -> length(Duration.between(at, now))).orElse("-");
    }

    /** How long it is until then; {@code over} once it has passed. */
    public static String left(Instant until, Instant now) {
        return until.isAfter(now) ? "in " + length(Duration.between(now, until)) : "over";
    }

    /** A length of time in its two largest units: 12s, 5m, 3h20m, 2d4h. */
    public static String length(Duration length) {
        if (length.toMinutes() < 1) {
            return Math.max(0, length.toSeconds()) + "s";
        }
        if (length.toHours() < 1) {
            return length.toMinutes() + "m";
        }
        return length.toDays() < 1
                ? length.toHours() + "h" + length.toMinutesPart() + "m"
                : length.toDays() + "d" + length.toHoursPart() + "h";
    }
}
