package dev.tocsin.schemas.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DurationsTest {

    @ParameterizedTest
    @CsvSource({"90s, PT1M30S", "1h30m, PT1H30M", "2d, PT48H", "6w, PT1008H", "1y, PT8760H", "1w2d3h, PT219H",
            "250ms, PT0.25S",
            "0, PT0S", "0m, PT0S"})
    void shouldReadDurationsInCommonNotations(String text, Duration meant) {
        assertThat(Durations.parse(text)).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "5", "m", "5 m", "5M", "-5m", "5m1h", "1h1h", "1.5h", "PT5M", "9999999999s"})
    void shouldRefuseInvalidDurations(String text) {
        assertThat(Durations.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0s", "PT1M30S, 1m30s", "PT26H, 1d2h", "PT0.25S, 250ms", "PT48H, 2d"})
    void shouldReadBackWrittenDurations(Duration duration, String text) {
        assertThat(Durations.written(duration)).isEqualTo(text);
        assertThat(Durations.parse(text)).contains(duration);
    }

    @ParameterizedTest
    @CsvSource({"PT0S, 0 s", "PT0.4S, 0 s", "PT42S, 42 s", "PT5M, 5 min", "PT5M10S, 5 min 10 s", "PT2H, 2 h",
            "PT1H5M30S, 1 h 5 min", "PT49H1S, 49 h"})
    void shouldSayADurationInASentence(Duration duration, String words) {
        assertThat(Durations.inWords(duration)).isEqualTo(words);
    }

    @Test
    void shouldReadTheLongestOfEachUnitWithoutOverflow() {
        assertThat(Durations.parse("999y9999w999999d999999h99999999m999999999s999999999ms")).isPresent();
    }
}
