package dev.tocsin.notifier.http;

import java.time.Duration;

/**
 * Timeouts of an attempt.
 *
 * @param connect
 *            until the connection is open
 * @param total
 *            until the response is read
 */
public record HttpLimits(Duration connect, Duration total) {

    /** 5 s and 10 s. */
    public static HttpLimits standard() {
        return new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
