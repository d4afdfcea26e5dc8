package dev.tocsin.ingest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.authenticity.Caller;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.format.refusal.RefusedException;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.AlertBatches;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.BeatenHeartbeats;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.publish.ServiceMapping;
import dev.tocsin.ingest.quarantine.ForgedSample;
import dev.tocsin.ingest.quarantine.RequestRecords;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.runtime.ProcessHealth;
import dev.tocsin.schemas.alert.OwnAlerts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of a request whose body was read: authentic? understood? on the log? */
final class Intake {

    private static final Logger LOG = LoggerFactory.getLogger(Intake.class);
    private static final int JITTER_SECONDS = 6;
    /** A log under load takes so long for each record of a large group; what is handed over is waited for. */
    private static final long NANOS_PER_RECORD = 2_000_000;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private final AlertPublisher publisher;
    private final ServiceMapping services;
    private final ForgedSample sample;
    private final Subscriptions subscriptions;
    private final UnreadableBodies unreadable;
    private final IngestMetrics metrics;
    private final RandomGenerator random;
    private final SourceProblems troubles;
    private final LargeBodies heavy;
    private final int mostAlerts;
    private final Consumer<Reply.Later> later;
    private final RepeatedRequests repeats = new RepeatedRequests();

    Intake(AlertPublisher publisher, ServiceMapping services, ForgedSample sample, Subscriptions subscriptions,
            UnreadableBodies unreadable, IngestMetrics metrics, SourceProblems troubles, LargeBodies heavy,
            int mostAlerts, RandomGenerator random, Consumer<Reply.Later> later) {
        this.later = later;
        this.unreadable = unreadable;
        this.publisher = publisher;
        this.services = services;
        this.sample = sample;
        this.subscriptions = subscriptions;
        this.metrics = metrics;
        this.troubles = troubles;
        this.heavy = heavy;
        this.mostAlerts = mostAlerts;
        this.random = random;
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
                .map(verdict -> quarantine(source, beginning, verdict, refusal, true, deadline))
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

    /** There is no room, or no log, now. */
    Answer unavailable(Source source, String type, String detail) {
        metrics.unavailable(source.name(), type);
        troubles.met(source.name(), SourceProblems.Trouble.TURNED_AWAY, type);
        return Answer.unavailable(type, detail, random.nextInt(JITTER_SECONDS));
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
                once(source, incoming, deadline, () -> read(source, incoming, verified, deadline));
            case AuthenticityVerdict.Unchecked unchecked ->
                once(source, incoming, deadline, () -> read(source, incoming, unchecked, deadline));
        };
    }

    /** Whoever sent it may be a stranger: that is no sign that alerts are turned away. */
    private Answer uncheckable(Source source, String detail) {
        metrics.unavailable(source.name(), "uncheckable");
        return Answer.unavailable("uncheckable", detail, random.nextInt(JITTER_SECONDS));
    }

    /** The same bytes of the same source, sent again before the sender heard what became of them, are stored once. */
    private Answer once(Source source, Incoming incoming, RequestDeadline deadline, Supplier<Answer> reading) {
        var earlier = repeats.earlier(incoming);
        if (earlier.isPresent()) {
            metrics.joined(source.name());
            var patience = incoming.body().length > LargeBodies.HEAVY_BYTES ? LONGEST_NANOS : deadline.leftNanos();
            return awaited(source, earlier.get().outcome(), patience);
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

    private Answer read(Source source, Incoming incoming, AuthenticityVerdict verdict, RequestDeadline deadline) {
        if (!source.format().anyContentType() && !MediaTypes.isJson(incoming.header("content-type"))) {
            return quarantine(source, incoming, verdict, new Refusal(RefusalReason.MEDIA_TYPE,
                    "Send the header 'Content-Type: application/json'."), false, deadline);
        }
        if (AlertCount.exceeds(incoming.body(), mostAlerts)) {
            return quarantine(source, incoming, verdict, new Refusal(RefusalReason.TOO_LARGE, "Send at most "
                    + mostAlerts + " alerts in one body. In Alertmanager, set max_alerts of the webhook receiver."),
                    false,
                    deadline);
        }
        if (source.format().needsPolicy() && !services.known()) {
            return unavailable(source, "starting", "The service is still reading the policy.");
        }
        return switch (reading(source, incoming)) {
            case Reading.Refused(var refusal) -> quarantine(source, incoming, verdict, refusal, false, deadline);
            case Reading.NoAlert silent -> silent(source, incoming, verdict, silent, deadline);
            case Reading.Alerts alerts -> publish(source, incoming, verdict, alerts, deadline);
            case Reading.Changes changes -> publish(source, incoming, verdict, changes, deadline);
            case Reading.Answers answers -> publish(source, incoming, verdict, answers, deadline);
            case Reading.HeartbeatCall beat -> publish(source, incoming, verdict, beat, deadline);
        };
    }

    /** Formats never throw; should one do so all the same, the sender must not repeat it for ever. */
    private Reading reading(Source source, Incoming incoming) {
        try {
            return source.format().read(incoming, services);
        } catch (RuntimeException ours) {
            LOG.error("source {}: cannot read request {}", source.name(), incoming.id(), ours);
            return new Reading.Refused(RefusalReason.READER_FAILED,
                    "The body caused an internal error. Report it with the quarantined body.");
        }
    }

    private Answer publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.Alerts read,
            RequestDeadline deadline) {
        if (!services.known()) {
            return unavailable(source, "starting", "The service is still reading the policy.");
        }
        var split = BeatenHeartbeats.of(read.alerts(), services, incoming.receivedAt());
        var signals = new AlertBatches(incoming.id(), incoming.receivedAt()).signals(split.others(),
                services::serviceKey, source.format().identityOutlivesLabels());
        for (var beat : split.beats()) {
            signals.add(signal(incoming, signals.size(), services.serviceKey(beat), beat));
        }
        return stored(source, whole(source, incoming, verdict, signals, read.leftOut()), deadline, () -> {
            metrics.alerts(source.name(), read.alerts().size(), read.folded());
            read.alerts().stream().mapToInt(Alert::getTruncatedAlerts).filter(leftOut -> leftOut > 0).max().ifPresent(
                    leftOut -> metrics.truncated(source.name(), leftOut));
            read.leftOut().ifPresent(refusal -> tellQuarantined(source, incoming, refusal));
            return Answer.accepted(incoming.id(), read.alerts().size(), read.folded(), read.leftOut());
        });
    }

    private Answer publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.Changes read,
            RequestDeadline deadline) {
        if (!services.known()) {
            return unavailable(source, "starting", "The service is still reading the policy.");
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

    /** A beat is one record; what its sender said besides is kept as it came. */
    private Answer publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.HeartbeatCall read,
            RequestDeadline deadline) {
        if (!services.known()) {
            return unavailable(source, "starting", "The service is still reading the policy.");
        }
        var heartbeat = services.heartbeat(read.name());
        if (heartbeat.isEmpty()) {
            return quarantine(source, incoming, verdict, new Refusal(RefusalReason.UNKNOWN_HEARTBEAT,
                    "The policy declares no heartbeat '" + read.name() + "'. Add it to 'heartbeats'."), false,
                    deadline);
        }
        var beat = heartbeat.get().beat(read.beat(), read.why(), read.text(), incoming.receivedAt(), incoming.id());
        var signals = List.of(signal(incoming, 0, services.serviceKey(beat), beat));
        var whole = read.text().isEmpty()
                ? understood(source, incoming, Publication.of(signals))
                : whole(source, incoming, verdict, signals, Optional.empty());
        return stored(source, whole, deadline, () -> {
            metrics.heartbeat(source.name());
            return Answer.beat();
        });
    }

    /** Commands go by the incident alone: its id says in which partition its log lies. */
    private Answer publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.Answers read,
            RequestDeadline deadline) {
        var signals = new ArrayList<Signal>(read.commands().size());
        for (var command : read.commands()) {
            signals.add(signal(incoming, signals.size(), "", command));
        }
        for (var report : read.reports()) {
            signals.add(signal(incoming, signals.size(), "", report));
        }
        return stored(source, whole(source, incoming, verdict, signals, Optional.empty()), deadline, () -> {
            metrics.answers(source.name(), read.commands().size());
            return replied(Answer.Outcome.ACCEPTED, read.reply(), () -> Answer.answersTaken(incoming.id(), read
                    .commands()));
        });
    }

    /** What is said afterwards is said once the answer is decided, and holds nothing up. */
    private Answer replied(Answer.Outcome outcome, Reply reply, Supplier<Answer> standard) {
        return switch (reply) {
            case Reply.Standard() -> standard.get();
            case Reply.Own own -> {
                own.later().ifPresent(later);
                yield Answer.own(outcome, own);
            }
        };
    }

    private Whole whole(Source source, Incoming incoming, AuthenticityVerdict verdict, List<Signal> signals,
            Optional<Refusal> leftOut) {
        var format = source.format();
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

    private Answer silent(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.NoAlert silent,
            RequestDeadline deadline) {
        var format = source.format();
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
            return replied(Answer.Outcome.NO_ALERT, silent.reply(), () -> Answer.noAlert(incoming.id(), silent
                    .reason(), silent.detail()));
        });
    }

    private Answer quarantine(Source source, Incoming incoming, AuthenticityVerdict verdict, Refusal refusal,
            boolean cut,
            RequestDeadline deadline) {
        var record = RequestRecords.quarantined(incoming, source.format(), verdict, refusal.reason().code(),
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

    /** What was handed over is waited for: a sender that is told to come again would send what is stored already. */
    private Answer stored(Source source, Whole whole, RequestDeadline deadline, Supplier<Answer> done) {
        if (ProcessHealth.noRoom().isPresent()) {
            whole.about().ifPresent(unreadable::lost);
            return unavailable(source, "disk-full", "The disk is full.");
        }
        var publication = whole.records();
        var landing = publisher.publish(publication).whenComplete((_, failure) -> {
            if (failure != null) {
                whole.about().ifPresent(unreadable::lost);
            }
        }).thenApply(_ -> {
            troubles.stored(source.name());
            return done.get();
        });
        repeats.begun(publication.id(), landing);
        var records = NANOS_PER_RECORD * publication.signals().size();
        return awaited(source, landing, Math.max(deadline.leftNanos(), Math.min(records, LONGEST_NANOS)));
    }

    private Answer awaited(Source source, CompletableFuture<Answer> outcome, long patienceNanos) {
        try {
            return outcome.get(patienceNanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException late) {
            return unavailable(source, "log-slow", "Kafka did not confirm the write in time.");
        } catch (ExecutionException failed) {
            LOG.warn("source {}: cannot store the request: {}", source.name(), failed.getCause().toString());
            return unavailable(source, "log-away", "Kafka is unavailable.");
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return unavailable(source, "stopping", "The service is stopping.");
        }
    }
}
