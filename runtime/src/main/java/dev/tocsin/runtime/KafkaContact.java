package dev.tocsin.runtime;

import java.time.Duration;
import java.util.Map;

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

    private KafkaContact() {}

    /**
     * Not ready when a member has sent no heartbeat for longer than a session lasts.
     *
     * @param metrics
     *            of the consumers, as Kafka's clients offer them
     */
    public static Health health(Map<MetricName, ? extends Metric> metrics) {
        var silence = metrics.values().stream().filter(metric -> metric.metricName().name().equals(HEARTBEAT))
                .mapToDouble(metric -> metric.metricValue() instanceof Double seconds ? seconds : 0).max().orElse(0);
        return silence > LONGEST_SILENCE.toSeconds()
                ? Health.notReady("no contact with Kafka for " + (long) silence + " s")
                : Health.up();
    }
}
