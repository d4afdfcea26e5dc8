package dev.tocsin.escalator.clock;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.calendar.BusinessCalendar.Hours;
import dev.tocsin.policy.model.Deadline;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When time is over, across weekends, holidays, zones and changes of daylight saving time. All times are of the zone. */
class StopwatchTest {

    private static final ZoneId ZURICH = ZoneId.of("Europe/Zurich");

    private static BusinessCalendar office(ZoneId zone) {
        return new BusinessCalendar("office", zone, EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), List.of(
                new Hours(LocalTime.of(9, 0), LocalTime.of(18, 0))), Set.of(LocalDate.parse("2026-12-25"), LocalDate
                        .parse("2027-01-01")));
    }

    private static Deadline working(Duration within, ZoneId zone) {
        return new Deadline(within, Optional.of(office(zone)), Optional.of(80));
    }

    private static Instant at(String local, ZoneId zone) {
        return LocalDateTime.parse(local).atZone(zone).toInstant();
    }

    private static LocalDateTime local(Optional<Instant> at, ZoneId zone) {
        return LocalDateTime.ofInstant(at.orElseThrow(), zone);
    }

    private static ClockPauseInterval pause(String from, String until) {
        return new ClockPauseInterval(at(from, ZURICH), Optional.of(at(until, ZURICH)));
    }

    /** A1: SEV4 has one business day; B1: severity 4 is for the next business day. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"Tuesday noon, Europe/Zurich, 2026-03-03T12:00, 2026-03-04T10:12, 2026-03-04T12:00",
            "Friday noon: Monday noon, Europe/Zurich, 2026-03-06T12:00, 2026-03-09T10:12, 2026-03-09T12:00",
            "Friday night: Monday evening, Europe/Zurich, 2026-03-06T23:30, 2026-03-09T16:12, 2026-03-09T18:00",
            "Saturday: Monday evening, Europe/Zurich, 2026-03-07T12:00, 2026-03-09T16:12, 2026-03-09T18:00",
            "before work, Europe/Zurich, 2026-03-03T05:00, 2026-03-03T16:12, 2026-03-03T18:00",
            "the last minute of a day, Europe/Zurich, 2026-03-03T17:59, 2026-03-04T16:11, 2026-03-04T17:59",
            "before a holiday and a weekend, Europe/Zurich, 2026-12-24T12:00, 2026-12-28T10:12, 2026-12-28T12:00",
            "on a holiday, Europe/Zurich, 2026-12-25T12:00, 2026-12-28T16:12, 2026-12-28T18:00",
            "over New Year, Europe/Zurich, 2026-12-31T12:00, 2027-01-04T10:12, 2027-01-04T12:00",
            "over the change to summer time, Europe/Zurich, 2026-03-27T12:00, 2026-03-30T10:12, 2026-03-30T12:00",
            "over the change to winter time, Europe/Zurich, 2026-10-23T12:00, 2026-10-26T10:12, 2026-10-26T12:00",
            "in New York, America/New_York, 2026-03-06T12:00, 2026-03-09T10:12, 2026-03-09T12:00",
            "in Sydney, Australia/Sydney, 2026-10-02T12:00, 2026-10-05T10:12, 2026-10-05T12:00",
            "in Kathmandu, Asia/Kathmandu, 2026-03-06T12:00, 2026-03-09T10:12, 2026-03-09T12:00",
            "in Apia, Pacific/Apia, 2026-03-06T12:00, 2026-03-09T10:12, 2026-03-09T12:00"})
    void shouldGiveOneBusinessDay(String name, String zone, String start, LocalDateTime warning, LocalDateTime due) {
        var where = ZoneId.of(zone);
        var stopwatch = new Stopwatch(at(start, where), working(Duration.ofDays(1), where), List.of());

        assertThat(local(stopwatch.warnAt(), where)).isEqualTo(warning);
        assertThat(local(stopwatch.dueAt(), where)).isEqualTo(due);
    }

    /** Somebody in New York opens it; the team works in Zurich. */
    @Test
    void shouldCountByTheZoneOfTheCalendar() {
        var fridayNoonInNewYork = at("2026-03-06T12:30", ZoneId.of("America/New_York"));

        var stopwatch = new Stopwatch(fridayNoonInNewYork, working(Duration.ofDays(1), ZURICH), List.of());

        assertThat(local(stopwatch.dueAt(), ZURICH)).isEqualTo(LocalDateTime.parse("2026-03-09T18:00"));
    }

    /** C1, D1, A1: minutes and hours run through nights, weekends and changes of the clock. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"C1: P0 service down, 2026-03-07T23:58, PT5M, 2026-03-08T00:03",
            "C1: P1 slow queries, 2026-03-07T12:00, PT30M, 2026-03-07T12:30",
            "D1: P1, 2026-12-25T00:00, PT15M, 2026-12-25T00:15", "D1: P3, 2026-03-07T22:00, PT4H, 2026-03-08T02:00",
            "A1: SEV3 over the hour that summer time takes, 2026-03-29T01:30, PT2H, 2026-03-29T04:30",
            "A1: SEV3 over the hour that winter time gives, 2026-10-25T01:30, PT2H, 2026-10-25T02:30",
            "B15: the review, 2026-03-27T18:00, PT48H, 2026-03-29T19:00"})
    void shouldCountAllTimeWithoutACalendar(String name, String start, Duration within, LocalDateTime due) {
        var stopwatch = new Stopwatch(at(start, ZURICH), Deadline.of(within), List.of());

        assertThat(local(stopwatch.dueAt(), ZURICH)).isEqualTo(due);
        assertThat(stopwatch.warnAt()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"in working hours: an hour later, 2026-03-06T14:00, 2026-03-06T15:00, 2026-03-09T13:00, PT1H",
            "over the evening: one working hour later, 2026-03-06T17:00, 2026-03-06T23:00, 2026-03-09T13:00, PT6H",
            "over the weekend: nothing changes, 2026-03-07T00:00, 2026-03-08T23:00, 2026-03-09T12:00, PT47H",
            "before the start: nothing changes, 2026-03-06T10:00, 2026-03-06T12:00, 2026-03-09T12:00, PT0S",
            "around the start: from the start on, 2026-03-06T10:00, 2026-03-06T13:00, 2026-03-09T13:00, PT1H",
            "after it was due: nothing changes, 2026-03-09T12:00, 2026-03-09T15:00, 2026-03-09T12:00, PT3H"})
    void shouldBeDueLaterByTheWorkingTimeThatItStoodStill(String name, String from, String until, LocalDateTime due,
            Duration stoodStill) {
        var stopwatch = new Stopwatch(at("2026-03-06T12:00", ZURICH), working(Duration.ofDays(1), ZURICH), List.of(
                pause(from, until)));

        assertThat(local(stopwatch.dueAt(), ZURICH)).isEqualTo(due);
        assertThat(stopwatch.stoodStill(at("2026-03-10T00:00", ZURICH))).isEqualTo(stoodStill);
    }

    @Test
    void shouldCountTimeUnderSeveralPausesOnce() {
        var stopwatch = new Stopwatch(at("2026-03-03T10:00", ZURICH), Deadline.of(Duration.ofHours(2)), List.of(
                pause("2026-03-03T10:50", "2026-03-03T11:10"), pause("2026-03-03T10:30", "2026-03-03T11:00"),
                pause("2026-03-03T10:40", "2026-03-03T10:45"), pause("2026-03-03T11:10", "2026-03-03T11:20")));

        assertThat(stopwatch.pauses()).containsExactly(pause("2026-03-03T10:30", "2026-03-03T11:20"));
        assertThat(local(stopwatch.dueAt(), ZURICH)).isEqualTo(LocalDateTime.parse("2026-03-03T12:50"));
        assertThat(stopwatch.counted(at("2026-03-03T11:15", ZURICH))).isEqualTo(Duration.ofMinutes(30));
    }

    @Test
    void shouldNotBeDueWhileItStandsStillWithoutAnEnd() {
        var stopwatch = new Stopwatch(at("2026-03-03T10:00", ZURICH), new Deadline(Duration.ofHours(2), Optional
                .empty(), Optional.of(50)), List.of(new ClockPauseInterval(at("2026-03-03T11:30", ZURICH), Optional
                        .empty())));

        assertThat(stopwatch.dueAt()).isEmpty();
        assertThat(local(stopwatch.warnAt(), ZURICH)).isEqualTo(LocalDateTime.parse("2026-03-03T11:00"));
        assertThat(stopwatch.standsStill(at("2026-03-03T11:29", ZURICH))).isFalse();
        assertThat(stopwatch.standsStill(at("2026-03-04T00:00", ZURICH))).isTrue();
        assertThat(local(stopwatch.resumed(at("2026-03-03T13:30", ZURICH)).dueAt(), ZURICH)).isEqualTo(LocalDateTime
                .parse("2026-03-03T14:00"));
    }

    @Test
    void shouldBeDueWhenItsTimeWasOverBeforeItStoodStill() {
        var stopwatch = new Stopwatch(at("2026-03-03T10:00", ZURICH), Deadline.of(Duration.ofHours(2)), List.of(
                new ClockPauseInterval(at("2026-03-03T12:00", ZURICH), Optional.empty())));

        assertThat(local(stopwatch.dueAt(), ZURICH)).isEqualTo(LocalDateTime.parse("2026-03-03T12:00"));
    }
}
