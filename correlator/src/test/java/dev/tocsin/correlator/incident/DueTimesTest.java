package dev.tocsin.correlator.incident;

import static dev.tocsin.event.TimerKind.INACTIVITY;
import static dev.tocsin.event.TimerKind.MAX_AGE;
import static dev.tocsin.event.TimerKind.QUIET_TIME_OVER;
import static dev.tocsin.event.TimerKind.SNOOZE_OVER;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.state.IncidentRow;
import org.junit.jupiter.api.Test;

/** Several things may be due for an incident; the earliest is its timer. */
class DueTimesTest {

    private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    private final IncidentRow.Builder row = IncidentRow.newBuilder().setGeneration(0);
    private final DueTimes dues = DueTimes.of(List.of());

    @Test
    void shouldTakeTheEarliest() {
        dues.set(MAX_AGE, NOON.plusSeconds(60));
        dues.set(SNOOZE_OVER, NOON);

        dues.into(row);

        assertThat(row.getTimerKind()).isEqualTo(SNOOZE_OVER);
        assertThat(row.getDueAt()).isEqualTo(NOON);
        assertThat(row.getGeneration()).isEqualTo(1);
    }

    @Test
    void shouldKeepATimerThatLiesInTheLogWhenSomethingLaterIsSet() {
        dues.set(SNOOZE_OVER, NOON);
        dues.into(row);
        row.setTimerEmitted(true);

        dues.set(INACTIVITY, NOON.plusSeconds(1));
        dues.into(row);

        assertThat(row.getGeneration()).isEqualTo(1);
        assertThat(row.getTimerEmitted()).isTrue();
    }

    @Test
    void shouldMakeATimerInTheLogStaleWhenSomethingEarlierIsSet() {
        dues.set(SNOOZE_OVER, NOON);
        dues.into(row);
        row.setTimerEmitted(true);

        dues.set(INACTIVITY, NOON.minusSeconds(1));
        dues.into(row);

        assertThat(row.getTimerKind()).isEqualTo(INACTIVITY);
        assertThat(row.getGeneration()).isEqualTo(2);
        assertThat(row.getTimerEmitted()).isFalse();
    }

    @Test
    void shouldResolveBeforeItOpensAgainWhenBothAreDueAtOnce() {
        dues.set(SNOOZE_OVER, NOON);
        dues.set(QUIET_TIME_OVER, NOON);

        dues.into(row);

        assertThat(row.getTimerKind()).isEqualTo(QUIET_TIME_OVER);
    }

    @Test
    void shouldHaveNoTimerWhenNothingIsDue() {
        dues.set(SNOOZE_OVER, NOON);
        dues.into(row);

        dues.cancelAll();
        dues.into(row);

        assertThat(row.getTimerKind()).isNull();
        assertThat(row.getGeneration()).isEqualTo(2);
    }
}
