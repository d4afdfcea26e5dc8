package dev.tocsin.ingest.metric;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import dev.tocsin.runtime.metric.MetricSpec;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/**
 * What ingest counts. Labels come from configured names and our own enums, never from senders, so that each meter is looked up
 * once and then kept.
 */
public final class IngestMetrics {

    /** One counter: a metric and the values of its labels. */
    private record Key(MetricSpec metric, List<String> values) {}

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request was answered. */
    public void answered(String source, String outcome, Duration took) {
        counter(IngestMeters.REQUESTS, source, outcome).increment();
        durations.computeIfAbsent(source, this::duration).record(took);
    }

    /** A queue was polled. */
    public void polled(String source, String outcome) {
        counter(IngestMeters.QUEUE_POLLS, source, outcome).increment();
    }

    /** Alerts are on the log. */
    public void alerts(String source, int alerts, int folded) {
        counter(IngestMeters.ALERTS, source).increment(alerts);
        counter(IngestMeters.ALERTS_FOLDED, source).increment(folded);
    }

    /** A sender left alerts out of its request, by its own count. */
    public void truncated(String source, int leftOut) {
        counter(IngestMeters.ALERTS_TRUNCATED, source).increment(leftOut);
    }

    /** A body of a known sender, or a part of it, was not understood. */
    public void unreadable(String source, String reason) {
        counter(IngestMeters.REQUESTS_UNREADABLE, source, reason).increment();
    }

    /** Changes are on the log. */
    public void changes(String source, int changes) {
        counter(IngestMeters.CHANGES, source).increment(changes);
    }

    /** What people answered elsewhere is on the log. */
    public void answers(String source, int answers) {
        counter(IngestMeters.COMMANDS, source).increment(answers);
    }

    /** A beat is on the log. */
    public void heartbeat(String source) {
        counter(IngestMeters.HEARTBEATS, source).increment();
    }

    /** An understood request gave no alert. */
    public void silent(String source, String reason) {
        counter(IngestMeters.REQUESTS_WITHOUT_ALERTS, source, reason).increment();
    }

    /** A request was not authentic. */
    public void forged(String source, String reason) {
        counter(IngestMeters.REQUESTS_FORGED, source, reason).increment();
    }

    /** A request went to quarantine. */
    public void quarantined(String source, String reason) {
        counter(IngestMeters.REQUESTS_QUARANTINED, source, reason).increment();
    }

    /** A request was a repeat of one under way and got its outcome. */
    public void joined(String source) {
        counter(IngestMeters.REQUESTS_REPEATED, source).increment();
    }

    /** A request was to be kept on disk; the outcome says whether it was. */
    public void spooled(String source, String outcome) {
        counter(IngestMeters.SPOOLED, source, outcome).increment();
    }

    /** A request of the spool is in Kafka. */
    public void drained(String source) {
        counter(IngestMeters.DRAINED, source).increment();
    }

    /** We closed a connection. */
    public void closed(String reason) {
        counter(IngestMeters.CONNECTIONS_CLOSED, reason).increment();
    }

    /** A request was turned away by no fault of its own. */
    public void unavailable(String source, String reason) {
        counter(IngestMeters.REQUESTS_UNAVAILABLE, source, reason).increment();
    }

    private Counter counter(MetricSpec metric, String... values) {
        return counters.computeIfAbsent(new Key(metric, List.of(values)), _ -> metric.in(registry, values));
    }

    private Timer duration(String source) {
        return IngestMeters.REQUEST_DURATION.timing(source).minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10)).register(registry);
    }
}
