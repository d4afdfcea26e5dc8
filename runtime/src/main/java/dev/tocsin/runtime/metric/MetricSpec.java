package dev.tocsin.runtime.metric;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Timer;

/**
 * A metric, declared once. The code registers its meters through it, and {@code docs/metrics.md} is made from it.
 *
 * @param meter
 *            Micrometer's name: words with dots between, at the end the base unit of a gauge
 * @param labels
 *            names of its labels; every metric also has the label {@code service}
 * @param sentence
 *            what it says
 */
public record MetricSpec(String meter, Kind kind, List<String> labels, String sentence) {

    private static final List<String> UNITS = List.of("bytes", "seconds");

    /** Kind of a metric, and how Prometheus names and types it. */
    public enum Kind {
        /** Grows only. */
        COUNTER("_total", "counter"),
        /** A value at the time of the scrape. */
        GAUGE("", "gauge"),
        /** Count and sum of durations. */
        TIMER("_seconds", "summary"),
        /** Durations in buckets. */
        HISTOGRAM("_seconds", "histogram");

        private final String suffix;
        private final String type;

        Kind(String suffix, String type) {
            this.suffix = suffix;
            this.type = type;
        }

        /** Type in Prometheus' format. */
        public String type() {
            return type;
        }
    }

    public MetricSpec {
        labels = List.copyOf(labels);
    }

    /** A counter. */
    public static MetricSpec counter(String meter, String sentence, String... labels) {
        return new MetricSpec(meter, Kind.COUNTER, List.of(labels), sentence);
    }

    /** A gauge. */
    public static MetricSpec gauge(String meter, String sentence, String... labels) {
        return new MetricSpec(meter, Kind.GAUGE, List.of(labels), sentence);
    }

    /** Count and sum of durations. */
    public static MetricSpec timer(String meter, String sentence, String... labels) {
        return new MetricSpec(meter, Kind.TIMER, List.of(labels), sentence);
    }

    /** Durations in buckets. */
    public static MetricSpec histogram(String meter, String sentence, String... labels) {
        return new MetricSpec(meter, Kind.HISTOGRAM, List.of(labels), sentence);
    }

    /** The name in Prometheus' format. */
    public String exposed() {
        return meter.replace('.', '_') + kind.suffix;
    }

    /** The base unit; empty for numbers. */
    public String unit() {
        return switch (kind) {
            case TIMER, HISTOGRAM -> "seconds";
            case GAUGE -> UNITS.stream().filter(unit -> meter.endsWith("." + unit)).findFirst().orElse("");
            case COUNTER -> "";
        };
    }

    /** The counter with these values of its labels. */
    public Counter in(MeterRegistry registry, String... values) {
        return Counter.builder(meter).description(sentence).tags(tags(values)).register(registry);
    }

    /** Registers a counter that something else counts. */
    public <T> void count(MeterRegistry registry, T subject, ToDoubleFunction<T> count, String... values) {
        FunctionCounter.builder(meter, subject, count).description(sentence).tags(tags(values)).register(registry);
    }

    /** Registers the gauge of a subject, which is held weakly. */
    public <T> T watch(MeterRegistry registry, T subject, ToDoubleFunction<T> value, String... values) {
        Gauge.builder(meter, subject, value).description(sentence).tags(tags(values)).register(registry);
        return subject;
    }

    /** Registers the gauge of a number, which is held strongly. */
    public <T extends Number> T watch(MeterRegistry registry, T number, String... values) {
        Gauge.builder(meter, number, Number::doubleValue).strongReference(true).description(sentence).tags(tags(values))
                .register(registry);
        return number;
    }

    /** The timer with these values of its labels. */
    public Timer timer(MeterRegistry registry, String... values) {
        return timing(values).register(registry);
    }

    /** The same, to be given limits. */
    public Timer.Builder timing(String... values) {
        return Timer.builder(meter).description(sentence).tags(tags(values)).publishPercentileHistogram(
                kind == Kind.HISTOGRAM);
    }

    private List<Tag> tags(String... values) {
        if (values.length != labels.size()) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s has the labels %s", exposed(), labels));
        }
        var tags = new ArrayList<Tag>();
        for (var place = 0; place < values.length; place++) {
            tags.add(Tag.of(labels.get(place), values[place]));
        }
        return tags;
    }
}
