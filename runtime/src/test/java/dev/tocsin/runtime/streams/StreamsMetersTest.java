package dev.tocsin.runtime.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class StreamsMetersTest {

    private final Map<MetricName, Metric> kafka = new HashMap<>();
    private final AtomicInteger walks = new AtomicInteger();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final StreamsMeters meters = new StreamsMeters("app", () -> {
        walks.incrementAndGet();
        return kafka;
    }, registry);

    @Test
    void shouldAddUpTheThreadsAndTellTheWorstLag() {
        put("stream-thread-metrics", "process-rate", Map.of("thread-id", "1"), 40.0);
        put("stream-thread-metrics", "process-rate", Map.of("thread-id", "2"), 2.0);
        put("consumer-fetch-manager-metrics", "records-lag-max", Map.of("client-id", "1"), 7.0);
        put("consumer-fetch-manager-metrics", "records-lag-max", Map.of("client-id", "2"), Double.NaN);

        meters.look();

        assertThat(gauge("kafka.stream.thread.process.rate")).isEqualTo(42);
        assertThat(gauge("kafka.consumer.fetch.manager.records.lag.max")).isEqualTo(7);
    }

    @Test
    void shouldCountWhatOnlyGrows() {
        put("producer-metrics", "record-error-total", Map.of("client-id", "1"), 3.0);

        meters.look();

        assertThat(registry.get("kafka.producer.record.error").functionCounter().count()).isEqualTo(3);
    }

    @Test
    void shouldNotCountATopicBesideItsClient() {
        put("consumer-fetch-manager-metrics", "records-consumed-rate", Map.of("client-id", "1"), 5.0);
        put("consumer-fetch-manager-metrics", "records-consumed-rate", Map.of("client-id", "1", "topic", "t"), 5.0);

        meters.look();

        assertThat(gauge("kafka.consumer.fetch.manager.records.consumed.rate")).isEqualTo(5);
    }

    @Test
    void shouldWalkTheMetricsOnlyWhenToldTo() {
        put("stream-metrics", "alive-stream-threads", Map.of(), 2);

        assertThat(gauge("kafka.stream.alive.stream.threads")).isZero();
        meters.look();
        assertThat(gauge("kafka.stream.alive.stream.threads")).isEqualTo(2);
        assertThat(gauge("kafka.stream.alive.stream.threads")).isEqualTo(2);

        assertThat(walks).hasValue(1);
    }

    private double gauge(String name) {
        return registry.get(name).tag("application", "app").gauge().value();
    }

    private void put(String group, String name, Map<String, String> tags, Object value) {
        var metricName = new MetricName(name, group, "", tags);
        kafka.put(metricName, new Metric() {
            @Override
            public MetricName metricName() {
                return metricName;
            }

            @Override
            public Object metricValue() {
                return value;
            }
        });
    }
}
