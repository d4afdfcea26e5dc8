package dev.tocsin.runtime;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Whether the members of a consumer group reach it. A client says nothing when its cluster goes away: it waits and tries
 * again without end, and looks as if there were nothing to do.
 */
public final class KafkaContact {

    /** Longer than a session lasts: after this, others have been given the work. */
    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(12);
    private static final String HEARTBEAT = "last-heartbeat-seconds-ago";
    private static final String CONNECTIONS = "connection-count";
    private static final String CLIENT = "client-id";

    private KafkaContact() {}

    /**
     * Not ready when a member has no connection, or has sent no heartbeat for longer than a session lasts.
     *
     * @param metrics
     *            of the consumers, as Kafka's clients offer them
     */
    public static Health health(Map<MetricName, ? extends Metric> metrics) {
        var silence = byClient(metrics, HEARTBEAT);
        var connections = byClient(metrics, CONNECTIONS);
        for (var member : silence.entrySet()) {
            if (connections.getOrDefault(member.getKey(), 1.0) == 0) {
                return Health.notReady("no connection to Kafka");
            }
            if (member.getValue() > LONGEST_SILENCE.toSeconds()) {
                return Health.notReady("no heartbeat to Kafka for " + member.getValue().longValue() + " s");
            }
        }
        return Health.up();
    }

    private static Map<String, Double> byClient(Map<MetricName, ? extends Metric> metrics, String name) {
        var values = new TreeMap<String, Double>();
        metrics.values().stream().filter(metric -> metric.metricName().name().equals(name)).forEach(metric -> {
            var client = metric.metricName().tags().getOrDefault(CLIENT, "");
            values.put(client, metric.metricValue() instanceof Double value ? value : 0.0);
        });
        return values;
    }
}
