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

    private double bytes;

    @Test
    void shouldHearTheBrokerWhileBytesComeIn() {
        var contact = new BrokerContact(counting());
        bytes = 100;
        assertThat(contact.heard()).isTrue();
        bytes = 180;
        assertThat(contact.heard()).isTrue();
        assertThat(contact.heard()).isFalse();
    }

    @Test
    void shouldHearNothingBeforeTheFirstByte() {
        assertThat(new BrokerContact(counting()).heard()).isFalse();
    }

    @Test
    void shouldTakeAConsumerThatDoesNotCountForOneInContact() {
        assertThat(new BrokerContact(Map.of()).heard()).isTrue();
    }

    @Test
    void shouldBeOutOfContactAfterALongSilence() {
        var progress = ReadProgress.NONE.inContact(NOW);

        assertThat(progress.isInContact(NOW.plusSeconds(30), Duration.ofSeconds(30))).isTrue();
        assertThat(progress.isInContact(NOW.plusSeconds(31), Duration.ofSeconds(30))).isFalse();
        assertThat(ReadProgress.NONE.isInContact(NOW, Duration.ofSeconds(30))).isFalse();
    }

    private Map<MetricName, Metric> counting() {
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
