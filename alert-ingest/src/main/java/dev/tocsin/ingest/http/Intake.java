package dev.tocsin.ingest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.IngestMetrics;
import dev.tocsin.ingest.ServiceMapping;
import dev.tocsin.ingest.authenticity.Verdict;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Refusal;
import dev.tocsin.ingest.format.RefusalReason;
import dev.tocsin.ingest.format.RefusedException;
import dev.tocsin.ingest.publish.AlertBatches;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.quarantine.ForgedSample;
import dev.tocsin.ingest.quarantine.RequestRecords;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.schemas.alert.OwnAlerts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request whose body was read: authentic? understood? on the log? */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    /** Bodies beyond this are parsed a few at a time, because their trees are many times as large. */
    private static final int HEAVY_BYTES = 1024 * 1024;
    private static final int HEAVY_AT_ONCE = 2;
    private static final int JITTER_SECONDS = 6;

    private final AlertPublisher publisher;
    private final ServiceMapping services;
    private final ForgedSample sample;
    private final Subscriptions subscriptions;
    private final UnreadableBodies unreadable;
    private final IngestMetrics metrics;
    private final RandomGenerator random;
    private final Semaphore heavy = new Semaphore(HEAVY_AT_ONCE);

    Intake(AlertPublisher publisher, ServiceMapping services, ForgedSample sample, Subscriptions subscriptions,
            UnreadableBodies unreadable, IngestMetrics metrics, RandomGenerator random) {
        this.unreadable = unreadable;
        this.publisher = publisher;
        this.services = services;
        this.sample = sample;
        this.subscriptions = subscriptions;
        this.metrics = metrics;
        this.random = random;
    }

    /** A whole request. */
    Answer take(Source source, Incoming incoming, String authorization, Deadline deadline) {
        if (incoming.body().length <= HEAVY_BYTES) {
            return judge(source, incoming, authorization, deadline);
        }
        try {
            if (!heavy.tryAcquire(deadline.leftNanos(), TimeUnit.NANOSECONDS)) {
                return unavailable(source, "busy", "Too many large bodies at once.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return unavailable(source, "stopping", "The service is stopping.");
        }
        try {
            return judge(source, incoming, authorization, deadline);
        } finally {
            heavy.release();
        }
    }

    /** A request of which only the beginning was read, or nothing, and that is refused whoever sent it. */
    Answer unfit(Source source, Incoming beginning, Refusal refusal, String authorization, Deadline deadline) {
        return source.check().withoutBody(authorization)
                .map(verdict -> quarantine(source, beginning, verdict, refusal, true, deadline))
                .orElseGet(() -> {
                    sample(source, beginning, new Verdict.Uncheckable(refusal.detail()), refusal.reason().code(),
                            refusal.detail());
                    return Answer.refused(refusal, Optional.empty());
                });
    }

    /** A request that failed its check. */
    Answer forged(Source source, Incoming incoming, Verdict.Forged forged) {
        metrics.forged(source.name(), forged.why().code());
        sample(source, incoming, forged, forged.why().code(), forged.detail());
        return Answer.forged(forged);
    }

    /** There is no room, or no log, now. */
    Answer unavailable(Source source, String type, String detail) {
        metrics.unavailable(source.name(), type);
        return Answer.unavailable(type, detail, random.nextInt(JITTER_SECONDS));
    }

    private Answer judge(Source source, Incoming incoming, String authorization, Deadline deadline) {
        try {
            return checked(source, incoming, authorization, deadline);
        } catch (RefusedException beyond) {
            // Not even who signed it could be read.
            return unfit(source, incoming, beyond.refusal(), authorization, deadline);
        }
    }

    private Answer checked(Source source, Incoming incoming, String authorization, Deadline deadline) {
        return switch (source.check().check(incoming, authorization)) {
            case Verdict.Forged forged -> forged(source, incoming, forged);
            case Verdict.Uncheckable(var detail) -> unavailable(source, "uncheckable", detail);
            case Verdict.Verified verified -> read(source, incoming, verified, deadline);
            case Verdict.Unchecked unchecked -> read(source, incoming, unchecked, deadline);
        };
    }

    private Answer read(Source source, Incoming incoming, Verdict verdict, Deadline deadline) {
        if (!source.format().anyContentType() && !MediaTypes.isJson(incoming.header("content-type"))) {
            return quarantine(source, incoming, verdict, new Refusal(RefusalReason.MEDIA_TYPE,
                    "Send the header 'Content-Type: application/json'."), false, deadline);
        }
        return switch (reading(source, incoming)) {
            case Reading.Refused(var refusal) -> quarantine(source, incoming, verdict, refusal, false, deadline);
            case Reading.NoAlert silent -> silent(source, incoming, verdict, silent, deadline);
            case Reading.Alerts alerts -> publish(source, incoming, verdict, alerts, deadline);
            case Reading.Changes changes -> publish(source, incoming, verdict, changes, deadline);
            case Reading.Answers answers -> publish(source, incoming, verdict, answers, deadline);
        };
    }

    /** Formats never throw; should one do so all the same, the sender must not repeat it for ever. */
    private static Reading reading(Source source, Incoming incoming) {
        try {
            return source.format().read(incoming);
        } catch (RuntimeException ours) {
            LOG.error("source {}: reading request {} failed", source.name(), incoming.id(), ours);
            return new Reading.Refused(RefusalReason.READER_FAILED,
                    "Reading the body met a fault of Tocsin; please report it with the quarantined body.");
        }
    }

    private Answer publish(Source source, Incoming incoming, Verdict verdict, Reading.Alerts read, Deadline deadline) {
        if (!services.known()) {
            return unavailable(source, "starting", "The policy is not read yet.");
        }
        var signals = new AlertBatches(incoming.id(), incoming.receivedAt()).signals(read.alerts(),
                services::serviceKey, source.format().identityOutlivesLabels());
        return stored(source, whole(source, incoming, verdict, signals, read.leftOut()), deadline, () -> {
            metrics.alerts(source.name(), read.alerts().size(), read.folded());
            read.alerts().stream().mapToInt(Alert::getTruncatedAlerts).filter(leftOut -> leftOut > 0).max().ifPresent(
                    leftOut -> metrics.truncated(source.name(), leftOut));
            read.leftOut().ifPresent(refusal -> tellQuarantined(source, incoming, refusal));
            return Answer.accepted(incoming.id(), read.alerts().size(), read.folded(), read.leftOut());
        });
    }

    private Answer publish(Source source, Incoming incoming, Verdict verdict, Reading.Changes read, Deadline deadline) {
        if (!services.known()) {
            return unavailable(source, "starting", "The policy is not read yet.");
        }
        var signals = new ArrayList<Signal>(read.changes().size());
        for (var change : read.changes()) {
            signals.add(signal(incoming, signals.size(), services.serviceKey(change), change));
        }
        return stored(source, whole(source, incoming, verdict, signals, read.leftOut()), deadline, () -> {
            metrics.changes(source.name(), read.changes().size());
            read.leftOut().ifPresent(refusal -> tellQuarantined(source, incoming, refusal));
            return Answer.changesTaken(incoming.id(), read.changes(), read.notTaken(), read.leftOut());
        });
    }

    /** Commands go by the incident alone: its id says in which partition its log lies. */
    private Answer publish(Source source, Incoming incoming, Verdict verdict, Reading.Answers read, Deadline deadline) {
        var signals = new ArrayList<Signal>(read.commands().size());
        for (var command : read.commands()) {
            signals.add(signal(incoming, signals.size(), "", command));
        }
        return stored(source, whole(source, incoming, verdict, signals, Optional.empty()), deadline, () -> {
            metrics.answers(source.name(), read.commands().size());
            return Answer.answersTaken(incoming.id(), read.commands());
        });
    }

    private Whole whole(Source source, Incoming incoming, Verdict verdict, List<Signal> signals,
            Optional<Refusal> leftOut) {
        var format = source.format().name();
        var publication = Publication.of(RequestRecords.received(incoming, format, verdict), signals);
        return leftOut.map(refusal -> notUnderstood(source, incoming, refusal, publication.and(RequestRecords
                .quarantined(incoming, format, verdict, refusal.reason().code(), refusal.detail(), false,
                        Integer.MAX_VALUE))))
                .orElseGet(() -> understood(source, incoming, publication));
    }

    /** Records of a request, with Tocsin's own alert about its source where one is due. */
    private record Whole(Publication records, Optional<Alert> about) {}

    private Whole notUnderstood(Source source, Incoming incoming, Refusal refusal, Publication records) {
        var about = unreadable.notUnderstood(incoming, refusal);
        return with(source, incoming, records, about);
    }

    private Whole understood(Source source, Incoming incoming, Publication records) {
        return with(source, incoming, records, unreadable.understood(incoming));
    }

    private static Whole with(Source source, Incoming incoming, Publication records, Optional<Alert> about) {
        return about.filter(_ -> source.format().carriesAlerts()).map(alert -> new Whole(records.and(Signal
                .newBuilder().setId(incoming.id() + "-about").setServiceKey(OwnAlerts.SERVICE).setReceivedAt(incoming
                        .receivedAt()).setBody(alert).build()), about)).orElseGet(() -> new Whole(records,
                                Optional.empty()));
    }

    private static Signal signal(Incoming incoming, int number, String serviceKey, Object body) {
        return Signal.newBuilder().setId(incoming.id() + "-" + number).setServiceKey(serviceKey).setReceivedAt(incoming
                .receivedAt()).setBody(body).build();
    }

    private Answer silent(Source source, Incoming incoming, Verdict verdict, Reading.NoAlert silent,
            Deadline deadline) {
        var format = source.format().name();
        var received = Publication.of(RequestRecords.received(incoming, format, verdict), List.of());
        var publication = silent.reason().forOperator()
                ? received.and(RequestRecords.quarantined(incoming, format, verdict, silent.reason().code(),
                        silent.detail() + " " + subscriptions.advice(source, incoming), false, Integer.MAX_VALUE))
                : received;
        return stored(source, understood(source, incoming, publication), deadline, () -> {
            metrics.silent(source.name(), silent.reason().code());
            if (silent.reason().forOperator()) {
                metrics.quarantined(source.name(), silent.reason().code());
                LOG.warn("source {}: {} (quarantine {})", source.name(), silent.detail(), incoming.id());
                subscriptions.confirm(source, incoming, verdict);
            }
            return Answer.noAlert(incoming.id(), silent.reason(), silent.detail());
        });
    }

    private Answer quarantine(Source source, Incoming incoming, Verdict verdict, Refusal refusal, boolean cut,
            Deadline deadline) {
        var record = RequestRecords.quarantined(incoming, source.format().name(), verdict, refusal.reason().code(),
                refusal.detail(), cut, Integer.MAX_VALUE);
        var whole = notUnderstood(source, incoming, refusal, Publication.of(record));
        return stored(source, whole, deadline, () -> {
            tellQuarantined(source, incoming, refusal);
            return Answer.refused(refusal, Optional.of(incoming.id()));
        });
    }

    private void tellQuarantined(Source source, Incoming incoming, Refusal refusal) {
        metrics.quarantined(source.name(), refusal.reason().code());
        metrics.unreadable(source.name(), refusal.reason().code());
        LOG.warn("source {}: {} (quarantine {})", source.name(), refusal.reason().code(), incoming.id());
    }

    /** Nobody waits for a sample: what is not authentic shall cost nothing. */
    private void sample(Source source, Incoming incoming, Verdict verdict, String reason, String detail) {
        sample.of(incoming, source.format().name(), verdict, reason, detail).ifPresent(record -> {
            metrics.quarantined(source.name(), reason);
            LOG.warn("source {}: not authentic, {} (sampled as {})", source.name(), reason, incoming.id());
            publisher.publish(Publication.of(record)).exceptionally(lost -> {
                LOG.warn("sample {} was lost: {}", incoming.id(), lost.getClass().getSimpleName());
                return null;
            });
        });
    }

    private Answer stored(Source source, Whole whole, Deadline deadline, Supplier<Answer> done) {
        try {
            publisher.publish(whole.records()).get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            whole.about().ifPresent(unreadable::lost);
            return unavailable(source, "log-slow", "The log did not acknowledge in time.");
        } catch (ExecutionException failed) {
            whole.about().ifPresent(unreadable::lost);
            LOG.warn("source {}: not stored: {}", source.name(), failed.getCause().toString());
            return unavailable(source, "log-away", "The log cannot be written now.");
        } catch (InterruptedException interrupted) {
            whole.about().ifPresent(unreadable::lost);
            Thread.currentThread().interrupt();
            return unavailable(source, "stopping", "The service is stopping.");
        }
        return done.get();
    }
}
