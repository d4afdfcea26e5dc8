package dev.tocsin.policy.oncall;

import static dev.tocsin.policy.oncall.Schedules.schedule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.Test;

/** What being on call costs, and who is on call too much. Berlin, a week in November 2026 from Monday 09:00. */
class LoadTest {

    private static final Instant MONDAY = Instant.parse("2026-11-16T08:00:00Z");
    private static final Instant NEXT = MONDAY.plus(Duration.ofDays(7));
    private static final Schedule WEEKS = schedule("layers: {people: [anna, ben], rotate: weekly, handover: mon 09:00, "
            + "from: 2026-11-16}");
    private static final Schedule DAYS = schedule("layers: {people: [anna, cleo], rotate: daily, handover: \"09:00\", "
            + "from: 2026-11-16}");

    @Test
    void shouldCountHoursWeekendsNightsAndHandovers() {
        assertThat(Load.of(List.of(WEEKS), MONDAY, NEXT)).containsExactly(new Load("anna", Duration.ofDays(7),
                Duration.ofDays(2), Duration.ofHours(7 * 8), 1));
        assertThat(Load.of(List.of(DAYS), MONDAY, NEXT)).extracting(Load::person, Load::total, Load::handovers)
                .containsExactly(tuple("anna", Duration.ofDays(4), 4), tuple("cleo", Duration.ofDays(3), 3));
    }

    @Test
    void shouldCountAnHourMoreOfTheNightInWhichClocksGoBack() {
        var night = Load.of(List.of(schedule("layers: {people: anna}")), Instant.parse("2026-10-24T20:00:00Z"),
                Instant.parse("2026-10-25T05:00:00Z"));

        assertThat(night).extracting(Load::nights).containsExactly(Duration.ofHours(9));
    }

    @Test
    void shouldFindWhoIsOnCallTwiceAtOnce() {
        var twice = OnCallConflict.twice(List.of(WEEKS, DAYS), MONDAY, NEXT);

        assertThat(twice).hasSize(4).allSatisfy(booking -> assertThat(booking).returns("anna", OnCallConflict::person)
                .returns(Duration.ofDays(1), OnCallConflict::length));
        assertThat(twice.getFirst().from()).isEqualTo(MONDAY);
    }

    @Test
    void shouldFindWhoIsOnCallForTooLong() {
        var tooLong = OnCallConflict.tooLong(List.of(WEEKS, DAYS), MONDAY, NEXT, Duration.ofDays(5));

        assertThat(tooLong).containsExactly(new OnCallConflict("anna", List.of("primary"), MONDAY, NEXT));
        assertThat(OnCallConflict.tooLong(List.of(WEEKS), MONDAY, NEXT, Duration.ofDays(7))).isEmpty();
    }
}
