package dev.tocsin.notifier.http;

import java.time.Duration;

/**
 * How long an attempt may take.
 *
 * @param connect
 *            until there is a connection
 * @param total
 *            until the answer is read
 */
public record HttpLimits(Duration connect, Duration total) {

    /** 5 s and 10 s. */
    public static HttpLimits standard() {
        return new HttpLimits(Duration.ofSeconds(5), Duration.ofSeconds(10));
    }
}
