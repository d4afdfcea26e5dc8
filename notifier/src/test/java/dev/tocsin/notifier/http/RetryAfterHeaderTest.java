package dev.tocsin.notifier.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RetryAfterHeaderTest {

    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    @Test
    void shouldReadSeconds() {
        assertThat(RetryAfterHeader.parse(" 120 ", NOW)).contains(Duration.ofMinutes(2));
    }

    @Test
    void shouldReadADate() {
        assertThat(RetryAfterHeader.parse("Sat, 21 Nov 2026 12:00:30 GMT", NOW)).contains(Duration.ofSeconds(30));
    }

    @Test
    void shouldReadADateThatIsPastAsNow() {
        assertThat(RetryAfterHeader.parse("Sat, 21 Nov 2026 11:00:00 GMT", NOW)).contains(Duration.ZERO);
    }

    @ParameterizedTest(name = "\"{0}\"")
    @ValueSource(strings = {"", "soon", "-1", "1.5", "99999999999999999999"})
    void shouldIgnoreWhatIsNeither(String text) {
        assertThat(RetryAfterHeader.parse(text, NOW)).isEmpty();
    }
}
