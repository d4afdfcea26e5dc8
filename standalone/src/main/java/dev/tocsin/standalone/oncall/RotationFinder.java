package dev.tocsin.standalone.oncall;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.policy.oncall.Turns;

/**
 * Finds a rotation in shifts: the same people taking turns at regular intervals by the clock on the wall, at least twice
 * around. A fifth of the turns may be somebody else's, as after a swap. Where the calendar has nobody on call, a rotation
 * that has somebody does not stand for it.
 */
final class RotationFinder {

    private static final int MOST_CREWS = 30;
    private static final int MOST_TURNS = 5_000;
    private static final double REGULAR = 0.8;

    private final List<Duty> shifts;
    private final Turns.ByTheClock turns;
    private final List<Set<String>> slots = new ArrayList<>();

    private RotationFinder(List<Duty> shifts, Turns.ByTheClock turns) {
        this.shifts = shifts;
        this.turns = turns;
        var end = shifts.getLast().to();
        for (var turn = 0; turn < MOST_TURNS && turns.start(turn).isBefore(end); turn++) {
            slots.add(crew(turns.start(turn), turns.start(turn + 1)));
        }
    }

    /** The rotation with the fewest people that the shifts show; empty when they show none. */
    static Optional<FoundRotation> in(List<Duty> shifts, ZoneId zone) {
        if (shifts.size() < 2) {
            return Optional.empty();
        }
        var first = shifts.getFirst().from().atZone(zone).toLocalDateTime();
        return length(shifts, zone).flatMap(length -> new RotationFinder(shifts, new Turns.ByTheClock(zone, first,
                length)).found());
    }

    /** The most frequent length of a shift by the clock on the wall. */
    private static Optional<Duration> length(List<Duty> shifts, ZoneId zone) {
        var counts = new HashMap<Duration, Integer>();
        shifts.forEach(shift -> counts.merge(Duration.between(shift.from().atZone(zone).toLocalDateTime(), shift.to()
                .atZone(zone).toLocalDateTime()), 1, Integer::sum));
        return counts.entrySet().stream().filter(entry -> Turns.ByTheClock.fits(entry.getKey())
                && entry.getKey().compareTo(Duration.ofHours(1)) >= 0)
                .max(Map.Entry.<Duration, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(Map.Entry::getKey);
    }

    private Optional<FoundRotation> found() {
        for (var count = 2; count <= Math.min(MOST_CREWS, slots.size() / 2); count++) {
            var crews = crews(count);
            var size = count;
            var regular = java.util.stream.IntStream.range(0, slots.size()).filter(turn -> slots.get(turn).equals(crews
                    .get(turn % size))).count();
            if (regular >= REGULAR * slots.size() && crews.stream().noneMatch(Set::isEmpty)
                    && crews.stream().distinct().count() > 1) {
                return Optional.of(new FoundRotation(turns, crews)).filter(found -> found.stands(shifts));
            }
        }
        return Optional.empty();
    }

    /** The most frequent crew of each place in the order. */
    private List<Set<String>> crews(int count) {
        var crews = new ArrayList<Set<String>>();
        for (var place = 0; place < count; place++) {
            var counts = new HashMap<Set<String>, Integer>();
            for (var turn = place; turn < slots.size(); turn += count) {
                counts.merge(slots.get(turn), 1, Integer::sum);
            }
            crews.add(counts.entrySet().stream().max(Map.Entry.comparingByValue()).orElseThrow().getKey());
        }
        return crews;
    }

    /** Who is on call all of a turn; empty when nobody is. */
    private Set<String> crew(Instant begin, Instant end) {
        return shifts.stream().filter(shift -> shift.covers(begin, end)).findFirst().map(Duty::people).orElse(Set.of());
    }
}
