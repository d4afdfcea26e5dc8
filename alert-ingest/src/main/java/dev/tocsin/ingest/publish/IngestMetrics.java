package dev.tocsin.ingest.publish;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/**
 * What ingest counts. Labels come from configured names and our own enums, never from senders, so that each meter is looked up
 * once and then kept.
 */
public final class IngestMetrics {

    /**
     * One counter.
     *
     * @param label
     *            name of a second label beside the source; empty for none
     */
    private record Key(String name, String source, String label, String value) {

        Tags tags() {
            var own = source.isEmpty() ? Tags.empty() : Tags.of("source", source);
            return label.isEmpty() ? own : own.and(label, value);
        }
    }

    private final MeterRegistry registry;
    private final Map<Key, Counter> counters = new ConcurrentHashMap<>();
    private final Map<String, Timer> durations = new ConcurrentHashMap<>();

    public IngestMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    /** A request was answered. */
    public void answered(String source, String outcome, Duration took) {
        counter("tocsin.ingest.requests", source, "outcome", outcome).increment();
        durations.computeIfAbsent(source, this::duration).record(took);
    }

    /** Alerts are on the log. */
    public void alerts(String source, int alerts, int folded) {
        counter("tocsin.ingest.alerts", source, "", "").increment(alerts);
        counter("tocsin.ingest.alerts.folded", source, "", "").increment(folded);
    }

    /** A sender left alerts out of its request, by its own count. */
    public void truncated(String source, int leftOut) {
        counter("tocsin.ingest.alerts.truncated", source, "", "").increment(leftOut);
    }

    /** A body of a known sender, or a part of it, was not understood. */
    public void unreadable(String source, String reason) {
        counter("tocsin.ingest.unreadable", source, "reason", reason).increment();
    }

    /** Changes are on the log. */
    public void changes(String source, int changes) {
        counter("tocsin.ingest.changes", source, "", "").increment(changes);
    }

    /** What people answered elsewhere is on the log. */
    public void answers(String source, int answers) {
        counter("tocsin.ingest.answers", source, "", "").increment(answers);
    }

    /** An understood request gave no alert. */
    public void silent(String source, String reason) {
        counter("tocsin.ingest.silent", source, "reason", reason).increment();
    }

    /** A request was not authentic. */
    public void forged(String source, String reason) {
        counter("tocsin.ingest.forged", source, "reason", reason).increment();
    }

    /** A request went to quarantine. */
    public void quarantined(String source, String reason) {
        counter("tocsin.ingest.quarantined", source, "reason", reason).increment();
    }

    /** A request was a repeat of one under way and got its outcome. */
    public void joined(String source) {
        counter("tocsin.ingest.repeats.joined", source, "", "").increment();
    }

    /** We closed a connection. */
    public void closed(String reason) {
        counter("tocsin.ingest.connections.closed", "", "reason", reason).increment();
    }

    /** A request was turned away by no fault of its own. */
    public void unavailable(String source, String reason) {
        counter("tocsin.ingest.unavailable", source, "reason", reason).increment();
    }

    private Counter counter(String name, String source, String label, String value) {
        return counters.computeIfAbsent(new Key(name, source, label, value), it -> registry.counter(it.name(), it
                .tags()));
    }

    private Timer duration(String source) {
        return Timer.builder("tocsin.ingest.request.duration").tag("source", source).publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1)).maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
    }
}
