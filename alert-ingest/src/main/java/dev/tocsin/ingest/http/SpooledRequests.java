package dev.tocsin.ingest.http;

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

    private final Spool spool;
    private final Sources sources;
    private final RequestDecisions decisions;
    private final AlertPublisher publisher;
    private final SpoolAlarm alarm;
    private final IngestMetrics metrics;
    /** Requests that were handed to Kafka and kept, because Kafka did not answer in time; by id. */
    private final Map<String, CompletableFuture<Answer>> underWay = new ConcurrentHashMap<>();

    SpooledRequests(Spool spool, Sources sources, RequestDecisions decisions, AlertPublisher publisher,
            SpoolAlarm alarm, IngestMetrics metrics) {
        this.spool = spool;
        this.sources = sources;
        this.decisions = decisions;
        this.publisher = publisher;
        this.alarm = alarm;
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

    @Override
    public boolean owesAlarm() {
        return alarm.due().isPresent();
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
        return alarm.due().map(alert -> publisher.publish(Publication.of(List.of(Signal.newBuilder().setId(
                "spool-" + alert.getStartsAt().toEpochMilli() + "-" + alert.getStatus()).setServiceKey(
                        OwnAlerts.SERVICE).setReceivedAt(alarm.now()).setBody(alert).build()))).whenComplete((_,
                                failure) -> {
                            if (failure == null) {
                                alarm.told(alert);
                            }
                        })).orElseGet(() -> CompletableFuture.completedFuture(null));
    }

    private CompletableFuture<Void> decided(ReceivedRequest request) {
        var source = source(request);
        if (source.isEmpty()) {
            LOG.error("spool: request {} has the format {}, which this version does not read; it is skipped", request
                    .getId(), request.getFormat());
            return CompletableFuture.completedFuture(null);
        }
        var incoming = incoming(request);
        var verdict = request.getAuthenticity() == Authenticity.VERIFIED
                ? new AuthenticityVerdict.Verified()
                : new AuthenticityVerdict.Unchecked();
        return switch (decisions.decide(source.get(), incoming, verdict)) {
            case Decision.Store store -> publisher.publish(store.records()).thenAccept(_ -> {
                var _ = store.done().get();
                metrics.drained(request.getSource());
            }).exceptionallyCompose(failure -> isTooLarge(failure)
                    ? quarantined(source.get(), incoming, verdict)
                    : CompletableFuture.failedFuture(failure));
            case Decision.NotYet(var type, var _) -> CompletableFuture.failedFuture(new IllegalStateException(type));
        };
    }

    /** No record can hold it: a person looks at what can be kept, and the others go on. */
    private CompletableFuture<Void> quarantined(Source source, Incoming incoming, AuthenticityVerdict verdict) {
        return publisher.publish(Publication.of(RequestRecords.quarantined(incoming, source.format(), verdict,
                RefusalReason.TOO_LARGE.code(), "Kafka takes no record of this size.", false, MOST_KEPT)));
    }

    private static boolean isTooLarge(Throwable failure) {
        return failure instanceof RecordTooLargeException || failure.getCause() instanceof RecordTooLargeException;
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
