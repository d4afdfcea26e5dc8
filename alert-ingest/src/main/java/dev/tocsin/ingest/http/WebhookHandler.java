package dev.tocsin.ingest.http;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import dev.tocsin.ingest.authenticity.AuthenticityVerdict;
import dev.tocsin.ingest.authenticity.Caller;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.json.Texts;
import dev.tocsin.ingest.format.refusal.Refusal;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.IngestIds;
import dev.tocsin.ingest.source.Source;
import dev.tocsin.runtime.answer.AnswerDoor;
import org.eclipse.jetty.http.HttpHeader;

/**
 * From an HTTP request to its answer: token, what the headers say of the body, room, the body itself, and then
 * {@link Intake}. What is clear without the body is answered before the body is read.
 */
final class WebhookHandler {

    private static final int MOST_PATH = 256;
    /** What follows is a secret. */
    private static final List<String> SIGNED = List.of(AnswerDoor.PAGES, AnswerDoor.REPORTS);

    private final BodyMemory room;
    private final BodyReader bodies;
    private final Intake intake;
    private final IngestIds ids;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final int sampleBytes;
    private final SourceActivity activity;

    WebhookHandler(BodyMemory room, BodyReader bodies, Intake intake, IngestIds ids, IngestMetrics metrics, Clock clock,
            int sampleBytes, SourceActivity activity) {
        this.activity = activity;
        this.room = room;
        this.bodies = bodies;
        this.intake = intake;
        this.ids = ids;
        this.metrics = metrics;
        this.clock = clock;
        this.sampleBytes = sampleBytes;
    }

    /**
     * Answers a request.
     *
     * @param form
     *            in which its sender expects the answer
     */
    void handle(Exchange exchange, Source source, UnaryOperator<Answer> form) {
        var began = System.nanoTime();
        var answer = form.apply(answer(exchange, source));
        activity.answered(source.name(), answer);
        metrics.answered(source.name(), answer.outcome().code(), Duration.ofNanos(System.nanoTime() - began));
        exchange.answer(answer.status(), answer.contentType(), answer.body(), answer.headers());
    }

    private Answer answer(Exchange exchange, Source source) {
        var authorization = exchange.authorization();
        var caller = new Caller(authorization, exchange.visitor().address());
        try {
            var forged = source.check().beforeBody(authorization);
            if (forged.isPresent()) {
                return intake.forged(source, beginning(exchange, source, sampleBytes), forged.get());
            }
            var encoding = RequestHeaders.one(exchange.request(), "Content-Encoding").strip().toLowerCase(Locale.ROOT);
            var unreadable = bodies.unreadable(encoding, exchange.request().getHeaders().getLongField(
                    HttpHeader.CONTENT_LENGTH));
            return unreadable.isPresent()
                    ? unfit(exchange, source, beginning(exchange, source, BodyReader.BEGINNING), unreadable.get(),
                            caller)
                    : read(exchange, source, encoding, caller);
        } catch (PacedBody.TooSlowException slow) {
            return failed(source, "too-slow", "The body arrived too slowly.");
        } catch (IOException gone) {
            return failed(source, "gone", "The body ended early.");
        }
    }

    private Answer read(Exchange exchange, Source source, String encoding, Caller caller) throws IOException {
        var shown = source.check().withoutBody(caller.authorization()).filter(
                AuthenticityVerdict.Verified.class::isInstance)
                .isPresent();
        exchange.reads();
        try (var place = room.enter(source.name(), shown, System.nanoTime(), exchange::drop)) {
            return switch (bodies.read(exchange.body(), encoding, place)) {
                case BodyRead.Whole whole -> {
                    place.arrived();
                    exchange.works();
                    var answer = intake.take(source, incoming(exchange, source, whole.bytes()), caller,
                            RequestDeadline.in(source.deadline()));
                    if (shown && answer.status() < 300) {
                        exchange.visitor().known();
                    }
                    yield answer;
                }
                case BodyRead.Unfit unfit -> unfit(exchange, source, incoming(exchange, source, unfit.beginning()),
                        unfit.refusal(), caller);
                case BodyRead.NoRoom() -> intake.unavailable(source, "overloaded", "No memory is left for the body.");
            };
        }
    }

    /** The sender's trouble, or the network's: it may send again, and nobody was starved. */
    private Answer failed(Source source, String type, String detail) {
        metrics.unavailable(source.name(), type);
        return Answer.unavailable(type, detail, 0);
    }

    private Answer unfit(Exchange exchange, Source source, Incoming beginning, Refusal refusal, Caller caller) {
        exchange.works();
        return intake.unfit(source, beginning, refusal, caller, RequestDeadline.in(source.deadline()));
    }

    /** What has arrived of the body by now; nothing is waited for. */
    private Incoming beginning(Exchange exchange, Source source, int most) throws IOException {
        var bytes = new byte[most];
        var count = 0;
        for (var got = exchange.body().readNow(bytes, 0, most); got > 0 && count < most; got = exchange.body()
                .readNow(bytes, count, most - count)) {
            count += got;
        }
        return incoming(exchange, source, Arrays.copyOf(bytes, count));
    }

    private Incoming incoming(Exchange exchange, Source source, byte[] body) {
        var uri = exchange.request().getHttpURI();
        var signed = SIGNED.stream().filter(uri.getPath()::startsWith).findFirst();
        var path = signed.orElseGet(() -> Texts.cut(Texts.oneLine(exchange.path()), MOST_PATH));
        var query = signed.map(prefix -> uri.getPath().substring(prefix.length())).orElseGet(uri::getQuery);
        var said = QueryBody.of(source, body, query, RequestHeaders.kept(exchange.request(), source.check()
                .headers()));
        return new Incoming(ids.next(), source.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS), path,
                query == null
                        ? ""
                        : query, said.headers(), said.bytes());
    }
}
