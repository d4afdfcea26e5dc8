package dev.tocsin.ingest.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Authenticity;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReplayState;
import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.http.RequestDecisions.Decision;
import dev.tocsin.ingest.publish.AlertPublisher;
import dev.tocsin.ingest.publish.Publication;
import dev.tocsin.ingest.replay.ReplayDesk;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.ingest.source.Sources;
import dev.tocsin.schemas.alert.OwnAlerts;
import dev.tocsin.schemas.time.Durations;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replays quarantined requests through the formats and the policy of now, under their old ids. Nobody is paged for old news:
 * what is older than {@code quarantine.replay-within} is written only if a person says so, and an alert whose sender gave an
 * end that has passed is not written at all. Changes are facts of their own time and never too old.
 */
final class QuarantineReplays implements ReplayDesk {

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineReplays.class);
    private static final int MOST_DETAIL = 1_000;
    private static final int MOST_NAMED = 5;

    private final Sources sources;
    private final RequestDecisions decisions;
    private final AlertPublisher publisher;
    private final Duration within;
    private final Clock clock;

    /**
     * @param decisions
     *            of their own: a replay says nothing about whether its source can be read now
     * @param within
     *            how old an alert may be
     */
    QuarantineReplays(Sources sources, RequestDecisions decisions, AlertPublisher publisher, Duration within,
            Clock clock) {
        this.sources = sources;
        this.decisions = decisions;
        this.publisher = publisher;
        this.within = within;
        this.clock = clock;
    }

    /** What becomes of a request. */
    private sealed interface Replayed {
        /** Its records are written with the outcome. */
        record Written(Publication records, String reason, String detail, int count,
                Runnable done) implements Replayed {}

        /** Nothing is written but the outcome. */
        record Ended(ReplayState state, String reason, String detail) implements Replayed {}

        /** The policy is not known. */
        record NotYet(String why) implements Replayed {}
    }

    @Override
    public boolean ready() {
        return decisions.ready() && publisher.trouble().isEmpty();
    }

    @Override
    public CompletableFuture<Void> repeat(QuarantineReplay done) {
        return publisher.publish(Publication.of(done));
    }

    @Override
    public CompletableFuture<Void> replay(QuarantineReplay asked, Optional<QuarantinedRequest> request) {
        var now = clock.instant();
        return switch (request.map(found -> decide(found, asked, now)).orElseGet(() -> new Replayed.Ended(
                ReplayState.MISSING, "missing", "The quarantine no longer has this request."))) {
            case Replayed.NotYet(var why) -> CompletableFuture.failedFuture(new IllegalStateException(why));
            case Replayed.Ended(var state, var reason, var detail) -> publisher.publish(Publication.of(outcome(asked,
                    state, reason, detail, 0, now))).thenRun(() -> log(asked, state, reason));
            case Replayed.Written written -> publisher.publish(written.records().and(outcome(asked,
                    ReplayState.REPLAYED, written.reason(), written.detail(), written.count(), now))).thenRun(() -> {
                        written.done().run();
                        log(asked, ReplayState.REPLAYED, written.reason());
                    });
        };
    }

    private Replayed decide(QuarantinedRequest request, QuarantineReplay asked, Instant now) {
        var source = sources.find(request.getFormat(), request.getSource()).or(() -> sources.named(request
                .getFormat()));
        if (!List.of(Authenticity.VERIFIED, Authenticity.UNCHECKED).contains(request.getAuthenticity())) {
            return new Replayed.Ended(ReplayState.REFUSED, "not-authentic", "Nobody knows who sent this request ("
                    + request.getReason() + "). Correct the sender's key, and let it send again.");
        }
        if (request.getBodyTruncated()) {
            return new Replayed.Ended(ReplayState.REFUSED, "truncated",
                    "Only the beginning of the body was stored. Let the sender send it again.");
        }
        if (source.isEmpty()) {
            return new Replayed.Ended(ReplayState.REFUSED, "unknown-format", "The format " + request.getFormat()
                    + " is unknown to this version.");
        }
        var incoming = incoming(request);
        var reading = decisions.read(source.get(), incoming);
        return reading.isEmpty()
                ? new Replayed.NotYet("the policy is not known yet")
                : old(reading.get(), request, asked, now).orElseGet(() -> decide(source.get(), incoming, reading
                        .get(), request.getAuthenticity()));
    }

    private Replayed decide(Source source, Incoming incoming, Reading reading, Authenticity authenticity) {
        return switch (reading) {
            case Reading.Refused(var refusal) -> new Replayed.Ended(ReplayState.REFUSED, refusal.reason().code(),
                    refusal.detail());
            case Reading.NoAlert(var reason, var detail, var _) when reason.forOperator() -> new Replayed.Ended(
                    ReplayState.REFUSED, reason.code(), detail);
            case Reading.NoAlert(var reason, var detail, var _) -> new Replayed.Ended(ReplayState.REPLAYED, reason
                    .code(), "Read, and it contains no alert. " + detail);
            case Reading.Alerts _,Reading.Changes _,Reading.Answers _,Reading.HeartbeatCall _ -> written(decisions
                    .decide(source, incoming, authenticity == Authenticity.VERIFIED
                            ? new AuthenticityVerdict.Verified()
                            : new AuthenticityVerdict.Unchecked()));
        };
    }

    /** Without a second record in quarantine, and without an alert about the source. */
    private static Replayed written(Decision decision) {
        return switch (decision) {
            case Decision.NotYet(var _, var detail) -> new Replayed.NotYet(detail);
            case Decision.Store store -> {
                var all = store.records();
                var signals = all.signals().stream().filter(signal -> !(signal.getBody() instanceof Alert alert && alert
                        .getSource().equals(OwnAlerts.SOURCE))).toList();
                var leftOut = all.quarantined();
                if (signals.isEmpty()) {
                    yield new Replayed.Ended(ReplayState.REFUSED, leftOut.map(QuarantinedRequest::getReason).orElse(
                            "nothing"), leftOut.map(QuarantinedRequest::getDetail).orElse("It gives no record."));
                }
                var count = signals.stream().mapToInt(signal -> 1 + signal.getMoreAlerts().size()).sum();
                var records = all.received().map(received -> Publication.of(received, signals)).orElseGet(
                        () -> Publication.of(signals));
                yield new Replayed.Written(records, leftOut.map(QuarantinedRequest::getReason).orElse("replayed"),
                        count + (count == 1 ? " record" : " records") + " written." + leftOut.map(rest -> " Some of"
                                + " the body still cannot be read: " + rest.getDetail()).orElse(""), count,
                        () -> {
                            var _ = store.done().get(); // counts them; nobody waits for the answer
                        });
            }
        };
    }

    private Optional<Replayed> old(Reading reading, QuarantinedRequest request, QuarantineReplay asked, Instant now) {
        var age = Duration.between(request.getReceivedAt(), now);
        return switch (reading) {
            case Reading.Alerts(var alerts, _, _, _) when alerts.stream().allMatch(alert -> isOver(alert, now)) ->
                Optional.of(stale("The sender said that these alerts end before now: " + named(alerts)));
            case Reading.Alerts(var alerts, _, _, _) when isOld(age, asked) -> Optional.of(stale(tooOld(age)
                    + " It says: " + named(alerts)));
            case Reading.Answers _ when isOld(age, asked) -> Optional.of(stale(tooOld(age)
                    + " It holds answers of people."));
            case Reading.HeartbeatCall(var name, _, _, _) when isOld(age, asked) -> Optional.of(stale(tooOld(age)
                    + " It is a call of heartbeat " + name + "."));
            case Reading _ -> Optional.empty();
        };
    }

    private boolean isOld(Duration age, QuarantineReplay asked) {
        return !asked.getOld() && age.compareTo(within) > 0;
    }

    private static boolean isOver(Alert alert, Instant now) {
        return alert.getStatus() == AlertStatus.FIRING && alert.getFiresUntil().filter(until -> until.isBefore(now))
                .isPresent();
    }

    private String tooOld(Duration age) {
        return "Received " + Durations.inWords(age) + " ago, longer than quarantine.replay-within ("
                + Durations.written(within) + "), so it says nothing of now and pages nobody.";
    }

    private static Replayed stale(String detail) {
        return new Replayed.Ended(ReplayState.STALE, "old-news", detail);
    }

    private static String named(List<Alert> alerts) {
        return alerts.stream().limit(MOST_NAMED).map(alert -> alert.getSummary() + " (" + alert.getStatus().name()
                .toLowerCase(java.util.Locale.ROOT) + " since " + alert.getStartsAt() + ")").collect(Collectors.joining(
                        "; ")) + (alerts.size() > MOST_NAMED ? " and " + (alerts.size() - MOST_NAMED) + " more" : "");
    }

    private static QuarantineReplay outcome(QuarantineReplay asked, ReplayState state, String reason, String detail,
            int records, Instant now) {
        return QuarantineReplay.newBuilder(asked).setState(state).setReason(reason).setDetail(Texts.cut(Texts.mended(
                detail), MOST_DETAIL)).setRecords(records).setEndedAt(now).build();
    }

    private static void log(QuarantineReplay asked, ReplayState state, String reason) {
        LOG.info("quarantine {}: {} ({}), requested by {}", asked.getId(), state, reason, asked.getActor());
    }

    private static Incoming incoming(QuarantinedRequest request) {
        var body = new byte[request.getBody().remaining()];
        request.getBody().duplicate().get(body);
        return new Incoming(request.getId(), request.getSource(), request.getReceivedAt(), request.getPath(), request
                .getHeaders(), body);
    }
}
