package dev.tocsin.policy.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.tocsin.policy.calendar.BusinessCalendar.Hours;
import dev.tocsin.property.Between;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BusinessCalendarTest {

    private static final Set<DayOfWeek> WEEK = EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY);
    private static final BusinessCalendar OFFICE = new BusinessCalendar("office", ZoneId.of("Europe/Berlin"), WEEK,
            List.of(new Hours(LocalTime.of(9, 0), LocalTime.of(17, 0))), Set.of(LocalDate.parse("2026-12-25")));

    @ParameterizedTest(name = "{0} is {2}")
    @CsvSource({"the first minute, 2026-03-02T08:00:00Z, open", "the minute before, 2026-03-02T07:59:00Z, closed",
            "the last moment, 2026-03-02T16:00:00Z, closed", "Sunday, 2026-03-01T12:00:00Z, closed",
            "a holiday, 2026-12-25T12:00:00Z, closed", "nine o'clock in summer, 2026-06-01T07:00:00Z, open",
            "five o'clock in summer, 2026-06-01T15:00:00Z, closed"})
    void shouldKnowWhenPeopleWork(String name, Instant at, String state) {
        assertThat(OFFICE.isOpen(at)).isEqualTo(state.equals("open"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"a day from Tuesday at ten, 2026-03-03T09:00:00Z, P1D, 2026-03-04T09:00:00Z",
            "a day from Friday at ten, 2026-03-06T09:00:00Z, P1D, 2026-03-09T09:00:00Z",
            "a day from Saturday, 2026-03-07T09:00:00Z, P1D, 2026-03-09T16:00:00Z",
            "two hours from Friday at four, 2026-03-06T15:00:00Z, PT2H, 2026-03-09T09:00:00Z",
            "a day and an hour, 2026-03-02T08:00:00Z, P1DT1H, 2026-03-03T09:00:00Z",
            "over a holiday, 2026-12-24T15:00:00Z, PT2H, 2026-12-28T09:00:00Z",
            "over the change to summer time, 2026-03-27T15:00:00Z, PT2H, 2026-03-30T08:00:00Z",
            "to the last moment of a day, 2026-03-02T08:00:00Z, PT8H, 2026-03-02T16:00:00Z",
            "nothing at night, 2026-03-02T03:00:00Z, PT0S, 2026-03-02T03:00:00Z"})
    void shouldCountOnlyWorkingTime(String name, Instant from, Duration amount, Instant due) {
        assertThat(OFFICE.add(from, amount)).isEqualTo(due);
    }

    @Test
    void shouldTakeMidnightAsTheEndOfADay() {
        var always = new BusinessCalendar("always", ZoneId.of("UTC"), EnumSet.allOf(DayOfWeek.class),
                List.of(new Hours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT)), Set.of());
        var now = Instant.parse("2026-03-02T03:00:00Z");

        assertThat(always.add(now, Duration.ofDays(3))).isEqualTo(now.plus(Duration.ofDays(3)));
        assertThat(always.isOpen(now)).isTrue();
    }

    @Property(tries = 300)
    void shouldNeverCountMoreThanTheClockOnTheWall(@ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") Instant from, @ForAll @Between(max = 20_000) long minutes) {
        var amount = Duration.ofMinutes(minutes);

        var due = calendar.add(from, amount);

        var counted = calendar.workingTime(amount);
        assertThat(counted).isLessThanOrEqualTo(Duration.between(from, due));
        assertThat(calendar.between(from, due)).isEqualTo(counted);
    }

    @Property(tries = 300)
    void shouldNeverBeDueEarlierWhenThereIsMoreTimeOrItBeginsLater(@ForAll("calendars") BusinessCalendar calendar,
            @ForAll("moments") Instant from, @ForAll @Between(max = 5_000) long minutes,
            @ForAll @Between(max = 5_000) long more) {
        var amount = Duration.ofMinutes(minutes);

        assertThat(calendar.after(from, amount.plusMinutes(more))).isAfterOrEqualTo(calendar.after(from, amount));
        assertThat(calendar.after(from.plus(Duration.ofMinutes(more)), amount))
                .isAfterOrEqualTo(calendar.after(from, amount));
    }

    @Property(tries = 300)
    void shouldBeOpenJustBeforeItIsDue(@ForAll("calendars") BusinessCalendar calendar, @ForAll("moments") Instant from,
            @ForAll @Between(min = 1, max = 5_000) long minutes) {
        assertThat(calendar.isOpen(calendar.after(from, Duration.ofMinutes(minutes)).minusNanos(1))).isTrue();
    }

    Gen<Instant> moments() {
        return Gens.longs(Instant.parse("2025-01-01T00:00:00Z").getEpochSecond(),
                Instant.parse("2027-12-31T00:00:00Z").getEpochSecond()).map(Instant::ofEpochSecond);
    }

    Gen<BusinessCalendar> calendars() {
        var zones = Gens.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe",
                "America/Sao_Paulo", "Pacific/Apia", "Asia/Kathmandu").map(ZoneId::of);
        var days = Gens.of(DayOfWeek.class).set(1, 7);
        var hours = Gens.ints(0, 23).set(2, 4).map(all -> {
            var sorted = all.stream().sorted().toList();
            return sorted.size() < 4
                    ? List.of(hours(sorted.getFirst(), sorted.getLast()))
                    : List.of(hours(sorted.get(0), sorted.get(1)), hours(sorted.get(2), sorted.get(3)));
        });
        return Gens.combine(zones, days, hours, (zone, on, open) -> new BusinessCalendar("any",
                zone, on, open, Set.of(LocalDate.parse("2026-03-30"))));
    }

    private static Hours hours(int from, int to) {
        return new Hours(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
