package dev.tocsin.notifier.http;

import java.time.Duration;
import java.util.Optional;

/** What came of posting something. */
public sealed interface Answer {

    /**
     * The receiver answered.
     *
     * @param body
     *            first 64 KiB of it, as UTF-8
     * @param retryAfter
     *            how long it asked us to wait
     */
    record Replied(int status, String body, Optional<Duration> retryAfter) implements Answer {

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
