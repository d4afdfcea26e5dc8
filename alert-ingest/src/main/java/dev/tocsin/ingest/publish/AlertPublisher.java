package dev.tocsin.ingest.publish;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Puts requests on the log. */
public interface AlertPublisher extends AutoCloseable {

    /**
     * Sends all records at once, the raw request first.
     *
     * @return done when every record is acknowledged by all in-sync replicas; failed as soon as one cannot be. A record of a
     *         failed publication may still land.
     */
    CompletableFuture<Void> publish(Publication publication);

    /** Why it cannot publish now, if that is known; empty when the brokers answer. */
    Optional<String> trouble();

    @Override
    void close();
}
