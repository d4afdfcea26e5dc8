package dev.tocsin.policy.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.calendar.BusinessCalendar;
import org.junit.jupiter.api.Test;

class DeadlineTest {

    private static final Instant FRIDAY_NOON = Instant.parse("2026-03-06T12:00:00Z");
    private static final BusinessCalendar OFFICE = new BusinessCalendar("office", ZoneOffset.UTC,
            EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY),
            List.of(new BusinessCalendar.Hours(LocalTime.of(9, 0), LocalTime.of(17, 0))), Set.of());

    /** Runbook row A1: SEV4 has one business day to respond. */
    @Test
    void shouldCountAWorkingDay() {
        var deadline = new Deadline(Duration.ofDays(1), Optional.of(OFFICE), Optional.of(75));

        assertThat(deadline.due(FRIDAY_NOON)).isEqualTo("2026-03-09T12:00:00Z");
        // Six of eight hours: five on Friday, one on Monday.
        assertThat(deadline.warning(FRIDAY_NOON)).contains(Instant.parse("2026-03-09T10:00:00Z"));
    }

    @Test
    void shouldCountAllTimeWithoutACalendar() {
        var deadline = new Deadline(Duration.ofMinutes(30), Optional.empty(), Optional.of(50));

        assertThat(deadline.due(FRIDAY_NOON)).isEqualTo("2026-03-06T12:30:00Z");
        assertThat(deadline.warning(FRIDAY_NOON)).contains(Instant.parse("2026-03-06T12:15:00Z"));
    }

    @Test
    void shouldNotWarnUnlessAsked() {
        assertThat(Deadline.of(Duration.ofMinutes(30)).warning(FRIDAY_NOON)).isEmpty();
    }
}
