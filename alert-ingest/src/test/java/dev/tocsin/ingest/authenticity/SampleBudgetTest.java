package dev.tocsin.ingest.authenticity;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.ingest.SetClock;
import org.junit.jupiter.api.Test;

class SampleBudgetTest {

    private final SetClock clock = new SetClock("2026-03-10T12:00:00Z");

    @Test
    void shouldGiveSoManyAndFillEvenly() {
        var budget = new SampleBudget(2, clock);

        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        clock.advance(Duration.ofSeconds(30));
        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
    }

    @Test
    void shouldNotGrowBeyondAMinuteNorWithAClockThatStepsBack() {
        var budget = new SampleBudget(1, clock);
        clock.advance(Duration.ofDays(1));

        assertThat(budget.take()).isTrue();
        assertThat(budget.take()).isFalse();
        clock.advance(Duration.ofHours(-1));
        assertThat(budget.take()).isFalse();
    }
}
