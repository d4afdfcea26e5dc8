package dev.tocsin.escalator.clock;

import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.tocsin.policy.calendar.BusinessCalendar;
import dev.tocsin.policy.calendar.BusinessCalendar.Hours;
import dev.tocsin.policy.model.Deadline;
import dev.tocsin.property.Between;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;

/**
 * What holds for every stopwatch, over calendars, zones with their changes, and pauses that overlap as they like. Times are
 * whole minutes, so that a model can go through them one by one.
 */
class StopwatchProperties {

    private static final int LONGEST = 6 * 24 * 60;

    /** A minute of the life of a stopwatch, by a model that asks only what the clock on the wall shows. */
    private record Minutes(int counted, int still, int closed) {

        static Minutes of(Stopwatch watch, List<ClockPauseInterval> pauses, int until) {
            var counted = 0;
            var still = 0;
            for (var minute = 0; minute < until; minute++) {
                var at = watch.start().plus(Duration.ofMinutes(minute));
                if (isPaused(pauses, at)) {
                    still++;
                } else if (isOpen(watch.deadline().calendar(), at)) {
                    counted++;
                }
            }
            return new Minutes(counted, still, until - counted - still);
        }

        private static boolean isPaused(List<ClockPauseInterval> pauses, Instant at) {
            return pauses.stream().anyMatch(pause -> !pause.from().isAfter(at) && pause.until().filter(end -> !end
                    .isAfter(at)).isEmpty());
        }

        private static boolean isOpen(Optional<BusinessCalendar> calendar, Instant at) {
            return calendar.map(it -> {
                var local = at.atZone(it.zone());
                return it.days().contains(local.getDayOfWeek()) && !it.holidays().contains(local.toLocalDate())
                        && it.hours().stream().anyMatch(hours -> !local.toLocalTime().isBefore(hours.from())
                                && local.toLocalTime().isBefore(hours.to()));
            }).orElse(true);
        }
    }

    @Property(tries = 400)
    void shouldCountEveryMinuteOnceAsOpenAndNotUnderAPause(@ForAll("deadlines") Deadline deadline,
            @ForAll("starts") Instant start, @ForAll("pauses") List<int[]> pauses,
            @ForAll @Between(max = LONGEST) int until) {
        var laid = laid(start, pauses);
        var watch = new Stopwatch(start, deadline, laid);
        var end = start.plus(Duration.ofMinutes(until));

        var model = Minutes.of(watch, laid, until);

        assertThat(watch.counted(end)).isEqualTo(Duration.ofMinutes(model.counted()));
        assertThat(watch.stoodStill(end)).isEqualTo(Duration.ofMinutes(model.still()));
        assertThat(watch.counted(end).plus(watch.stoodStill(end)).plusMinutes(model.closed())).isEqualTo(Duration
                .between(start, end));
    }

    @Property(tries = 500)
    void shouldNeverCountMoreThanTheClockOnTheWallNorRunBackwards(@ForAll("deadlines") Deadline deadline,
            @ForAll("starts") Instant start, @ForAll("pauses") List<int[]> pauses,
            @ForAll @Between(max = LONGEST) int until, @ForAll @Between(max = LONGEST) int more) {
        var watch = new Stopwatch(start, deadline, laid(start, pauses));
        var end = start.plus(Duration.ofMinutes(until));
        var later = end.plus(Duration.ofMinutes(more));

        assertThat(watch.counted(end)).isBetween(ZERO, Duration.between(start, end));
        assertThat(watch.counted(later).minus(watch.counted(end))).isBetween(ZERO, Duration.ofMinutes(more));
        assertThat(watch.counted(start.minusSeconds(1))).isZero();
    }

    @Property(tries = 500)
    void shouldBeDueAtTheFirstMomentAtWhichItsTimeIsCounted(@ForAll("deadlines") Deadline deadline,
            @ForAll("starts") Instant start, @ForAll("pauses") List<int[]> pauses) {
        var watch = new Stopwatch(start, deadline, laid(start, pauses));

        assertThat(watch.dueAt()).hasValueSatisfying(due -> {
            assertThat(watch.counted(due)).isEqualTo(watch.allowed());
            assertThat(watch.counted(due.minusMillis(1))).isLessThan(watch.allowed());
            assertThat(watch.warnAt()).hasValueSatisfying(warning -> assertThat(warning).isBetween(start, due));
        });
    }

    @Property(tries = 500)
    void shouldBeDueLaterByExactlyTheWorkingTimeThatItStoodStill(@ForAll("deadlines") Deadline deadline,
            @ForAll("starts") Instant start, @ForAll("pauses") List<int[]> pauses) {
        var plain = new Stopwatch(start, deadline, List.of());
        var paused = new Stopwatch(start, deadline, laid(start, pauses));

        var due = paused.dueAt().orElseThrow();
        var lost = plain.counted(due).minus(paused.counted(due));

        assertThat(plain.counted(due)).isEqualTo(plain.allowed().plus(lost));
        assertThat(due).isEqualTo(new Stopwatch(start, exactly(deadline, plain.allowed().plus(lost)), List.of())
                .dueAt().orElseThrow());
    }

    @Property(tries = 500)
    void shouldAddUpPausesWhateverTheirOrderAndHoweverTheyAreCut(@ForAll("deadlines") Deadline deadline,
            @ForAll("starts") Instant start, @ForAll("pauses") List<int[]> pauses,
            @ForAll @Between(max = LONGEST) int until) {
        var laid = laid(start, pauses);
        var cut = laid.stream().flatMap(StopwatchProperties::cut).toList().reversed();
        var end = start.plus(Duration.ofMinutes(until));
        var whole = new Stopwatch(start, deadline, laid);
        var pieces = new Stopwatch(start, deadline, cut);

        assertThat(pieces).isEqualTo(whole);
        assertThat(whole.stoodStill(end)).isEqualTo(whole.pauses().stream().map(pause -> new Stopwatch(start, deadline,
                List.of(pause)).stoodStill(end)).reduce(ZERO, Duration::plus));
    }

    @Property(tries = 300)
    void shouldWaitWhileItStandsStillAndGoOnWhereItStood(@ForAll("deadlines") Deadline deadline,
            @ForAll("starts") Instant start, @ForAll("pauses") List<int[]> pauses,
            @ForAll @Between(max = LONGEST) int from, @ForAll @Between(min = 1, max = LONGEST) int length) {
        var open = new ArrayList<>(laid(start, pauses));
        open.add(new ClockPauseInterval(start.plus(Duration.ofMinutes(from)), Optional.empty()));
        var waiting = new Stopwatch(start, deadline, open);
        var end = open.getLast().from().plus(Duration.ofMinutes(length));

        var counted = waiting.counted(open.getLast().from());

        assertThat(waiting.counted(end)).isEqualTo(counted);
        assertThat(waiting.dueAt().isPresent()).isEqualTo(counted.compareTo(waiting.allowed()) >= 0);
        assertThat(waiting.resumed(end).counted(end)).isEqualTo(counted);
        assertThat(waiting.resumed(end).dueAt()).isPresent();
    }

    private static Deadline exactly(Deadline like, Duration working) {
        var calendar = like.calendar().map(it -> new BusinessCalendar(it.name(), it.zone(), it.days(), it.hours(), it
                .holidays()));
        return calendar.map(it -> new Deadline(inDays(it, working), calendar, Optional.empty())).orElse(Deadline.of(
                working));
    }

    /** The amount that a calendar takes for so much working time: whole days of it are written as days. */
    private static Duration inDays(BusinessCalendar calendar, Duration working) {
        var day = calendar.workingTime(Duration.ofDays(1));
        return Duration.ofDays(working.dividedBy(day)).plus(working.minus(day.multipliedBy(working.dividedBy(day))));
    }

    private static Stream<ClockPauseInterval> cut(ClockPauseInterval pause) {
        var end = pause.until().orElseThrow();
        var middle = pause.from().plus(Duration.between(pause.from(), end).dividedBy(2));
        return Stream.of(new ClockPauseInterval(middle, Optional.of(end)), new ClockPauseInterval(pause.from(), Optional
                .of(middle)));
    }

    private static List<ClockPauseInterval> laid(Instant start, List<int[]> pauses) {
        return pauses.stream().map(pause -> {
            var from = start.plus(Duration.ofMinutes(pause[0]));
            return new ClockPauseInterval(from, Optional.of(from.plus(Duration.ofMinutes(pause[1]))));
        }).toList();
    }

    Gen<List<int[]>> pauses() {
        return Gens.combine(Gens.ints(-600, LONGEST), Gens.ints(0,
                3_000), (from, length) -> new int[]{from, length}).list(0, 6);
    }

    /** Around the changes of daylight saving time of the zones, holidays, and at any other time. */
    Gen<Instant> starts() {
        var changes = Gens.of("2026-03-27T10:00:00Z", "2026-10-23T10:00:00Z", "2026-03-06T15:00:00Z",
                "2026-10-30T15:00:00Z", "2026-04-03T00:00:00Z", "2026-12-23T10:00:00Z").map(Instant::parse);
        var any = Gens.longs(Instant.parse("2025-01-01T00:00:00Z").getEpochSecond() / 60,
                Instant.parse("2027-12-31T00:00:00Z").getEpochSecond() / 60).map(minute -> Instant.ofEpochSecond(minute
                        * 60));
        return Gens.oneOf(any, Gens.combine(changes, Gens.ints(0, 4_000), (change, minutes) -> change.plus(Duration
                .ofMinutes(minutes))));
    }

    Gen<Deadline> deadlines() {
        var within = Gens.oneOf(Gens.ints(1, 600), Gens.of(24 * 60, 48 * 60, 25
                * 60)).map(Duration::ofMinutes);
        return Gens.combine(within, calendars().optional(), Gens.ints(1, 99), (amount,
                calendar, percent) -> new Deadline(amount, calendar, Optional.of(percent)));
    }

    private static Gen<BusinessCalendar> calendars() {
        var zones = Gens.of("UTC", "Europe/Zurich", "America/New_York", "Australia/Lord_Howe",
                "America/St_Johns", "Pacific/Apia", "Asia/Kathmandu", "Africa/Casablanca").map(ZoneId::of);
        var days = Gens.of(DayOfWeek.class).set(1, 7);
        var hours = Gens.ints(4, 23).set(2, 4).map(all -> {
            var sorted = all.stream().sorted().toList();
            return sorted.size() < 4
                    ? List.of(hours(sorted.getFirst(), sorted.getLast()))
                    : List.of(hours(sorted.get(0), sorted.get(1)), hours(sorted.get(2), sorted.get(3)));
        });
        return Gens.combine(zones, days, hours, (zone, on, open) -> new BusinessCalendar("any", zone, on,
                open, Set.of(LocalDate.parse("2026-03-30"), LocalDate.parse("2026-12-25"))));
    }

    private static Hours hours(int from, int to) {
        return new Hours(LocalTime.of(from, 0), LocalTime.of(to, 0));
    }
}
