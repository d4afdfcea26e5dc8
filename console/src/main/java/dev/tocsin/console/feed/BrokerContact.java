package dev.tocsin.console.feed;

import java.util.Map;
import java.util.Optional;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/**
 * Knows whether the broker of one consumer answers. A poll that brings nothing says nothing, because it also brings nothing
 * while no broker is there; but a broker that is there answers every fetch within half a second, and the bytes of its answers
 * are counted. The counter is looked up once.
 */
final class BrokerContact {

    private static final String BYTES_IN = "incoming-byte-total";

    private final Optional<? extends Metric> counter;
    private double bytes;

    /**
     * @param metrics
     *            of the consumer, which has its counter from the start or never
     */
    BrokerContact(Map<MetricName, ? extends Metric> metrics) {
        this.counter = metrics.entrySet().stream().filter(metric -> metric.getKey().name().equals(BYTES_IN) && !metric
                .getKey().tags().containsKey("node-id")).map(Map.Entry::getValue).findFirst();
    }

    /** Whether anything came in since this was asked last; true where the consumer does not count. */
    boolean heard() {
        if (counter.isEmpty()) {
            return true;
        }
        var now = counter.get().metricValue() instanceof Double value ? value : 0;
        var heard = now != bytes;
        bytes = now;
        return heard;
    }
}
