package dev.tocsin.ingest.http;

import java.io.IOException;
import java.time.Clock;
import java.util.function.BiConsumer;
import java.util.concurrent.CompletionException;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.spool.DamageNotice;
import dev.tocsin.ingest.spool.QuarantineNotice;
import dev.tocsin.ingest.spool.SpoolNotice;
import org.apache.kafka.common.errors.RetriableException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.event.Authenticity;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.http.RequestDecisions.Decision;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.quarantine.RequestRecords;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.ingest.spool.Drain;
import dev.tocsin.ingest.spool.Spool;
import dev.tocsin.ingest.spool.SpoolAlarm;
import dev.tocsin.schemas.alert.OwnAlerts;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The requests in the spool, and their way to Kafka. A request is kept as it came in and decided on when it leaves, because the
 * policy may not be known while Kafka is away. Its id stays the same, and so do the ids of its signals.
 */
final class SpooledRequests implements Drain.Destination {

    /** What became of a request. */
    enum Kept {
        KEPT, FULL, FAILED
    }

    private static final Logger LOG = LoggerFactory.getLogger(SpooledRequests.class);
    private static final int MOST_KEPT = 1024 * 1024;
    /** Attempts to write a request, half a second apart, before it goes to quarantine. */
    private static final int MOST_TRIES = 20;

    private final Spool spool;
    private final Sources sources;
    private final RequestDecisions decisions;
    private final AlertPublisher publisher;
    private final SpoolAlarm alarm;
    private final QuarantineNotice quarantine;
    private final List<SpoolNotice> notices;
    private final Clock clock;
    private final IngestMetrics metrics;
    /** Requests that were handed to Kafka and kept, because Kafka did not answer in time; by id. */
    private final Map<String, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    private String tried = "";
    private int tries;

    SpooledRequests(Spool spool, Sources sources, RequestDecisions decisions, AlertPublisher publisher,
            IngestMetrics metrics, Clock clock) {
        this.spool = spool;
        this.sources = sources;
        this.decisions = decisions;
        this.publisher = publisher;
        this.alarm = new SpoolAlarm(clock);
        this.quarantine = new QuarantineNotice(clock);
        this.notices = List.of(alarm, quarantine, new DamageNotice(clock, spool::damaged));
        this.clock = clock;
        this.metrics = metrics;
    }

    /** Whether any request waits. */
    boolean waiting() {
        return !spool.isEmpty();
    }

    /**
     * Keeps a request.
     *
     * @param landing
     *            how the attempt to write it to Kafka ends, where there was one
     */
    Kept keep(Source source, Incoming incoming, AuthenticityVerdict verdict,
            Optional<CompletableFuture<Answer>> landing) {
        landing.ifPresent(it -> underWay.put(incoming.id(), it));
        var kept = switch (spool.add(RequestRecords.received(incoming, source.format(), verdict))) {
            case Spool.Kept.Yes() -> Kept.KEPT;
            case Spool.Kept.Full() -> Kept.FULL;
            case Spool.Kept.Failed(var _) -> Kept.FAILED;
        };
        metrics.spooled(source.name(), kept.name().toLowerCase(Locale.ROOT));
        if (kept != Kept.KEPT) {
            underWay.remove(incoming.id());
            alarm.refused(source.name());
        }
        return kept;
    }

    /** Every request that waits, with its source, oldest first. */
    void forEach(BiConsumer<Source, Incoming> reader) {
        try {
            spool.forEach(request -> source(request).ifPresent(source -> reader.accept(source, incoming(request))));
        } catch (IOException failed) {
            LOG.error("spool: cannot look at the requests in it: {}", failed.toString());
        }
    }

    @Override
    public boolean owesAlarm() {
        return notices.stream().anyMatch(notice -> notice.due().isPresent());
    }

    @Override
    public boolean ready() {
        return decisions.ready() && publisher.trouble().isEmpty();
    }

    @Override
    public CompletableFuture<Void> write(ReceivedRequest request) {
        var earlier = underWay.remove(request.getId());
        return earlier == null
                ? decided(request)
                : earlier.handle((_, failure) -> failure == null).thenCompose(landed -> landed
                        ? CompletableFuture.<Void>completedFuture(null)
                        : decided(request));
    }

    @Override
    public CompletableFuture<Void> tellAlarm() {
        return notices.stream().filter(notice -> notice.due().isPresent()).findFirst().map(this::tell).orElseGet(
                () -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> tell(SpoolNotice notice) {
        return notice.due().map(alert -> publisher.publish(Publication.of(List.of(Signal.newBuilder().setId(alert
                .getName() + "-" + alert.getStartsAt().toEpochMilli() + "-" + alert.getStatus()).setServiceKey(
                        OwnAlerts.SERVICE).setReceivedAt(clock.instant()).setBody(alert).build()))).whenComplete((_,
                                failure) -> {
                            if (failure == null) {
                                notice.told(alert);
                            }
                        })).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> decided(ReceivedRequest request) {
        var source = source(request);
        if (source.isEmpty()) {
            return quarantined(request, RefusalReason.UNKNOWN_FORMAT, "The format " + request.getFormat()
                    + " is unknown to this version. Replay the request with a version that knows it.");
        }
        return switch (decision(source.get(), request)) {
            case Decision.Store store -> publisher.publish(store.records()).thenAccept(_ -> {
                var _ = store.done().get();
                metrics.drained(request.getSource());
            }).exceptionallyCompose(failure -> refused(request, failure));
            case Decision.NotYet(var type, var _) -> CompletableFuture.failedFuture(new IllegalStateException(type));
        };
    }

    /** Should a decision fail, the requests behind it must not wait for ever: a person looks at this one. */
    private Decision decision(Source source, ReceivedRequest request) {
        var incoming = incoming(request);
        var verdict = request.getAuthenticity() == Authenticity.VERIFIED
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Unchecked();
        try {
            return decisions.decide(source, incoming, verdict);
        } catch (RuntimeException ours) {
            LOG.error("spool: cannot decide on request {} of source {}", request.getId(), request.getSource(), ours);
            return decisions.quarantine(source, incoming, verdict, new Refusal(RefusalReason.READER_FAILED,
                    "The request caused an internal error after it was accepted. Report it with the quarantined body."),
                    false);
        }
    }

    /**
     * What Kafka will never take goes to quarantine. Where that is not certain, the request is tried some times more; if Kafka
     * takes nothing at all, it does not take the quarantine's record either, and nothing is lost.
     */
    private CompletableFuture<Void> refused(ReceivedRequest request, Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null
                ? failure.getCause()
                : failure;
        if (cause instanceof RecordTooLargeException) {
            return quarantined(request, RefusalReason.TOO_LARGE, "Kafka takes no record of this size.");
        }
        if (cause instanceof RetriableException || !isTriedOften(request)) {
            return CompletableFuture.failedFuture(failure);
        }
        return quarantined(request, RefusalReason.NOT_STORED, "Kafka refused the records of the request "
                + MOST_TRIES + " times: " + cause.getClass().getSimpleName() + ".");
    }

    private boolean isTriedOften(ReceivedRequest request) {
        tries = request.getId().equals(tried) ? tries + 1 : 1;
        tried = request.getId();
        return tries >= MOST_TRIES;
    }

    /** A person looks at what can be kept, and the others go on. */
    private CompletableFuture<Void> quarantined(ReceivedRequest request, RefusalReason reason, String detail) {
        return publisher.publish(Publication.of(RequestRecords.quarantined(request, reason.code(), detail, MOST_KEPT)))
                .thenAccept(_ -> {
                    LOG.error("spool: request {} of source {} goes to quarantine: {}", request.getId(), request
                            .getSource(), reason.code());
                    metrics.quarantined(request.getSource(), reason.code());
                    quarantine.add(request, reason);
                });
    }

    /** The source as it is configured now; where it is no longer, the one of its format. */
    private Optional<Source> source(ReceivedRequest request) {
        return sources.find(request.getFormat(), request.getSource()).or(() -> sources.named(request.getFormat()));
    }

    private static Incoming incoming(ReceivedRequest request) {
        var body = new byte[request.getBody().remaining()];
        request.getBody().duplicate().get(body);
        return new Incoming(request.getId(), request.getSource(), request.getReceivedAt(), request.getPath(), request
                .getHeaders(), body);
    }
}
