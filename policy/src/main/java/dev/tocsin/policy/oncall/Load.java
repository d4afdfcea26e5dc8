package dev.tocsin.policy.oncall;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The on-call load of a person.
 *
 * @param person
 *            name of the target
 * @param total
 *            how long they are on call; twice when in two schedules at once
 * @param weekends
 *            of it, on Saturdays and Sundays, local
 * @param nights
 *            of it, from 22:00 to 06:00, local
 * @param handovers
 *            how often they come on call after somebody else, or after nobody
 */
public record Load(String person, Duration total, Duration weekends, Duration nights, int handovers) {

    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final LocalTime EVENING = LocalTime.of(22, 0);
    private static final LocalTime MORNING = LocalTime.of(6, 0);

    private Load plus(Load more) {
        return new Load(person, total.plus(more.total), weekends.plus(more.weekends), nights.plus(more.nights),
                handovers + more.handovers);
    }

    /** Whether a local time is at night: from 22:00 to 06:00. */
    public static boolean isNight(LocalTime local) {
        return local.isBefore(MORNING) || !local.isBefore(EVENING);
    }

    /** Whether it is a Saturday or Sunday. */
    public static boolean isWeekend(DayOfWeek day) {
        return WEEKEND.contains(day);
    }

    /** The day on whose evening the night of a local time began; of a time by day, that day. */
    public static LocalDate eveningOf(LocalDateTime local) {
        return local.toLocalTime().isBefore(MORNING) ? local.toLocalDate().minusDays(1) : local.toLocalDate();
    }

    /** Everybody's load between two moments, the most loaded first. */
    public static List<Load> of(List<Schedule> schedules, Instant from, Instant to) {
        var loads = new TreeMap<String, Load>();
        for (var schedule : schedules) {
            List<String> before = List.of();
            for (var shift : schedule.timeline(from, to)) {
                for (var person : shift.people()) {
                    var handovers = before.contains(person) ? 0 : 1;
                    pieces(shift, schedule.zone()).forEach(piece -> loads.merge(person, piece.load(person, 0),
                            Load::plus));
                    loads.merge(person, new Load(person, Duration.ZERO, Duration.ZERO, Duration.ZERO, handovers),
                            Load::plus);
                }
                before = shift.people();
            }
        }
        return loads.values().stream().sorted(Comparator.comparing(Load::total).reversed()
                .thenComparing(Load::person)).toList();
    }

    /** Some time within one day, and within its night or outside it. */
    private record Piece(Duration length, boolean weekend, boolean night) {

        Load load(String person, int handovers) {
            return new Load(person, length, weekend ? length : Duration.ZERO, night ? length : Duration.ZERO,
                    handovers);
        }
    }

    private static List<Piece> pieces(Shift shift, ZoneId zone) {
        var pieces = new ArrayList<Piece>();
        for (var at = shift.from(); at.isBefore(shift.to());) {
            var local = at.atZone(zone);
            var begin = at;
            var end = Stream.of(local.toLocalDate().atTime(MORNING), local.toLocalDate().atTime(EVENING),
                    local.toLocalDate().plusDays(1).atStartOfDay()).map(time -> time.atZone(zone).toInstant())
                    .filter(moment -> moment.isAfter(begin)).min(Instant::compareTo).orElse(shift.to());
            var until = end.isBefore(shift.to()) ? end : shift.to();
            pieces.add(new Piece(Duration.between(at, until), isWeekend(local.getDayOfWeek()), isNight(local
                    .toLocalTime())));
            at = until;
        }
        return pieces;
    }
}
