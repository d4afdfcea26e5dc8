package dev.tocsin.policy.oncall;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.policy.oncall.WrittenRotation.Hours;
import dev.tocsin.policy.oncall.WrittenRotation.Rhythm;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * Schedules agree with the recurrence rules of iCalendar, expanded by ical4j, over many zones and the clock changes of ten
 * years: at random moments, and right before and after every handover and every change.
 */
class RecurrenceOracleTest {

    private static final LocalDate FIRST = LocalDate.of(2016, 1, 1);
    private static final Duration LENGTH = Duration.ofDays(420);
    private static final Duration TEN_YEARS = Duration.ofDays(3653);
    private static final int PROBES = 150;
    private static final List<String> ZONES = List.of("UTC", "Europe/Berlin", "Europe/London", "Europe/Lisbon",
            "America/New_York", "America/St_Johns", "America/Sao_Paulo", "America/Havana", "America/Santiago",
            "America/Asuncion", "Asia/Kathmandu", "Asia/Tehran", "Asia/Amman", "Asia/Gaza", "Asia/Beirut",
            "Africa/Casablanca", "Africa/Cairo", "Australia/Lord_Howe", "Australia/Sydney", "Pacific/Chatham",
            "Pacific/Apia", "Pacific/Norfolk", "Atlantic/Azores", "Antarctica/Troll");

    /** A schedule as it is written, from the lowest layer to the highest. */
    record Written(ZoneId zone, List<WrittenRotation> layers, Duration length) {

        Schedule schedule() {
            return Schedules.schedule("zone: " + zone + "\nlayers:\n" + layers.stream()
                    .map(layer -> "  - " + layer.yaml() + "\n").collect(Collectors.joining()));
        }

        Instant begin() {
            return layers.getFirst().from().atStartOfDay(zone).toInstant();
        }

        Instant end() {
            return begin().plus(length);
        }
    }

    /** What the oracle says. */
    private static final class Oracle {

        private final List<TreeMap<Instant, String>> turns;
        private final List<Optional<TreeMap<Instant, Instant>>> hours;

        Oracle(Written written) {
            var until = written.end().plus(Duration.ofDays(40));
            turns = written.layers().stream().map(layer -> layer.turns(written.zone(), until)).toList();
            hours = written.layers().stream().map(layer -> layer.only().map(only -> only.expanded(written.zone(),
                    layer.from().minusDays(8), until))).toList();
        }

        List<String> at(Instant moment) {
            for (int i = turns.size() - 1; i >= 0; i--) {
                var turn = turns.get(i).floorEntry(moment);
                var counts = hours.get(i).map(spans -> spans.headMap(moment, true).descendingMap()
                        .values().stream().limit(3).anyMatch(moment::isBefore)).orElse(true);
                if (turn != null && counts) {
                    return List.of(turn.getValue());
                }
            }
            return List.of();
        }

        Stream<Instant> edges() {
            return Stream.concat(turns.stream().flatMap(all -> all.keySet().stream()),
                    hours.stream().flatMap(Optional::stream)
                            .flatMap(spans -> Stream.concat(spans.keySet().stream(), spans.values().stream())));
        }
    }

    @Property(tries = 200)
    void shouldAgreeAtRandomMomentsAndAroundHandoversAndClockChanges(@ForAll("schedules") Written written) {
        var schedule = written.schedule();
        var oracle = new Oracle(written);

        for (var moment : probes(written, oracle)) {
            assertThat(schedule.at(moment)).as("at %s (%s)", moment, moment.atZone(written.zone()))
                    .isEqualTo(oracle.at(moment));
        }
    }

    @Tag("long")
    @ParameterizedTest
    @FieldSource("ZONES")
    void shouldAgreeAroundEveryClockChangeOfTenYears(String zone) {
        for (var rhythm : List.of(Rhythm.DAILY, Rhythm.WEEKLY, Rhythm.TWELVE_HOURS, Rhythm.EXACT_36_HOURS)) {
            var written = new Written(ZoneId.of(zone), List.of(new WrittenRotation(List.of("anna", "ben", "cleo"),
                    rhythm, LocalTime.of(2, 15), FIRST, Optional.empty())), TEN_YEARS);
            var schedule = written.schedule();
            var oracle = new Oracle(written);

            around(written).forEach(moment -> assertThat(schedule.at(moment)).as("%s at %s", rhythm, moment)
                    .isEqualTo(oracle.at(moment)));
        }
    }

    /** A base rotation and a night layer above it: each handover and each edge of the hours, two minutes to both sides. */
    @Tag("long")
    @ParameterizedTest
    @FieldSource("ZONES")
    void shouldAgreeMinuteByMinuteAroundEveryChangeOfTenYears(String zone) {
        var nights = new Hours(List.of(DayOfWeek.MONDAY, DayOfWeek.FRIDAY, DayOfWeek.SUNDAY), LocalTime.of(17, 30),
                LocalTime.of(2, 30));
        var written = new Written(ZoneId.of(zone), List.of(new WrittenRotation(List.of("anna", "ben"), Rhythm.DAILY,
                LocalTime.of(2, 15), FIRST, Optional.empty()), new WrittenRotation(List.of("cleo", "dan", "eve"),
                        Rhythm.WEEKLY, LocalTime.of(9, 0), FIRST, Optional.of(nights))), TEN_YEARS);
        var schedule = written.schedule();
        var oracle = new Oracle(written);
        var moments = new TreeSet<Instant>();
        Stream.concat(oracle.edges(), changes(written).map(ZoneOffsetTransition::getInstant))
                .filter(edge -> edge.isBefore(written.end()))
                .forEach(edge -> IntStream.rangeClosed(-2, 2).forEach(minute -> moments.add(edge.plus(Duration
                        .ofMinutes(minute)))));

        assertThat(moments).hasSizeGreaterThan(20_000);
        for (var moment : moments) {
            assertThat(schedule.at(moment)).as("%s at %s", zone, moment).isEqualTo(oracle.at(moment));
        }
    }

    @Property(tries = 60)
    void shouldTileTheTimeWithoutHolesAndOverlaps(@ForAll("schedules") Written written) {
        var schedule = written.schedule();
        var from = written.begin().minus(Duration.ofDays(3));

        var timeline = schedule.timeline(from, written.end());

        assertThat(timeline.getFirst().from()).isEqualTo(from);
        assertThat(timeline.getLast().to()).isEqualTo(written.end());
        for (int i = 0; i < timeline.size(); i++) {
            var shift = timeline.get(i);
            assertThat(shift.length()).isPositive();
            assertThat(schedule.at(shift.from())).isEqualTo(shift.people())
                    .isEqualTo(schedule.at(shift.to().minusNanos(1)));
            assertThat(shift.isGap()).isEqualTo(shift.people().isEmpty());
            if (i > 0) {
                assertThat(shift.from()).isEqualTo(timeline.get(i - 1).to());
            }
        }
        assertThat(schedule.shifts(from, written.end()).size() + schedule.gaps(from, written.end()).size())
                .isEqualTo(timeline.size());
    }

    @Property(tries = 60)
    void shouldFindEveryHandoverTheOracleFinds(@ForAll("schedules") Written written) {
        var oracle = new Oracle(written);
        var changes = new TreeSet<Instant>();
        oracle.edges().filter(edge -> edge.isAfter(written.begin()) && edge.isBefore(written.end()))
                .filter(edge -> !oracle.at(edge).equals(oracle.at(edge.minusNanos(1)))).forEach(changes::add);

        var timeline = written.schedule().timeline(written.begin(), written.end());

        var found = new TreeSet<Instant>();
        for (int i = 1; i < timeline.size(); i++) {
            if (!timeline.get(i).people().equals(timeline.get(i - 1).people())) {
                found.add(timeline.get(i).from());
            }
        }
        assertThat(found).isEqualTo(changes);
    }

    private static List<Instant> probes(Written written, Oracle oracle) {
        var random = new Random(written.hashCode());
        var probes = new ArrayList<Instant>();
        for (int i = 0; i < PROBES; i++) {
            probes.add(written.begin().plusSeconds(random.nextLong(written.length().toSeconds())));
        }
        around(written).forEach(probes::add);
        oracle.edges().filter(edge -> edge.isBefore(written.end())).forEach(edge -> {
            probes.add(edge.minusNanos(1));
            probes.add(edge);
        });
        return probes;
    }

    private static Stream<Instant> around(Written written) {
        return changes(written).map(ZoneOffsetTransition::getInstant)
                .flatMap(change -> IntStream.rangeClosed(-26, 26).mapToObj(hours -> change.plus(Duration.ofHours(
                        hours)))).flatMap(moment -> Stream.of(moment.minusSeconds(1), moment));
    }

    private static Stream<ZoneOffsetTransition> changes(Written written) {
        return Stream.iterate(written.zone().getRules().nextTransition(written.begin()),
                change -> change != null && change.getInstant().isBefore(written.end()),
                change -> written.zone().getRules().nextTransition(change.getInstant()));
    }

    Gen<Written> schedules() {
        var zones = Gens.of(ZONES).map(ZoneId::of);
        return Gens.combine(zones, rotations(), rotations().list(0, 2),
                Gens.ints(0, 3650), (zone, first, others, day) -> new Written(zone,
                        Stream.concat(Stream.of(first), others.stream()).map(rotation -> new WrittenRotation(
                                rotation.people(), rotation.rhythm(), rotation.time(),
                                FIRST.plusDays(day).plusDays(rotation.from().toEpochDay()), rotation.only()))
                                .toList(), LENGTH));
    }

    /** Their day counts from the beginning of the schedule. */
    private static Gen<WrittenRotation> rotations() {
        var people = Gens.ints(1, 5)
                .map(count -> List.of("anna", "ben", "cleo", "dan", "eve").subList(0, count));
        var hours = Gens.combine(Gens.of(DayOfWeek.class).set(1, 7), times(), times(), (days, from, to) -> new Hours(
                days.stream().sorted().toList(), from, to));
        return Gens.combine(people, Gens.of(Rhythm.class), times(), Gens.ints(0, 60),
                Gens.oneOf(hours.map(Optional::of), Gens.just(Optional.<Hours>empty())), (crew, rhythm, time, days,
                        only) -> new WrittenRotation(crew, rhythm, time,
                                LocalDate.ofEpochDay(days), only));
    }

    /** Half of them in the hours in which clocks change. */
    private static Gen<LocalTime> times() {
        var step = 15 * 60L;
        return Gens.oneOf(Gens.longs(0, 4 * 4), Gens.longs(0, 24 * 4 - 1))
                .map(quarter -> LocalTime.ofSecondOfDay(quarter * step));
    }
}
