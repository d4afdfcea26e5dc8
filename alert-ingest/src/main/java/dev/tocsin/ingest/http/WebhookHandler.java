package dev.tocsin.ingest.http;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import dev.tocsin.ingest.IngestIds;
import dev.tocsin.ingest.IngestMetrics;
import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.format.Refusal;
import dev.tocsin.ingest.format.RefusalReason;
import dev.tocsin.ingest.format.Texts;
import dev.tocsin.ingest.source.Source;
import io.javalin.http.Context;
import jakarta.servlet.http.HttpServletRequest;

/** From an HTTP request to its answer: room, token, body, and then {@link Intake}. */
final class WebhookHandler {

    private static final int MOST_PATH = 256;

    private final Admission admission;
    private final BodyReader bodies;
    private final Intake intake;
    private final IngestIds ids;
    private final IngestMetrics metrics;
    private final Clock clock;
    private final int sampleBytes;

    WebhookHandler(Admission admission, BodyReader bodies, Intake intake, IngestIds ids, IngestMetrics metrics,
            Clock clock, int sampleBytes) {
        this.admission = admission;
        this.bodies = bodies;
        this.intake = intake;
        this.ids = ids;
        this.metrics = metrics;
        this.clock = clock;
        this.sampleBytes = sampleBytes;
    }

    void handle(Context context, Source source) {
        var began = System.nanoTime();
        var answer = answer(context.req(), source, Deadline.in(source.deadline()));
        context.status(answer.status()).contentType(answer.contentType()).result(answer.body());
        answer.headers().forEach(context::header);
        metrics.answered(source.name(), answer.outcome().code(), Duration.ofNanos(System.nanoTime() - began));
    }

    private Answer answer(HttpServletRequest request, Source source, Deadline deadline) {
        var declared = request.getContentLengthLong();
        var room = admission.enter(Math.min(declared, bodies.mostBytes()));
        if (room.isEmpty()) {
            return intake.unavailable(source, "overloaded", "Too much at once.");
        }
        try (var place = room.get()) {
            var authorization = RequestHeaders.one(request, "Authorization");
            var forged = source.check().beforeBody(authorization);
            if (forged.isPresent()) {
                return intake.forged(source, incoming(request, source, beginning(request)), forged.get());
            }
            return switch (bodies.read(request.getInputStream(), encoding(request), place)) {
                case BodyRead.Whole whole ->
                    intake.take(source, incoming(request, source, whole.bytes()), authorization, deadline);
                case BodyRead.Unfit unfit -> intake.unfit(source, incoming(request, source, unfit.beginning()),
                        unfit.refusal(), authorization, deadline);
                case BodyRead.NoRoom() -> intake.unavailable(source, "overloaded", "Too much at once.");
            };
        } catch (IOException gone) {
            return Answer.refused(new Refusal(RefusalReason.BAD_ENCODING, "The body ended early, or came too slowly."),
                    java.util.Optional.empty());
        } catch (UncheckedIOException gone) {
            return Answer.refused(new Refusal(RefusalReason.BAD_ENCODING, "The body ended early, or came too slowly."),
                    java.util.Optional.empty());
        }
    }

    private byte[] beginning(HttpServletRequest request) throws IOException {
        return request.getInputStream().readNBytes(sampleBytes);
    }

    private Incoming incoming(HttpServletRequest request, Source source, byte[] body) {
        return new Incoming(ids.next(), source.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS),
                Texts.cut(Texts.oneLine(request.getRequestURI()), MOST_PATH), RequestHeaders.kept(request), body);
    }

    private static String encoding(HttpServletRequest request) {
        return RequestHeaders.one(request, "Content-Encoding").strip().toLowerCase(Locale.ROOT);
    }
}
