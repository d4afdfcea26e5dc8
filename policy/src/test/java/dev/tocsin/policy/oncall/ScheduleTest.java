package dev.tocsin.policy.oncall;

import static dev.tocsin.policy.oncall.Schedules.schedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;

import dev.tocsin.policy.oncall.Shift.Why;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Computes who is on call. All times are local in Berlin, where clocks change on 2026-03-29 and 2026-10-25. */
class ScheduleTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest(name = "{0}: {2}")
    @CsvSource({"before the first turn, 2026-01-05T08:59, ''", "the first moment, 2026-01-05T09:00, anna",
            "the last minute of a week, 2026-01-12T08:59, anna", "the handover, 2026-01-12T09:00, ben",
            "all have had a turn, 2026-01-26T09:00, anna", "a handover after summer began, 2026-03-30T09:00, anna",
            "just before it, 2026-03-30T08:59, cleo", "a handover after winter began, 2026-10-26T09:00, anna",
            "just before that, 2026-10-26T08:59, cleo"})
    void shouldHandOverAtTheSameTimeOfDayInSummerAndWinter(String name, String at, String person) {
        var weekly = schedule("layers: {people: [anna, ben, cleo], rotate: weekly, handover: mon 09:00, "
                + "from: 2026-01-05}");

        assertThat(String.join("+", weekly.at(berlin(at)))).isEqualTo(person);
    }

    @ParameterizedTest(name = "{0} from {1}: {2} at {3}")
    @CsvSource(delimiter = '|', value = {"rotate: daily|2026-03-28|ben|2026-03-29T09:00",
            "rotate: daily, handover: \"02:30\"|2026-03-28|anna|2026-03-29T01:59",
            "rotate: daily, handover: \"02:30\"|2026-03-28|anna|2026-03-29T03:29",
            "rotate: daily, handover: \"02:30\"|2026-03-28|ben|2026-03-29T03:30",
            "rotate: 3d, handover: \"08:00\"|2026-01-05|ben|2026-01-08T08:00",
            "rotate: 2w|2026-01-07|anna|2026-01-21T08:59", "rotate: 2w|2026-01-07|ben|2026-01-21T09:00",
            "rotate: 12h, handover: \"08:00\"|2026-01-05|ben|2026-01-05T20:00",
            "rotate: 12h, handover: \"08:00\"|2026-01-05|anna|2026-07-01T08:00",
            "rotate: 36h, handover: \"08:00\"|2026-03-28|anna|2026-03-29T20:30",
            "rotate: 36h, handover: \"08:00\"|2026-03-28|ben|2026-03-29T21:00",
            "rotate: monthly, handover: 15 12:00|2026-01-01|anna|2026-02-15T11:59",
            "rotate: monthly, handover: 15 12:00|2026-01-01|ben|2026-02-15T12:00",
            "'shifts: [mon 09:00, fri 17:00]'|2026-01-05|anna|2026-01-09T16:59",
            "'shifts: [mon 09:00, fri 17:00]'|2026-01-05|ben|2026-01-11T12:00",
            "rotate: weekly, handover: mon 09:00|2026-01-07T15:00|anna|2026-01-07T15:00",
            "rotate: weekly, handover: mon 09:00|2026-01-07T15:00|ben|2026-01-12T09:00"})
    void shouldTakeTurnsAsWritten(String rotation, String from, String person, String at) {
        var schedule = schedule("layers: {people: [anna, ben], " + rotation + ", from: " + from + "}");

        assertThat(schedule.at(berlin(at))).containsExactly(person);
    }

    @Test
    void shouldTakeTheFirstOfTwoLocalTimesInAnOverlap() {
        var schedule = schedule("layers: {people: [anna, ben], rotate: daily, handover: \"02:30\", from: 2026-10-24}");

        assertThat(schedule.at(Instant.parse("2026-10-25T00:29:00Z"))).containsExactly("anna");
        assertThat(schedule.at(Instant.parse("2026-10-25T00:30:00Z"))).containsExactly("ben");
        assertThat(schedule.at(Instant.parse("2026-10-25T01:30:00Z"))).containsExactly("ben");
    }

    @Test
    void shouldLetALaterLayerGoFirstWhereItCounts() {
        var schedule = schedule("""
                layers:
                  - {people: anna}
                  - {people: ben, only: {days: [mon, tue], from: "22:00", to: "06:00"}}
                  - {people: cleo, during: office}
                """);

        assertThat(schedule.shifts(berlin("2026-01-05T08:00"), berlin("2026-01-06T09:00")))
                .extracting(Shift::people, shift -> LocalDateTime.ofInstant(shift.from(), BERLIN).toString())
                .containsExactly(tuple(List.of("anna"), "2026-01-05T08:00"), tuple(List.of("cleo"), "2026-01-05T09:00"),
                        tuple(List.of("anna"), "2026-01-05T17:00"), tuple(List.of("ben"), "2026-01-05T22:00"),
                        tuple(List.of("anna"), "2026-01-06T06:00"));
    }

    @Test
    void shouldFallThroughOnAHolidayOfTheCalendarAndInTheTurnOfNobody() {
        var holiday = schedule("layers: [{people: anna}, {people: ben, during: office}]");
        var nobody = schedule("layers: [{people: anna}, {people: [ben, []], rotate: weekly, from: 2026-01-05}]");

        assertThat(holiday.at(berlin("2026-12-24T10:00"))).containsExactly("ben");
        assertThat(holiday.at(berlin("2026-12-25T10:00"))).containsExactly("anna");
        assertThat(nobody.at(berlin("2026-01-06T10:00"))).containsExactly("ben");
        assertThat(nobody.at(berlin("2026-01-13T10:00"))).containsExactly("anna");
    }

    @Test
    void shouldLetOverridesGoBeforeLayersAndSwapsChangeLayersOnly() {
        var schedule = schedule("""
                layers: {people: [anna, [ben, cleo]], rotate: daily, from: 2026-01-05}
                overrides:
                  - {people: [anna, dan], from: "2026-01-06T12:00", until: "2026-01-06T16:00"}
                  - {people: eve, from: "2026-01-06T14:00", until: "2026-01-06T15:00"}
                swaps: {between: [anna, ben], from: "2026-01-06T00:00", until: "2026-01-07T00:00"}
                """);

        assertThat(schedule.shifts(berlin("2026-01-05T09:00"), berlin("2026-01-07T09:00")))
                .extracting(Shift::people, Shift::why, shift -> shift.length().toHours())
                .containsExactly(tuple(List.of("anna"), Why.LAYER, 15L), tuple(List.of("ben"), Why.SWAP, 9L),
                        tuple(List.of("anna", "cleo"), Why.SWAP, 3L), tuple(List.of("anna", "dan"), Why.OVERRIDE, 2L),
                        tuple(List.of("eve"), Why.OVERRIDE, 1L), tuple(List.of("anna", "dan"), Why.OVERRIDE, 1L),
                        tuple(List.of("anna", "cleo"), Why.SWAP, 8L), tuple(List.of("ben", "cleo"), Why.LAYER, 9L));
        assertThat(schedule.everybody()).containsExactly("anna", "ben", "cleo", "dan", "eve");
    }

    @Test
    void shouldSayWhenNobodyIsOnCall() {
        var schedule = schedule("layers: {people: anna, only: {days: [mon, tue, wed, thu, fri]}, until: 2026-02-01}");

        var gaps = schedule.gaps(berlin("2026-01-05T00:00"), berlin("2026-02-03T00:00"));

        assertThat(gaps).hasSize(4).first().returns(berlin("2026-01-10T00:00"), Shift::from)
                .returns(Duration.ofDays(2), Shift::length);
        assertThat(gaps).last().returns(berlin("2026-01-31T00:00"), Shift::from)
                .returns(berlin("2026-02-03T00:00"), Shift::to);
        assertThat(schedule.at(berlin("2026-01-10T12:00"))).isEmpty();
    }

    @Test
    void shouldBeCutAtBothEndsAndEmptyWithoutTime() {
        var schedule = schedule("layers: {people: anna}");
        var now = berlin("2026-01-05T00:00");

        assertThat(schedule.timeline(now, now)).isEmpty();
        assertThat(schedule.timeline(now, now.plusSeconds(5))).singleElement()
                .isEqualTo(new Shift(List.of("anna"), now, now.plusSeconds(5), Why.LAYER, "layer 1"));
    }

    private static Instant berlin(String local) {
        return LocalDateTime.parse(local).atZone(BERLIN).toInstant();
    }
}
