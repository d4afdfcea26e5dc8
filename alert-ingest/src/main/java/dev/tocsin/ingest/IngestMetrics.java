package dev.tocsin.ingest;

import java.time.Duration;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** What ingest counts. Labels come from configured names and our own enums, never from senders. */
public final class IngestMetrics {

    private final MeterRegistry registry;

    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request was answered. */
    public void answered(String source, String outcome, Duration took) {
        registry.counter("tocsin.ingest.requests", "source", source, "outcome", outcome).increment();
        Timer.builder("tocsin.ingest.request.duration").tag("source", source).publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1)).maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry).record(took);
    }

    /** Alerts are on the log. */
    public void alerts(String source, int alerts, int folded) {
        registry.counter("tocsin.ingest.alerts", "source", source).increment(alerts);
        registry.counter("tocsin.ingest.alerts.folded", "source", source).increment(folded);
    }

    /** A sender left alerts out of its request, by its own count. */
    public void truncated(String source, int leftOut) {
        registry.counter("tocsin.ingest.alerts.truncated", "source", source).increment(leftOut);
    }

    /** A body of a known sender, or a part of it, was not understood. */
    public void unreadable(String source, String reason) {
        registry.counter("tocsin.ingest.unreadable", "source", source, "reason", reason).increment();
    }

    /** Changes are on the log. */
    public void changes(String source, int changes) {
        registry.counter("tocsin.ingest.changes", "source", source).increment(changes);
    }

    /** What people answered elsewhere is on the log. */
    public void answers(String source, int answers) {
        registry.counter("tocsin.ingest.answers", "source", source).increment(answers);
    }

    /** An understood request gave no alert. */
    public void silent(String source, String reason) {
        registry.counter("tocsin.ingest.silent", "source", source, "reason", reason).increment();
    }

    /** A request was not authentic. */
    public void forged(String source, String reason) {
        registry.counter("tocsin.ingest.forged", "source", source, "reason", reason).increment();
    }

    /** A request went to quarantine. */
    public void quarantined(String source, String reason) {
        registry.counter("tocsin.ingest.quarantined", "source", source, "reason", reason).increment();
    }

    /** A request was a repeat of one under way and got its outcome. */
    public void joined(String source) {
        registry.counter("tocsin.ingest.repeats.joined", "source", source).increment();
    }

    /** We closed a connection. */
    public void closed(String reason) {
        registry.counter("tocsin.ingest.connections.closed", "reason", reason).increment();
    }

    /** A request was turned away by no fault of its own. */
    public void unavailable(String source, String reason) {
        registry.counter("tocsin.ingest.unavailable", "source", source, "reason", reason).increment();
    }
}
