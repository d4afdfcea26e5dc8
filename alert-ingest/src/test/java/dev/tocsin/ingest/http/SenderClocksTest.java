package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.SetClock;
import org.junit.jupiter.api.Test;

/** How far the clocks of senders are from ours. */
class SenderClocksTest {

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");
    private final SenderClocks clocks = new SenderClocks(clock);

    @Test
    void shouldTakeTheGreatestDifferenceOfADay() {
        saw(-240);
        saw(90);
        saw(-5);

        assertThat(clocks.skew("zabbix")).contains(Duration.ofSeconds(90));
    }

    @Test
    void shouldForgetItAfterADay() {
        saw(90);
        clock.advance(Duration.ofHours(25));
        assertThat(clocks.skew("zabbix")).isEmpty();

        saw(-30);

        assertThat(clocks.skew("zabbix")).contains(Duration.ofSeconds(-30));
    }

    @Test
    void shouldNotTakeOldNewsForASlowClock() {
        saw(-3_600);

        assertThat(clocks.skew("zabbix")).isEmpty();
        assertThat(clocks.skew("datadog")).isEmpty();
    }

    @Test
    void shouldTakeTheEndOfAResolvedAlert() {
        clocks.saw("zabbix", List.of(alert(AlertStatus.RESOLVED, now().minusSeconds(4_000), now().plusSeconds(20))),
                now());

        assertThat(clocks.skew("zabbix")).contains(Duration.ofSeconds(20));
    }

    private void saw(int seconds) {
        clocks.saw("zabbix", List.of(alert(AlertStatus.FIRING, now().plusSeconds(seconds), null)), now());
    }

    private Instant now() {
        return clock.instant();
    }

    private static Alert alert(AlertStatus status, Instant starts, Instant ends) {
        return Alert.newBuilder().setIdentity("a").setSource("zabbix").setFormat("zabbix").setStatus(status).setName(
                "Down").setSummary("Down").setLabels(Map.of()).setStartsAt(starts).setEndsAt(ends).setReceivedId("")
                .build();
    }
}
