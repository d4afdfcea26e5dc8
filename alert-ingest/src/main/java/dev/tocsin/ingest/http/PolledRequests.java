package dev.tocsin.ingest.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.function.BooleanSupplier;

import dev.tocsin.ingest.format.Incoming;
import dev.tocsin.ingest.metric.IngestMetrics;
import dev.tocsin.ingest.publish.IngestIds;
import dev.tocsin.ingest.queue.QueueDesk;
import dev.tocsin.ingest.queue.QueueMessage;
import dev.tocsin.ingest.queue.QueueReader.Step;
import dev.tocsin.ingest.source.Source;

/** Messages of a queue, as requests of its source. Who may write to the queue is authentic: its policy decides that. */
final class PolledRequests implements QueueDesk {

    /** What lies in a queue need not be an alarm, as with SNS's raw delivery. */
    private static final Map<String, String> HEADERS = Map.of("content-type", "text/plain", "x-amz-sns-rawdelivery",
            "true");

    private final Source source;
    private final Intake intake;
    private final BooleanSupplier ready;
    private final IngestIds ids;
    private final IngestMetrics metrics;
    private final SourceProblems troubles;
    private final SourceActivity activity;
    private final Clock clock;

    PolledRequests(Source source, Intake intake, BooleanSupplier ready, IngestIds ids, IngestMetrics metrics,
            SourceProblems troubles, SourceActivity activity, Clock clock) {
        this.source = source;
        this.intake = intake;
        this.ready = ready;
        this.ids = ids;
        this.metrics = metrics;
        this.troubles = troubles;
        this.activity = activity;
        this.clock = clock;
    }

    @Override
    public boolean ready() {
        return ready.getAsBoolean();
    }

    @Override
    public boolean take(QueueMessage message) {
        var began = System.nanoTime();
        var incoming = new Incoming(ids.next(), source.name(), clock.instant().truncatedTo(ChronoUnit.MILLIS),
                "queue/" + message.id(), HEADERS, message.body().getBytes(UTF_8));
        var answer = intake.polled(source, incoming, RequestDeadline.in(source.deadline()));
        activity.answered(source.name(), answer);
        metrics.answered(source.name(), answer.outcome().code(), Duration.ofNanos(System.nanoTime() - began));
        return answer.outcome() != Answer.Outcome.UNAVAILABLE;
    }

    @Override
    public void polled(Step step) {
        metrics.polled(source.name(), step.code());
    }

    @Override
    public void failed(String why) {
        troubles.met(source.name(), SourceProblems.Trouble.QUEUE_FAILS, why);
    }
}
