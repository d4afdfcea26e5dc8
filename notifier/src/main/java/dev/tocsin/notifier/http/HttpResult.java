package dev.tocsin.notifier.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Result of an HTTP request. */
public sealed interface HttpResult {

    /**
     * The receiver answered.
     *
     * @param body
     *            start of the body, as UTF-8: 64 KiB, or 1 MiB for GET
     * @param retryAfter
     *            wait from Retry-After
     * @param headers
     *            the last value of each header, by its name in lower case
     */
    record Replied(int status, String body, Optional<Duration> retryAfter, Map<String, String> headers)
            implements
                HttpResult {

        public Replied {
            headers = Map.copyOf(headers);
        }

        /** A header's value. */
        public Optional<String> header(String name) {
            return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
        }

        /** Whether the status is of a class: 2 for 200 to 299. */
        public boolean isClass(int hundreds) {
            return status / 100 == hundreds;
        }
    }

    /** The request never reached the receiver. */
    record NotSent(String reason) implements HttpResult {}

    /** The request was sent, but no response came. */
    record Lost(String reason) implements HttpResult {}

    /** The address may not be called. */
    record Refused(String reason) implements HttpResult {}
}
