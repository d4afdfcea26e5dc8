package dev.tocsin.notifier.http;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the loggers of the HTTP client at INFO: at DEBUG they log URLs, headers and bodies, which contain secrets.
 */
final class QuietHttpLogs {

    private QuietHttpLogs() {}

    static void hush() {
        if (LoggerFactory.getLogger("org.apache.hc") instanceof Logger client) {
            client.setLevel(Level.INFO);
        }
    }
}
