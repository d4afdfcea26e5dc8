package dev.tocsin.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class KafkaContactTest {

    @Test
    void shouldBeReadyWhileHeartbeatsGoOut() {
        assertThat(KafkaContact.health(lastHeartbeats(2, 11)).ready()).isTrue();
    }

    @Test
    void shouldNotBeReadyWhenOneMemberIsSilent() {
        var health = KafkaContact.health(lastHeartbeats(2, 47));

        assertThat(health.ready()).isFalse();
        assertThat(health.live()).as("a restart would not help").isTrue();
        assertThat(health.details()).containsEntry("reason", "no contact with Kafka for 47 s");
    }

    @Test
    void shouldNotJudgeAMemberBeforeItsFirstHeartbeat() {
        assertThat(KafkaContact.health(lastHeartbeats(-1)).ready()).isTrue();
        assertThat(KafkaContact.health(Map.of()).ready()).isTrue();
    }

    private static Map<MetricName, Metric> lastHeartbeats(double... secondsAgo) {
        return DoubleStream.of(secondsAgo).<Metric>mapToObj(KafkaContactTest::lastHeartbeat)
                .collect(Collectors.toMap(Metric::metricName, metric -> metric));
    }

    private static Metric lastHeartbeat(double secondsAgo) {
        var name = new MetricName("last-heartbeat-seconds-ago", "consumer-coordinator-metrics", "",
                Map.of("client-id", "member-" + secondsAgo));
        return new Metric() {
            @Override
            public MetricName metricName() {
                return name;
            }

            @Override
            public Object metricValue() {
                return secondsAgo;
            }
        };
    }
}
