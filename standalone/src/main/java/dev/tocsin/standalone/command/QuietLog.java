package dev.tocsin.standalone.command;

import java.util.List;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;

/** What the pipeline logs would hide what a command says. */
final class QuietLog {

    private static final List<String> STARTERS = List.of("dev.tocsin.schemas.topic.TopicAdmin",
            "dev.tocsin.standalone.broker.EmbeddedBroker", "dev.tocsin.standalone.registry.SchemaRegistry",
            "dev.tocsin.ingest.AlertIngest", "dev.tocsin.notifier.delivery.DeliveryBooks", "dev.tocsin.console.Console",
            "dev.tocsin.console.feed.TopicReader", "dev.tocsin.runtime.streams.StreamsHost",
            "dev.tocsin.runtime.ServiceMain");

    private QuietLog() {}

    /**
     * Leaves out what parts of {@code up} say when they start and stop: its banner says it once for all of them. What becomes of
     * alerts and incidents is logged.
     */
    static void startsOnce() {
        if (System.getenv("TOCSIN_LOG_LEVEL") == null) {
            STARTERS.forEach(name -> level(name, Level.WARN));
        }
    }

    /** Logs warnings only, unless a level is asked for. */
    static void warningsOnly() {
        if (System.getenv("TOCSIN_LOG_LEVEL") == null) {
            level("dev.tocsin", Level.WARN);
        }
    }

    private static void level(String name, Level level) {
        if (LoggerFactory.getLogger(name) instanceof Logger logger) {
            logger.setLevel(level);
        }
    }
}
