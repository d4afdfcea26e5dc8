package dev.tocsin.notifier.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the HTTP client's own loggers at INFO whatever the configuration says: at DEBUG they write addresses, headers and
 * bodies, and those hold secrets.
 */
final class QuietWire {

    private QuietWire() {}

    static void hush() {
        if (LoggerFactory.getLogger("org.apache.hc") instanceof Logger client) {
            client.setLevel(Level.INFO);
        }
    }
}
