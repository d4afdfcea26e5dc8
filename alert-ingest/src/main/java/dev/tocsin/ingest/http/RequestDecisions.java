package dev.tocsin.ingest.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import dev.tocsin.event.Alert;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.Reply;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.AlertBatches;
import dev.tocsin.ingest.publish.BeatenHeartbeats;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.publish.ServiceMapping;
import dev.tocsin.ingest.quarantine.RequestRecords;
import dev.tocsin.ingest.quarantine.UnreadableBodies;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Subscriptions;
import dev.tocsin.schemas.alert.OwnAlerts;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What becomes of an authentic request: which records, and which answer. The same for one that comes out of the spool. */
final class RequestDecisions {

    private static final Logger LOG = LoggerFactory.getLogger(RequestDecisions.class);

    private final ServiceMapping services;
    private final Subscriptions subscriptions;
    private final UnreadableBodies unreadable;
    private final IngestMetrics metrics;
    private final int mostAlerts;
    private final Consumer<Reply.Later> later;
    private final SenderClocks clocks;

    RequestDecisions(ServiceMapping services, Subscriptions subscriptions, UnreadableBodies unreadable,
            IngestMetrics metrics, int mostAlerts, Consumer<Reply.Later> later, SenderClocks clocks) {
        this.later = later;
        this.clocks = clocks;
        this.services = services;
        this.subscriptions = subscriptions;
        this.unreadable = unreadable;
        this.metrics = metrics;
        this.mostAlerts = mostAlerts;
    }

    /** What is decided on. */
    sealed interface Decision {
        /**
         * Records to write.
         *
         * @param about
         *            Tocsin's own alert among them
         * @param done
         *            to be called once they are in Kafka: counts them, and makes the answer
         */
        record Store(Publication records, Optional<Alert> about, Supplier<Answer> done) implements Decision {}

        /** The policy is not there yet. */
        record NotYet(String type, String detail) implements Decision {}
    }

    /** Whether the policy is there. */
    boolean ready() {
        return services.known();
    }

    /** Decides. The unreadable sources take note of what is decided. */
    Decision decide(Source source, Incoming incoming, AuthenticityVerdict verdict) {
        return read(source, incoming).map(reading -> decide(source, incoming, verdict, reading)).orElseGet(
                () -> new Decision.NotYet("starting", "The service is still reading the policy."));
    }

    /** What a source's format makes of a request; empty while the policy is not known that it needs. */
    Optional<Reading> read(Source source, Incoming incoming) {
        if (!source.format().anyContentType() && !MediaTypes.isJson(incoming.header("content-type"))) {
            return Optional.of(new Reading.Refused(RefusalReason.MEDIA_TYPE,
                    "Send the header 'Content-Type: application/json'."));
        }
        if (AlertCount.exceeds(incoming.body(), mostAlerts)) {
            return Optional.of(new Reading.Refused(RefusalReason.TOO_LARGE, "Send at most " + mostAlerts
                    + " alerts in one body. In Alertmanager, set max_alerts of the webhook receiver."));
        }
        return source.format().needsPolicy(incoming) && !services.known()
                ? Optional.empty()
                : Optional.of(reading(source, incoming));
    }

    private Decision decide(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading reading) {
        return switch (reading) {
            case Reading.Refused(var refusal) -> quarantine(source, incoming, verdict, refusal, false);
            case Reading.NoAlert silent -> silent(source, incoming, verdict, silent);
            case Reading.Alerts alerts -> publish(source, incoming, verdict, alerts);
            case Reading.Changes changes -> publish(source, incoming, verdict, changes);
            case Reading.Answers answers -> publish(source, incoming, verdict, answers);
            case Reading.HeartbeatCall beat -> publish(source, incoming, verdict, beat);
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

    private Decision publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.Alerts read) {
        if (!services.known()) {
            return new Decision.NotYet("starting", "The service is still reading the policy.");
        }
        var split = BeatenHeartbeats.of(read.alerts(), services, incoming.receivedAt());
        var signals = new AlertBatches(incoming.id(), incoming.receivedAt()).signals(split.others(),
                services::serviceKey, source.format().identityOutlivesLabels());
        for (var beat : split.beats()) {
            signals.add(signal(incoming, signals.size(), services.serviceKey(beat), beat));
        }
        return stored(whole(source, incoming, verdict, signals, read.leftOut()), () -> {
            clocks.saw(source.name(), read.alerts(), incoming.receivedAt());
            metrics.alerts(source.name(), read.alerts().size(), read.folded());
            read.alerts().stream().mapToInt(Alert::getTruncatedAlerts).filter(leftOut -> leftOut > 0).max().ifPresent(
                    leftOut -> metrics.truncated(source.name(), leftOut));
            read.leftOut().ifPresent(refusal -> tellQuarantined(source, incoming, refusal));
            return replied(Answer.Outcome.ACCEPTED, read.reply(), () -> Answer.accepted(incoming.id(), read.alerts()
                    .size(), read.folded(), read.leftOut()));
        });
    }

    private Decision publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.Changes read) {
        if (!services.known()) {
            return new Decision.NotYet("starting", "The service is still reading the policy.");
        }
        var signals = new ArrayList<Signal>(read.changes().size());
        for (var change : read.changes()) {
            signals.add(signal(incoming, signals.size(), services.serviceKey(change), change));
        }
        return stored(whole(source, incoming, verdict, signals, read.leftOut()), () -> {
            metrics.changes(source.name(), read.changes().size());
            read.leftOut().ifPresent(refusal -> tellQuarantined(source, incoming, refusal));
            return Answer.changesTaken(incoming.id(), read.changes(), read.notTaken(), read.leftOut());
        });
    }

    /** A beat is one record; what its sender said besides is kept as it came. */
    private Decision publish(Source source, Incoming incoming, AuthenticityVerdict verdict,
            Reading.HeartbeatCall read) {
        if (!services.known()) {
            return new Decision.NotYet("starting", "The service is still reading the policy.");
        }
        var heartbeat = services.heartbeat(read.name());
        if (heartbeat.isEmpty()) {
            return quarantine(source, incoming, verdict, new Refusal(RefusalReason.UNKNOWN_HEARTBEAT,
                    "The policy declares no heartbeat '" + read.name() + "'. Add it to 'heartbeats'."), false);
        }
        var beat = heartbeat.get().beat(read.beat(), read.why(), read.text(), incoming.receivedAt(), incoming.id());
        var signals = List.of(signal(incoming, 0, services.serviceKey(beat), beat));
        var whole = read.text().isEmpty()
                ? understood(source, incoming, Publication.of(signals))
                : whole(source, incoming, verdict, signals, Optional.empty());
        return stored(whole, () -> {
            metrics.heartbeat(source.name());
            return Answer.beat();
        });
    }

    /** Commands go by the incident alone: its id says in which partition its log lies. */
    private Decision publish(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.Answers read) {
        var signals = new ArrayList<Signal>(read.commands().size());
        for (var command : read.commands()) {
            signals.add(signal(incoming, signals.size(), "", command));
        }
        for (var report : read.reports()) {
            signals.add(signal(incoming, signals.size(), "", report));
        }
        return stored(whole(source, incoming, verdict, signals, Optional.empty()), () -> {
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

    private Decision silent(Source source, Incoming incoming, AuthenticityVerdict verdict, Reading.NoAlert silent) {
        var format = source.format();
        var received = Publication.of(RequestRecords.received(incoming, format, verdict), List.of());
        var publication = silent.reason().forOperator()
                ? received.and(RequestRecords.quarantined(incoming, format, verdict, silent.reason().code(),
                        silent.detail() + " " + subscriptions.advice(source, incoming), false, Integer.MAX_VALUE))
                : received;
        return stored(understood(source, incoming, publication), () -> {
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

    /** For the quarantine. */
    Decision quarantine(Source source, Incoming incoming, AuthenticityVerdict verdict, Refusal refusal,
            boolean cut) {
        var record = RequestRecords.quarantined(incoming, source.format(), verdict, refusal.reason().code(),
                refusal.detail(), cut, Integer.MAX_VALUE);
        var whole = notUnderstood(source, incoming, refusal, Publication.of(record));
        return stored(whole, () -> {
            tellQuarantined(source, incoming, refusal);
            return Answer.refused(refusal, Optional.of(incoming.id()));
        });
    }

    private void tellQuarantined(Source source, Incoming incoming, Refusal refusal) {
        metrics.quarantined(source.name(), refusal.reason().code());
        metrics.unreadable(source.name(), refusal.reason().code());
        LOG.warn("source {}: {} (quarantine {})", source.name(), refusal.reason().code(), incoming.id());
    }

    private static Decision stored(Whole whole, Supplier<Answer> done) {
        return new Decision.Store(whole.records(), whole.about(), done);
    }
}
