package dev.tocsin.ingest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.quarantine.ForgedSample;
import dev.tocsin.ingest.quarantine.RequestRecords;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.runtime.ProcessHealth;
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
    private final IngestMetrics metrics;
    private final RandomGenerator random;
    private final Semaphore heavy = new Semaphore(HEAVY_AT_ONCE);

    Intake(AlertPublisher publisher, ServiceMapping services, ForgedSample sample, Subscriptions subscriptions,
            IngestMetrics metrics, RandomGenerator random) {
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
        return switch (source.format().read(incoming)) {
            case Reading.Refused(var refusal) -> quarantine(source, incoming, verdict, refusal, false, deadline);
            case Reading.NoAlert silent -> silent(source, incoming, verdict, silent, deadline);
            case Reading.Alerts alerts -> publish(source, incoming, verdict, alerts, deadline);
            case Reading.Changes changes -> publish(source, incoming, verdict, changes, deadline);
            case Reading.Answers answers -> publish(source, incoming, verdict, answers, deadline);
        };
    }

    private Answer publish(Source source, Incoming incoming, Verdict verdict, Reading.Alerts read, Deadline deadline) {
        if (!services.known()) {
            return unavailable(source, "starting", "The policy is not read yet.");
        }
        var whole = whole(source, incoming, verdict, signals(incoming, read.alerts()), read.leftOut());
        return stored(source, whole, deadline, () -> {
            metrics.alerts(source.name(), read.alerts().size(), read.folded());
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

    private static Publication whole(Source source, Incoming incoming, Verdict verdict, List<Signal> signals,
            Optional<Refusal> leftOut) {
        var format = source.format().name();
        var publication = Publication.of(RequestRecords.received(incoming, format, verdict), signals);
        return leftOut.map(refusal -> publication.and(RequestRecords.quarantined(incoming, format, verdict,
                refusal.reason().code(), refusal.detail(), false, Integer.MAX_VALUE))).orElse(publication);
    }

    private List<Signal> signals(Incoming incoming, List<Alert> alerts) {
        var signals = new ArrayList<Signal>(alerts.size());
        for (var alert : alerts) {
            signals.add(signal(incoming, signals.size(), services.serviceKey(alert), alert));
        }
        return signals;
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
        return stored(source, publication, deadline, () -> {
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
        return stored(source, Publication.of(record), deadline, () -> {
            tellQuarantined(source, incoming, refusal);
            return Answer.refused(refusal, Optional.of(incoming.id()));
        });
    }

    private void tellQuarantined(Source source, Incoming incoming, Refusal refusal) {
        metrics.quarantined(source.name(), refusal.reason().code());
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

    private Answer stored(Source source, Publication publication, Deadline deadline,
            java.util.function.Supplier<Answer> done) {
        if (ProcessHealth.noRoom().isPresent()) {
            return unavailable(source, "disk-full", "The disk of this pipeline is full.");
        }
        try {
            publisher.publish(publication).get(deadline.leftNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return unavailable(source, "log-slow", "The log did not acknowledge in time.");
        } catch (ExecutionException failed) {
            LOG.warn("source {}: not stored: {}", source.name(), failed.getCause().toString());
            return unavailable(source, "log-away", "The log cannot be written now.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return unavailable(source, "stopping", "The service is stopping.");
        }
        return done.get();
    }
}
