package dev.tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;

import dev.tocsin.ingest.SetClock;
import org.junit.jupiter.api.Test;

class IngestIdsTest {

    @Test
    void shouldSortByTimeAndDifferWithinAMillisecond() {
        var clock = new SetClock("2026-03-10T12:00:00Z");
        var ids = new IngestIds(clock, new Random(1));

        var first = ids.next();
        var second = ids.next();
        clock.advance(Duration.ofMillis(1));
        var later = ids.next();

        assertThat(first).matches("[0-9a-z]{26}").isNotEqualTo(second);
        assertThat(later).isGreaterThan(first).isGreaterThan(second);
    }
}
