package dev.tocsin.runtime.streams;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * The few of an application's thousands of metrics that people look at, as one meter each over all its threads and clients.
 * Kafka's metrics are walked when the application begins to run and after each rebalance, which is when they change; never by a
 * timer, and not when somebody looks. Names are those that Micrometer's own binder gives them.
 */
final class StreamsMeters {

    /** How the values of several threads or clients become one. */
    private enum Fold {
        SUM, MAX
    }

    /** What people look at: Kafka's group and name, and how it is folded. */
    private enum Watched {
        ALIVE_THREADS("stream-metrics", "alive-stream-threads", Fold.SUM), FAILED_THREADS("stream-metrics",
                "failed-stream-threads", Fold.SUM), PROCESSED("stream-thread-metrics", "process-rate",
                        Fold.SUM), PROCESS_LATENCY("stream-thread-metrics", "process-latency-max", Fold.MAX), COMMITS(
                                "stream-thread-metrics", "commit-rate", Fold.SUM), COMMIT_LATENCY(
                                        "stream-thread-metrics", "commit-latency-avg", Fold.MAX), LONGEST_COMMIT(
                                                "stream-thread-metrics", "commit-latency-max", Fold.MAX), POLLS(
                                                        "stream-thread-metrics", "poll-rate", Fold.SUM), LAG(
                                                                "consumer-fetch-manager-metrics", "records-lag-max",
                                                                Fold.MAX), CONSUMED("consumer-fetch-manager-metrics",
                                                                        "records-consumed-rate", Fold.SUM), SILENCE(
                                                                                "consumer-coordinator-metrics",
                                                                                "last-heartbeat-seconds-ago",
                                                                                Fold.MAX), REBALANCES(
                                                                                        "consumer-coordinator-metrics",
                                                                                        "rebalance-total",
                                                                                        Fold.SUM), SENT(
                                                                                                "producer-metrics",
                                                                                                "record-send-total",
                                                                                                Fold.SUM), NOT_SENT(
                                                                                                        "producer-metrics",
                                                                                                        "record-error-total",
                                                                                                        Fold.SUM);

        private final String group;
        private final String metric;
        private final Fold fold;

        Watched(String group, String metric, Fold fold) {
            this.group = group;
            this.metric = metric;
            this.fold = fold;
        }

        private String meter() {
            return ("kafka." + group.substring(0, group.length() - "-metrics".length()) + "." + metric).replace('-',
                    '.');
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
            if (each.metric.endsWith("-total")) {
                FunctionCounter.builder(each.meter(), this, it -> it.value(each)).tag("application", application)
                        .register(registry);
            } else {
                Gauge.builder(each.meter(), this, it -> it.value(each)).tag("application", application).register(
                        registry);
            }
        }
    }

    /** Looks for the metrics of the threads and clients that there are now. */
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
