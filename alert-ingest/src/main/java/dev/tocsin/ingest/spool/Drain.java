package dev.tocsin.ingest.spool;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tocsin.event.ReceivedRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the spool to Kafka: one request after the other, each only once the one before it is acknowledged. After a crash at
 * most one request is written again.
 */
public final class Drain {

    /** Where the requests go. */
    public interface Destination {

        /** Whether people must be told of refused requests. */
        boolean owesAlarm();

        /** Whether writing makes sense now. */
        boolean ready();

        /** Done when Kafka has acknowledged all that became of the request. */
        CompletableFuture<Void> write(ReceivedRequest request);

        /** Tells people of refused requests, if that is due. */
        CompletableFuture<Void> tellAlarm();
    }

    /** What a step did. */
    public enum Step {
        /** Nothing waits. */
        EMPTY,
        /** Kafka or the policy is not there. */
        WAITING,
        /** One request is in Kafka. */
        DRAINED,
        /** Kafka did not take it; it is tried again. */
        FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
    /** A little longer than the producer's delivery timeout. */
    private static final Duration PATIENCE = Duration.ofSeconds(35);

    private final Spool spool;
    private final Destination destination;
    private boolean flowing;

    public Drain(Spool spool, Destination destination) {
        this.spool = spool;
        this.destination = destination;
    }

    /** Moves the oldest request. */
    public Step next() throws InterruptedException {
        try {
            var owes = destination.owesAlarm();
            if (spool.isEmpty() && !owes) {
                flowing = false;
                return Step.EMPTY;
            }
            if (!flowing && !destination.ready()) {
                return Step.WAITING;
            }
            if (owes) {
                destination.tellAlarm().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            }
            var oldest = spool.oldest();
            flowing = oldest.isPresent();
            if (oldest.isEmpty()) {
                return Step.EMPTY;
            }
            destination.write(oldest.get().request()).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            spool.done(oldest.get());
            if (spool.isEmpty()) {
                LOG.info("spool: all requests are in Kafka");
            }
            return Step.DRAINED;
        } catch (ExecutionException | TimeoutException | IOException | RuntimeException failed) {
            flowing = false;
            LOG.warn("spool: cannot write the oldest of {} requests to Kafka, trying again: {}", spool.count(), failed
                    .toString());
            return Step.FAILED;
        }
    }
}
