package dev.tocsin.escalator.ladder;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WordingTest {

    @ParameterizedTest(name = "{0} is \"{1}\"")
    @CsvSource({"PT0S, 0 s", "PT0.4S, 0 s", "PT42S, 42 s", "PT5M, 5 min", "PT5M10S, 5 min 10 s", "PT2H, 2 h",
            "PT1H5M30S, 1 h 5 min", "PT49H1S, 49 h"})
    void shouldSaySpansForPeople(Duration span, String words) {
        assertThat(Wording.of(span)).isEqualTo(words);
    }
}
