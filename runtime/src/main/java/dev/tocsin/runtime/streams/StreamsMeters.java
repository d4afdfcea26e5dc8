package dev.tocsin.runtime.streams;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

import dev.tocsin.runtime.metric.MetricSpec;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The most useful Kafka metrics of an application, one meter each over all threads and clients. Kafka's metrics are scanned at the start and after each rebalance, when they change, not periodically. Names and units match Micrometer's binder.
 */
public final class StreamsMeters {

    private static final String APPLICATION = "application";

    /** How values of several threads or clients are combined. */
    private enum Fold {
        SUM, MAX
    }

    /** A metric: Kafka's group and name, how it is combined, and its help text. */
    private enum Watched {
        ALIVE_THREADS("stream-metrics", "alive-stream-threads", Fold.SUM,
                "Running threads of the application."), //
        FAILED_THREADS("stream-metrics", "failed-stream-threads", Fold.SUM,
                "Threads that failed since the start."), //
        PROCESSED("stream-thread-metrics", "process-rate", Fold.SUM,
                "Records processed a second."), //
        PROCESS_LATENCY("stream-thread-metrics", "process-latency-max", Fold.MAX,
                "Longest time to process records, in milliseconds."), //
        COMMITS("stream-thread-metrics", "commit-rate", Fold.SUM,
                "Commits a second."), //
        COMMIT_LATENCY("stream-thread-metrics", "commit-latency-avg", Fold.MAX,
                "Average time of a commit, in milliseconds."), //
        LONGEST_COMMIT("stream-thread-metrics", "commit-latency-max", Fold.MAX,
                "Longest time of a commit, in milliseconds."), //
        POLLS("stream-thread-metrics", "poll-rate", Fold.SUM,
                "Polls a second."), //
        LAG("consumer-fetch-manager-metrics", "records-lag-max", Fold.MAX,
                "Largest lag of a partition, in records."), //
        CONSUMED("consumer-fetch-manager-metrics", "records-consumed-rate", Fold.SUM,
                "Records read a second."), //
        SILENCE("consumer-coordinator-metrics", "last-heartbeat-seconds-ago", Fold.MAX,
                "Seconds since the last heartbeat."), //
        REBALANCES("consumer-coordinator-metrics", "rebalance-total", Fold.SUM,
                "Rebalances of the group."), //
        SENT("producer-metrics", "record-send-total", Fold.SUM,
                "Records sent."), //
        NOT_SENT("producer-metrics", "record-error-total", Fold.SUM,
                "Records that could not be sent.");

        private final String group;
        private final String metric;
        private final Fold fold;
        @SuppressWarnings("ImmutableEnumChecker") // a record of texts
        private final MetricSpec spec;

        Watched(String group, String metric, Fold fold, String sentence) {
            this.group = group;
            this.metric = metric;
            this.fold = fold;
            this.spec = spec(group, metric, sentence);
        }

        /** Kafka's counters end with total, which the Prometheus format adds. */
        private static MetricSpec spec(String group, String metric, String sentence) {
            var family = "kafka." + group.substring(0, group.length() - "-metrics".length()).replace('-', '.') + ".";
            return metric.endsWith("-total")
                    ? MetricSpec.counter(family + metric.substring(0, metric.length() - "-total".length()).replace('-',
                            '.'), sentence, APPLICATION)
                    : MetricSpec.gauge(family + metric.replace('-', '.'), sentence, APPLICATION);
        }

        /** Of those of one client and topic or partition, the client's own is enough. */
        private boolean is(MetricName name) {
            return name.name().equals(metric) && name.group().equals(group) && !name.tags().containsKey("topic");
        }
    }

    private final Supplier<Map<MetricName, ? extends Metric>> metrics;
    private volatile Map<Watched, List<Metric>> found = Map.of();

    /**
     * @param application
     *            value of the tag {@code application}
     * @param metrics
     *            all metrics of the application, as it offers them
     */
    StreamsMeters(String application, Supplier<Map<MetricName, ? extends Metric>> metrics, MeterRegistry registry) {
        this.metrics = metrics;
        for (var each : Watched.values()) {
            switch (each.spec.kind()) {
                case COUNTER -> each.spec.count(registry, this, it -> it.value(each), application);
                case GAUGE -> each.spec.watch(registry, this, it -> it.value(each), application);
                case TIMER, HISTOGRAM -> throw new IllegalStateException(each + " is not a counter or gauge");
            }
        }
    }

    /** The metrics of every application. */
    public static List<MetricSpec> declared() {
        return Stream.of(Watched.values()).map(each -> each.spec).toList();
    }

    /** Finds the metrics of the current threads and clients. */
    void look() {
        var now = new EnumMap<Watched, List<Metric>>(Watched.class);
        metrics.get().forEach((name, metric) -> {
            for (var each : Watched.values()) {
                if (each.is(name)) {
                    now.computeIfAbsent(each, _ -> new ArrayList<>()).add(metric);
                }
            }
        });
        found = now;
    }

    private double value(Watched watched) {
        var values = found.getOrDefault(watched, List.of()).stream().map(Metric::metricValue).filter(
                Number.class::isInstance).mapToDouble(value -> ((Number) value).doubleValue()).filter(Double::isFinite);
        return folded(watched.fold, values);
    }

    private static double folded(Fold fold, DoubleStream values) {
        return switch (fold) {
            case SUM -> values.sum();
            case MAX -> values.max().orElse(0);
        };
    }
}
