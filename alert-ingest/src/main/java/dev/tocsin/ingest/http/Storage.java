package dev.tocsin.ingest.http;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.emergency.EmergencyDesk;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.http.RequestDecisions.Decision;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.runtime.ProcessHealth;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where a request goes: to Kafka, else to the spool if its sender does not repeat, else back to its sender. */
final class Storage {

    private static final Logger LOG = LoggerFactory.getLogger(Storage.class);
    /** A log under load takes so long for each record of a large group; what is handed over is waited for. */
    private static final long NANOS_PER_RECORD = 2_000_000;
    static final long LONGEST_NANOS = 30_000_000_000L;

    private final AlertPublisher publisher;
    private final Optional<SpooledRequests> spool;
    private final UnreadableBodies unreadable;
    private final SourceProblems troubles;
    private final TurnedAway turnedAway;
    private final RepeatedRequests repeats;
    private final EmergencyDesk emergency;

    Storage(AlertPublisher publisher, Optional<SpooledRequests> spool, UnreadableBodies unreadable,
            SourceProblems troubles, TurnedAway turnedAway, RepeatedRequests repeats,
            EmergencyDesk emergency) {
        this.emergency = emergency;
        this.publisher = publisher;
        this.spool = spool;
        this.unreadable = unreadable;
        this.troubles = troubles;
        this.turnedAway = turnedAway;
        this.repeats = repeats;
    }

    /** While requests wait in the spool, later ones of its sources wait behind them: an alert's changes keep their order. */
    Optional<Answer> queued(Source source, Incoming incoming, AuthenticityVerdict verdict) {
        return spoolOf(source).filter(SpooledRequests::waiting).map(queue -> keep(queue, source, incoming, verdict,
                Optional.empty()));
    }

    /** A whole request. */
    Answer store(Source source, Incoming incoming, AuthenticityVerdict verdict, Decision decision,
            RequestDeadline deadline) {
        var queue = spoolOf(source);
        return switch (decision) {
            case Decision.NotYet(var type, var detail) -> queue.map(it -> keep(it, source, incoming, verdict, Optional
                    .empty())).orElseGet(() -> {
                        emergency.notStored(source, incoming);
                        return turnedAway.answer(source, type, detail);
                    });
            case Decision.Store store -> queue.isPresent()
                    ? storeOrKeep(queue.get(), source, incoming, verdict, store, deadline)
                    : directOrTold(source, incoming, store, deadline);
        };
    }

    /** The sender comes again; until then people are paged if they must be. */
    private Answer directOrTold(Source source, Incoming incoming, Decision.Store store, RequestDeadline deadline) {
        var answer = direct(source, store, deadline);
        if (answer.outcome() == Answer.Outcome.UNAVAILABLE) {
            emergency.notStored(source, incoming);
        }
        return answer;
    }

    /** To Kafka or not at all. What was handed over is waited for: a sender that is told to come again would send what is stored. */
    Answer direct(Source source, Decision decision, RequestDeadline deadline) {
        return switch (decision) {
            case Decision.NotYet(var type, var detail) -> turnedAway.answer(source, type, detail);
            case Decision.Store store when isFull(store) -> turnedAway.answer(source, "disk-full", "The disk is full.");
            case Decision.Store store -> {
                var landing = landing(source, store);
                repeats.begun(store.records().id(), landing);
                yield awaited(source, landing, patience(store, deadline));
            }
        };
    }

    /** The sender waits no longer than before; the last quarter is for the disk. */
    private Answer storeOrKeep(SpooledRequests queue, Source source, Incoming incoming, AuthenticityVerdict verdict,
            Decision.Store store, RequestDeadline deadline) {
        if (isFull(store)) {
            return turnedAway.answer(source, "disk-full", "The disk is full.");
        }
        var landing = landing(source, store);
        try {
            return landing.get(patience(store, deadline) / 4 * 3, TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException away) {
            return keep(queue, source, incoming, verdict, Optional.of(landing));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return turnedAway.answer(source, "stopping", "The service is stopping.");
        }
    }

    private Answer keep(SpooledRequests queue, Source source, Incoming incoming, AuthenticityVerdict verdict,
            Optional<CompletableFuture<Answer>> landing) {
        if (ProcessHealth.noRoom().isPresent()) {
            emergency.notStored(source, incoming);
            return turnedAway.answer(source, "disk-full", "The disk is full.");
        }
        var kept = queue.keep(source, incoming, verdict, landing);
        emergency.notStored(source, incoming);
        return switch (kept) {
            case KEPT -> {
                troubles.stored(source.name());
                yield switch (source.format().kept(incoming)) {
                    case Reply.Standard() -> Answer.spooled(incoming.id());
                    case Reply.Own own -> Answer.own(Answer.Outcome.ACCEPTED, own);
                };
            }
            case FULL -> turnedAway.answer(source, "spool-full", "Kafka is unavailable and the spool is full.");
            case FAILED -> turnedAway.answer(source, "spool-failed",
                    "Kafka is unavailable and the spool cannot be written.");
        };
    }

    private Optional<SpooledRequests> spoolOf(Source source) {
        return spool.filter(_ -> source.spooled());
    }

    private boolean isFull(Decision.Store store) {
        if (ProcessHealth.noRoom().isEmpty()) {
            return false;
        }
        store.about().ifPresent(unreadable::lost);
        return true;
    }

    private static long patience(Decision.Store store, RequestDeadline deadline) {
        var records = NANOS_PER_RECORD * store.records().signals().size();
        return Math.max(deadline.leftNanos(), Math.min(records, LONGEST_NANOS));
    }

    private CompletableFuture<Answer> landing(Source source, Decision.Store store) {
        return publisher.publish(store.records()).whenComplete((_, failure) -> {
            if (failure != null) {
                store.about().ifPresent(unreadable::lost);
            }
        }).thenApply(_ -> {
            troubles.stored(source.name());
            return store.done().get();
        });
    }

    /** The answer of what is under way, or that it did not come in time. */
    Answer awaited(Source source, CompletableFuture<Answer> outcome, long patienceNanos) {
        try {
            return outcome.get(patienceNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return turnedAway.answer(source, "log-slow", "Kafka did not confirm the write in time.");
        } catch (ExecutionException failed) {
            LOG.warn("source {}: cannot store the request: {}", source.name(), failed.getCause().toString());
            return turnedAway.answer(source, "log-away", "Kafka is unavailable.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return turnedAway.answer(source, "stopping", "The service is stopping.");
        }
    }
}
