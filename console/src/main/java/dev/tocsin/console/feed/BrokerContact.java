package dev.tocsin.console.feed;

import java.util.Map;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Knows whether the broker answers. A poll that brings nothing says nothing, because it also brings nothing while no broker
 * is there; but a broker that is there answers every fetch within half a second, and the bytes of its answers are counted.
 */
final class BrokerContact {

    private static final String BYTES_IN = "incoming-byte-total";

    private double bytes;

    /** Whether anything came in since this was asked last; true where the consumer does not count. */
    boolean heard(Map<MetricName, ? extends Metric> metrics) {
        var counted = metrics.entrySet().stream().filter(metric -> metric.getKey().name().equals(BYTES_IN) && !metric
                .getKey().tags().containsKey("node-id")).mapToDouble(metric -> metric.getValue()
                        .metricValue() instanceof Double value ? value : 0).max();
        if (counted.isEmpty()) {
            return true;
        }
        var heard = counted.getAsDouble() != bytes;
        bytes = counted.getAsDouble();
        return heard;
    }
}
