package dev.tocsin.ingest.http;

import java.util.Optional;
import java.util.function.Supplier;

import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.authenticity.Caller;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.quarantine.ForgedSample;
import dev.tocsin.ingest.source.Source;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request whose body was read: authentic? understood? on the log? */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private final AlertPublisher publisher;
    private final ForgedSample sample;
    private final RequestDecisions decisions;
    private final Storage storage;
    private final TurnedAway turnedAway;
    private final IngestMetrics metrics;
    private final SourceProblems troubles;
    private final LargeBodies heavy;
    private final RepeatedRequests repeats;

    Intake(AlertPublisher publisher, ForgedSample sample, RequestDecisions decisions, Storage storage,
            TurnedAway turnedAway, IngestMetrics metrics, SourceProblems troubles, LargeBodies heavy,
            RepeatedRequests repeats) {
        this.publisher = publisher;
        this.sample = sample;
        this.decisions = decisions;
        this.storage = storage;
        this.turnedAway = turnedAway;
        this.metrics = metrics;
        this.troubles = troubles;
        this.heavy = heavy;
        this.repeats = repeats;
    }

    /** A whole request. */
    Answer take(Source source, Incoming incoming, Caller caller, RequestDeadline deadline) {
        if (incoming.body().length <= LargeBodies.HEAVY_BYTES) {
            return judge(source, incoming, caller, deadline);
        }
        try {
            return heavy.work(source.name(), deadline, () -> judge(source, incoming, caller, deadline))
                    .orElseGet(() -> unavailable(source, "busy", "Too many large bodies are being read."));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return unavailable(source, "stopping", "The service is stopping.");
        }
    }

    /** A request of which only the beginning was read, or nothing, and that is refused whoever sent it. */
    Answer unfit(Source source, Incoming beginning, Refusal refusal, Caller caller, RequestDeadline deadline) {
        return source.check().withoutBody(caller.authorization())
                .map(verdict -> storage.direct(source, decisions.quarantine(source, beginning, verdict, refusal, true),
                        deadline))
                .orElseGet(() -> {
                    sample(source, beginning, new AuthenticityVerdict.Uncheckable(refusal.detail()), refusal.reason()
                            .code(),
                            refusal.detail());
                    return Answer.refused(refusal, Optional.empty());
                });
    }

    /** A request that failed its check. */
    Answer forged(Source source, Incoming incoming, AuthenticityVerdict.Forged forged) {
        metrics.forged(source.name(), forged.why().code());
        if (forged.why().status() == 401) {
            troubles.met(source.name(), SourceProblems.Trouble.WRONG_TOKEN, forged.why().code());
        }
        sample(source, incoming, forged, forged.why().code(), forged.detail());
        return Answer.forged(forged);
    }

    /** A message of a queue that only those may write to who may raise alerts. */
    Answer polled(Source source, Incoming incoming, RequestDeadline deadline) {
        var verdict = new AuthenticityVerdict.Verified();
        try {
            return store(source, incoming, verdict, deadline);
        } catch (RuntimeException ours) {
            // It would be received for ever: a person looks at it.
            LOG.error("source {}: cannot decide on message {}", source.name(), incoming.path(), ours);
            return storage.direct(source, decisions.quarantine(source, incoming, verdict, new Refusal(
                    RefusalReason.READER_FAILED,
                    "The message caused an internal error. Report it with the quarantined body."), true), deadline);
        }
    }

    /** There is no room now. */
    Answer unavailable(Source source, String type, String detail) {
        return turnedAway.answer(source, type, detail);
    }

    private Answer judge(Source source, Incoming incoming, Caller caller, RequestDeadline deadline) {
        try {
            return checked(source, incoming, caller, deadline);
        } catch (RefusedException beyond) {
            // Not even who signed it could be read.
            return unfit(source, incoming, beyond.refusal(), caller, deadline);
        }
    }

    private Answer checked(Source source, Incoming incoming, Caller caller, RequestDeadline deadline) {
        return switch (source.check().check(incoming, caller)) {
            case AuthenticityVerdict.Forged forged -> forged(source, incoming, forged);
            case AuthenticityVerdict.Uncheckable(var detail) -> uncheckable(source, detail);
            case AuthenticityVerdict.Verified verified ->
                once(source, incoming, deadline, () -> store(source, incoming, verified, deadline));
            case AuthenticityVerdict.Unchecked unchecked ->
                once(source, incoming, deadline, () -> store(source, incoming, unchecked, deadline));
        };
    }

    /** Whoever sent it may be a stranger: that is no sign that alerts are turned away. */
    private Answer uncheckable(Source source, String detail) {
        metrics.unavailable(source.name(), "uncheckable");
        return turnedAway.untold("uncheckable", detail);
    }

    private Answer store(Source source, Incoming incoming, AuthenticityVerdict verdict, RequestDeadline deadline) {
        return storage.queued(source, incoming, verdict).orElseGet(() -> storage.store(source, incoming, verdict,
                decisions.decide(source, incoming, verdict), deadline));
    }

    /** The same bytes of the same source, sent again before the sender heard what became of them, are stored once. */
    private Answer once(Source source, Incoming incoming, RequestDeadline deadline, Supplier<Answer> reading) {
        var earlier = repeats.earlier(incoming);
        if (earlier.isPresent()) {
            metrics.joined(source.name());
            var patience = incoming.body().length > LargeBodies.HEAVY_BYTES
                    ? Storage.LONGEST_NANOS
                    : deadline.leftNanos();
            return storage.awaited(source, earlier.get().outcome(), patience);
        }
        var first = repeats.first(incoming);
        try {
            var answer = reading.get();
            first.answered(answer, deadline.leftNanos() > 0);
            return answer;
        } catch (RuntimeException bug) {
            first.broke(bug);
            throw bug;
        }
    }

    /** Nobody waits for a sample: what is not authentic shall cost nothing. */
    private void sample(Source source, Incoming incoming, AuthenticityVerdict verdict, String reason, String detail) {
        sample.of(incoming, source.format(), verdict, reason, detail).ifPresent(record -> {
            metrics.quarantined(source.name(), reason);
            LOG.warn("source {}: request is not authentic, {} (sample {})", source.name(), reason, incoming.id());
            publisher.publish(Publication.of(record)).exceptionally(lost -> {
                LOG.warn("cannot store sample {}: {}", incoming.id(), lost.getClass().getSimpleName());
                return null;
            });
        });
    }
}
