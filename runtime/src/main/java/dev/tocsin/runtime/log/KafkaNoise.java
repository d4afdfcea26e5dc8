package dev.tocsin.runtime.log;

import java.util.List;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.filter.Filter;
import ch.qos.logback.core.spi.FilterReply;
import dev.tocsin.runtime.ProcessHealth;

/**
 * Filters Kafka's warnings and errors that need no action. Each rule is as narrow as possible and has a reason.
 */
public final class KafkaNoise extends Filter<ILoggingEvent> {

    private static final List<Rule> RULES = List.of(
            new Rule("org.apache.kafka.controller.QuorumController", "Performing controller activation", "",
                    "each start of a node that is its own controller"),
            new Rule("kafka.server.DefaultAutoTopicCreationManager", "TOPIC_ALREADY_EXISTS", "",
                    "two clients created an internal topic at the same time"),
            new Rule("kafka.server.ReplicaManager", "", "OutOfOrderSequenceException",
                    "several batches were under way to a partition whose leader was just chosen: it refused the first, so that"
                            + " the next came too early. The producer sends them again, in order; if it cannot, it fails"
                            + " itself, and whose producer it is says so"),
            new Rule("org.apache.kafka.coordinator.common.runtime.CoordinatorRuntime", "no longer the leader", "",
                    "a broker that stops while it loads group offsets"),
            new Rule("org.apache.kafka.clients.producer.internals.Sender", "CONCURRENT_TRANSACTIONS", "",
                    "a write that is tried again for as long as its time allows, as when a transaction follows close on one"
                            + " whose end the broker still writes; a failed write is reported by its owner"),
            new Rule("org.apache.kafka.clients.NetworkClient", "NetworkClient that has already been closed", "",
                    "every broker shutdown"),
            new Rule("org.apache.kafka.clients.NetworkClient", "could not be established", "",
                    "every connection attempt to an unavailable broker; the service logs it once and shows it in its health"),
            new Rule("org.apache.kafka.clients.NetworkClient", "disconnected", "", "the same"));

    private record Rule(String logger, String words, String failure, String because) {

        boolean isAbout(ILoggingEvent event) {
            return event.getLoggerName().equals(logger) && event.getFormattedMessage().contains(words) && (failure
                    .isEmpty() || comesFrom(event.getThrowableProxy()));
        }

        private boolean comesFrom(IThrowableProxy thrown) {
            for (var cause = thrown; cause != null; cause = cause.getCause()) {
                if (cause.getClassName().endsWith("." + failure)) {
                    return true;
                }
            }
            return false;
        }
    }

    @Override
    public FilterReply decide(ILoggingEvent event) {
        var isNoise = RULES.stream().anyMatch(rule -> rule.isAbout(event)) || isOfAFullDisk(event);
        return isNoise ? FilterReply.DENY : FilterReply.NEUTRAL;
    }

    /** A broker logs a full disk dozens of times with stack traces; the disk monitor logs it once, with what to do. */
    private static boolean isOfAFullDisk(ILoggingEvent event) {
        if (!event.getLoggerName().startsWith("org.apache.kafka.") && !event.getLoggerName().startsWith("kafka.")) {
            return false;
        }
        for (var cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
            if (String.valueOf(cause.getMessage()).contains("No space left on device")) {
                ProcessHealth.look();
            }
        }
        return ProcessHealth.noRoom().isPresent();
    }
}
