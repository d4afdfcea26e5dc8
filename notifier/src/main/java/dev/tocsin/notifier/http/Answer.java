package dev.tocsin.notifier.http;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What came of posting something. */
public sealed interface Answer {

    /**
     * The receiver answered.
     *
     * @param body
     *            its beginning, as UTF-8: 64 KiB, or 1 MiB of what was asked for
     * @param retryAfter
     *            how long it asked us to wait
     * @param headers
     *            the last value of each header, by its name in lower case
     */
    record Replied(int status, String body, Optional<Duration> retryAfter, Map<String, String> headers)
            implements
                Answer {

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

    /** It never reached the receiver. */
    record NotSent(String reason) implements Answer {}

    /** It went out, and no answer came. */
    record Lost(String reason) implements Answer {}

    /** We will not call that address. */
    record Refused(String reason) implements Answer {}
}
