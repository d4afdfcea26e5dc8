package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class KafkaContactTest {

    private static final double CONNECTED = 2;

    @Test
    void shouldBeReadyWhileHeartbeatsGoOut() {
        assertThat(health(metrics(member("a", 2, CONNECTED), member("b", 11, CONNECTED))).ready())
                .isTrue();
    }

    @Test
    void shouldNotBeReadyWhenOneMemberIsSilent() {
        var health = health(metrics(member("a", 2, CONNECTED), member("b", 47, CONNECTED)));

        assertThat(health.ready()).isFalse();
        assertThat(health.live()).as("a restart would not help").isTrue();
        assertThat(health.details()).containsEntry("reason", "no heartbeat to Kafka for 47 s");
    }

    @Test
    void shouldNotBeReadyWithoutAConnection() {
        var health = health(metrics(member("a", -1, 0)));

        assertThat(health.ready()).isFalse();
        assertThat(health.details()).containsEntry("reason", "no connection to Kafka");
    }

    @Test
    void shouldNotJudgeAMemberBeforeItsFirstHeartbeat() {
        assertThat(health(metrics(member("a", -1, CONNECTED))).ready()).isTrue();
        assertThat(health(Map.of()).ready()).isTrue();
    }

    @Test
    void shouldNotMindClientsThatAreMembersOfNoGroup() {
        var restoring = metric("connection-count", "restore-consumer", 0);

        assertThat(health(metrics(member("a", 1, CONNECTED), List.of(restoring))).ready()).isTrue();
    }

    @Test
    void shouldLookThroughAllMetricsOnlyOnceWhileAllIsWell() {
        var looks = new AtomicInteger();
        var contact = new KafkaContact(() -> {
            looks.incrementAndGet();
            return metrics(member("a", 2, CONNECTED));
        });

        contact.health();
        contact.health();

        assertThat(looks).hasValue(1);
    }

    @Test
    void shouldLookAgainWhenAMemberIsSilentBecauseItWasReplaced() {
        var silent = new AtomicReference<>(2.0);
        var now = new AtomicReference<>(metrics(List.of(metric("last-heartbeat-seconds-ago", "a", silent::get))));
        var contact = new KafkaContact(now::get);
        assertThat(contact.health().ready()).isTrue();

        silent.set(47.0);
        assertThat(contact.health().ready()).isFalse();
        now.set(metrics(member("b", 1, CONNECTED)));

        assertThat(contact.health().ready()).isTrue();
    }

    private static Health health(Map<MetricName, Metric> metrics) {
        return new KafkaContact(() -> metrics).health();
    }

    private static List<Metric> member(String client, double heartbeatSecondsAgo, double connections) {
        return List.of(metric("last-heartbeat-seconds-ago", client, heartbeatSecondsAgo),
                metric("connection-count", client, connections));
    }

    @SafeVarargs
    @SuppressWarnings("varargs") // only read
    private static Map<MetricName, Metric> metrics(List<Metric>... clients) {
        return Arrays.stream(clients).flatMap(List::stream).collect(Collectors.toMap(Metric::metricName,
                metric -> metric));
    }

    private static Metric metric(String metricName, String client, double value) {
        return metric(metricName, client, () -> value);
    }

    private static Metric metric(String metricName, String client, Supplier<Double> value) {
        var name = new MetricName(metricName, "consumer-metrics", "", Map.of("client-id", client));
        return new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return value.get();
            }
        };
    }
}
