package dev.tocsin.notifier.channel;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.notifier.http.HttpResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VendorRetryHeadersTest {

    @Test
    void shouldReadSecondsWithAFraction() {
        assertThat(VendorRetryHeaders.seconds("0.65")).contains(Duration.ofMillis(650));
        assertThat(VendorRetryHeaders.seconds("17")).contains(Duration.ofSeconds(17));
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "-1", "soon", "1e9", "99999999999999", "NaN"})
    void shouldTakeNothingElseForSeconds(String text) {
        assertThat(VendorRetryHeaders.seconds(text)).isEmpty();
    }

    @Test
    void shouldReadMomentsAndNeverWaitForThePast() {
        assertThat(VendorRetryHeaders.untilSecond(with(NOON.plusSeconds(7).getEpochSecond()), "X-Reset", NOON))
                .contains(Duration
                        .ofSeconds(7));
        assertThat(VendorRetryHeaders.untilMillisecond(with(NOON.plusMillis(70).toEpochMilli()), "x-reset", NOON))
                .contains(Duration
                        .ofMillis(70));
        assertThat(VendorRetryHeaders.untilSecond(with(NOON.minusSeconds(7).getEpochSecond()), "x-reset", NOON))
                .contains(
                        Duration.ZERO);
        assertThat(VendorRetryHeaders.untilSecond(with(1), "x-other", NOON)).isEmpty();
    }

    private static HttpResult.Replied with(long value) {
        return new HttpResult.Replied(429, "", Optional.empty(), Map.of("x-reset", Long.toString(value)));
    }
}
