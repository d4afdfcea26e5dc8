package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A layer of a schedule: crews that take turns.
 *
 * @param name
 *            what people call it
 * @param crews
 *            in the order of their turns, at least one; each holds names of targets that are on call together. While it is
 *            the turn of an empty one, the layer below counts
 * @param turns
 *            when they hand over; without it the first crew is always on call
 * @param firstTurn
 *            the turn of the first crew
 * @param from
 *            from when on it counts
 * @param until
 *            until when it counts, exclusive
 * @param restrictions
 *            it counts only when all hold
 */
public record Layer(String name, List<List<String>> crews, Optional<Turns> turns, long firstTurn,
        Optional<Instant> from, Optional<Instant> until, List<Restriction> restrictions) {

    public Layer {
        Objects.requireNonNull(name, "name");
        crews = crews.stream().map(List::copyOf).toList();
        if (crews.isEmpty()) {
            throw new IllegalArgumentException("layer " + name + " has no people");
        }
        Objects.requireNonNull(turns, "turns");
        Objects.requireNonNull(from, "from");
        Objects.requireNonNull(until, "until");
        restrictions = List.copyOf(restrictions);
    }

    /** The number of the turn in which a moment lies; 0 when there are no turns. */
    long turn(Instant at) {
        return turns.map(it -> it.at(at)).orElse(0L);
    }

    /** Who has the turn at a moment; empty when nobody has, or the layer does not count then. */
    List<String> crew(Instant at) {
        var counts = from.filter(at::isBefore).isEmpty() && until.filter(end -> !at.isBefore(end)).isEmpty()
                && restrictions.stream().allMatch(restriction -> restriction.holdsAt(at));
        return counts ? crews.get((int) Math.floorMod(turn(at) - firstTurn, (long) crews.size())) : List.of();
    }

    /** Moments after the given one at which something may change next; the earliest of them is the next change. */
    Stream<Instant> changes(Instant after) {
        var changes = new ArrayList<Instant>();
        turns.ifPresent(it -> changes.add(it.next(after)));
        restrictions.forEach(restriction -> restriction.nextChange(after).ifPresent(changes::add));
        from.filter(after::isBefore).ifPresent(changes::add);
        until.filter(after::isBefore).ifPresent(changes::add);
        return changes.stream();
    }
}
