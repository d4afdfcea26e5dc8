package dev.tocsin.console.feed;

import static dev.tocsin.console.Records.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;

import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.junit.jupiter.api.Test;

class BrokerContactTest {

    private static final MetricName BYTES = new MetricName("incoming-byte-total", "consumer-metrics", "", Map.of(
            "client-id", "c"));

    private final BrokerContact contact = new BrokerContact();

    @Test
    void shouldHearTheBrokerWhileBytesComeIn() {
        assertThat(contact.heard(counted(100))).isTrue();
        assertThat(contact.heard(counted(180))).isTrue();
        assertThat(contact.heard(counted(180))).isFalse();
    }

    @Test
    void shouldHearABrokerThatCameBackWithANewConsumer() {
        contact.heard(counted(100));

        assertThat(contact.heard(counted(20))).isTrue();
    }

    @Test
    void shouldTakeAConsumerThatDoesNotCountForOneInContact() {
        assertThat(contact.heard(Map.of())).isTrue();
    }

    @Test
    void shouldBeOutOfContactAfterALongSilence() {
        var progress = Progress.NONE.inContact(NOW);

        assertThat(progress.isInContact(NOW.plusSeconds(30), Duration.ofSeconds(30))).isTrue();
        assertThat(progress.isInContact(NOW.plusSeconds(31), Duration.ofSeconds(30))).isFalse();
        assertThat(Progress.NONE.isInContact(NOW, Duration.ofSeconds(30))).isFalse();
    }

    private static Map<MetricName, Metric> counted(double bytes) {
        return Map.of(BYTES, new Metric() {

            @Override
            public MetricName metricName() {
                return BYTES;
            }

            @Override
            public Object metricValue() {
                return bytes;
            }
        });
    }
}
