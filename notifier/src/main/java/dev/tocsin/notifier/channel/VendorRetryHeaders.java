package dev.tocsin.notifier.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.notifier.http.HttpResult;

/** Waits from vendor-specific headers. */
public final class VendorRetryHeaders {

    private static final Pattern NUMBER = Pattern.compile("\\d{1,15}(\\.\\d{1,9})?");
    private static final long LONGEST_SECONDS = 1_000_000_000;

    private VendorRetryHeaders() {}

    /** A header in seconds, with an optional fraction. */
    public static Optional<Duration> seconds(HttpResult.Replied reply, String header) {
        return reply.header(header).flatMap(VendorRetryHeaders::seconds);
    }

    /** Text in seconds, with an optional fraction; empty if it is not a number. */
    public static Optional<Duration> seconds(String text) {
        return number(text).filter(it -> it < LONGEST_SECONDS).map(it -> Duration.ofMillis((long) Math.ceil(it
                * 1000)));
    }

    /** A header with an instant in seconds since 1970; never negative. */
    public static Optional<Duration> untilSecond(HttpResult.Replied reply, String header, Instant now) {
        return reply.header(header).flatMap(VendorRetryHeaders::number).map(it -> until(Instant.ofEpochSecond(it
                .longValue()), now));
    }

    /** A header with an instant in milliseconds since 1970; never negative. */
    public static Optional<Duration> untilMillisecond(HttpResult.Replied reply, String header, Instant now) {
        return reply.header(header).flatMap(VendorRetryHeaders::number).map(it -> until(Instant.ofEpochMilli(it
                .longValue()), now));
    }

    private static Duration until(Instant then, Instant now) {
        return then.isAfter(now) ? Duration.between(now, then) : Duration.ZERO;
    }

    private static Optional<Double> number(String text) {
        return NUMBER.matcher(text.strip()).matches() ? Optional.of(Double.valueOf(text.strip())) : Optional.empty();
    }
}
