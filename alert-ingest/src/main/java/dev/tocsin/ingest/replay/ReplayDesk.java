package dev.tocsin.ingest.replay;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;

import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;

/** Carries out replays. */
public interface ReplayDesk {

    /** Whether it can: the policy is known, and Kafka answers. */
    boolean ready();

    /**
     * Replays a request, and writes what became of it.
     *
     * @param request
     *            as it lies in quarantine; empty if the topic no longer has it
     * @return fails if it could not be done now
     */
    CompletableFuture<Void> replay(QuarantineReplay asked, Optional<QuarantinedRequest> request);

    /** Writes once more what became of it, because it was done before. */
    CompletableFuture<Void> repeat(QuarantineReplay done);
}
