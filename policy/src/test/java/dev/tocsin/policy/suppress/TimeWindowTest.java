package dev.tocsin.policy.suppress;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimeWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0}: {4}")
    @CsvSource({"at its beginning, MONDAY, 02:00, 03:30, 2026-03-02T01:00:00Z, true",
            "at its end, MONDAY, 02:00, 03:30, 2026-03-02T02:30:00Z, false",
            "on another day, MONDAY, 02:00, 03:30, 2026-03-03T01:30:00Z, false",
            "after midnight of the day it began on, MONDAY, 22:00, 06:00, 2026-03-03T04:59:00Z, true",
            "before dawn of the day it begins on, MONDAY, 22:00, 06:00, 2026-03-02T04:00:00Z, false",
            "in the night without two o'clock, SUNDAY, 02:30, 04:00, 2026-03-29T01:45:00Z, true",
            "in the night with two o'clock twice, SUNDAY, 02:30, 04:00, 2026-10-25T00:30:00Z, true",
            "a whole day, MONDAY, 00:00, 00:00, 2026-03-02T22:59:00Z, true"})
    void shouldHoldByTheLocalClock(String name, DayOfWeek day, LocalTime from, LocalTime to, Instant at,
            boolean holds) {
        assertThat(new TimeWindow(Set.of(day), from, to, BERLIN).holdsAt(at)).isEqualTo(holds);
    }

    @Property(tries = 300)
    void shouldStayAsItIsUntilItsNextChange(@ForAll("windows") TimeWindow window, @ForAll("moments") Instant at) {
        var next = window.nextChange(at).orElseThrow();

        assertThat(next).isAfter(at);
        var step = Duration.between(at, next).dividedBy(7);
        for (var moment = at; moment.isBefore(next); moment = moment.plus(step).plusMillis(1)) {
            assertThat(window.holdsAt(moment)).as("at %s", moment).isEqualTo(window.holdsAt(at));
        }
    }

    Gen<TimeWindow> windows() {
        var times = Gens.ints(0, 95).map(quarter -> LocalTime.of(quarter / 4, quarter % 4 * 15));
        var zones = Gens.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia")
                .map(ZoneId::of);
        return Gens.combine(Gens.of(DayOfWeek.class).set(0, 7), times, times, zones, TimeWindow::new);
    }

    Gen<Instant> moments() {
        return Gens.longs(Instant.parse("2026-01-01T00:00:00Z").getEpochSecond(),
                Instant.parse("2027-01-01T00:00:00Z").getEpochSecond()).map(Instant::ofEpochSecond);
    }
}
