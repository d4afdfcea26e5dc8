package dev.tocsin.standalone.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What the pipeline logs would hide what a command says. */
final class QuietLog {

    private QuietLog() {}

    /** Logs warnings only, unless a level is asked for. */
    static void warningsOnly() {
        if (System.getenv("TOCSIN_LOG_LEVEL") == null
                && LoggerFactory.getLogger("dev.tocsin") instanceof Logger logger) {
            logger.setLevel(Level.WARN);
        }
    }
}
