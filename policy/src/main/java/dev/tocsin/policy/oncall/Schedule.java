package dev.tocsin.policy.oncall;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import dev.tocsin.policy.oncall.Shift.Why;

/**
 * Who is on call when, by layers that lie upon each other: where a later one counts, those before it do not. An override
 * goes before all layers, a later override before an earlier one. Swaps change what the layers say, not what overrides say.
 *
 * @param name
 *            its name in ladders
 * @param zone
 *            in which people read its times
 * @param layers
 *            from the lowest to the highest, at least one
 */
public record Schedule(String name, ZoneId zone, List<Layer> layers, List<ScheduleOverride> overrides, List<Swap> swaps)
        implements
            OnCall {

    public Schedule {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(zone, "zone");
        layers = List.copyOf(layers);
        overrides = List.copyOf(overrides);
        swaps = List.copyOf(swaps);
    }

    /** The same with one more override, before all others. */
    public Schedule with(ScheduleOverride override) {
        return new Schedule(name, zone, layers, Stream.concat(overrides.stream(), Stream.of(override)).toList(), swaps);
    }

    /** The same with one more swap. */
    public Schedule with(Swap swap) {
        return new Schedule(name, zone, layers, overrides, Stream.concat(swaps.stream(), Stream.of(swap)).toList());
    }

    /** What is so at a moment; equal ones next to each other are one shift. */
    private record State(List<String> people, Why why, String layer, long turn) {

        private static final State GAP = new State(List.of(), Why.GAP, "", 0);

        Shift shift(Instant from, Instant to) {
            return new Shift(people, from, to, why, layer);
        }
    }

    @Override
    public List<String> at(Instant moment) {
        return state(moment).people();
    }

    @Override
    public List<String> everybody() {
        var everybody = new LinkedHashSet<String>();
        layers.forEach(layer -> layer.crews().forEach(everybody::addAll));
        overrides.forEach(override -> everybody.addAll(override.people()));
        swaps.forEach(swap -> everybody.addAll(List.of(swap.one(), swap.other())));
        return List.copyOf(everybody);
    }

    @Override
    public Optional<ZoneId> readIn() {
        return Optional.of(zone);
    }

    /** Who is on call between two moments, in order, cut at both ends. */
    public List<Shift> shifts(Instant from, Instant to) {
        return timeline(from, to).stream().filter(shift -> !shift.isGap()).toList();
    }

    /** When nobody is on call between two moments, in order. */
    public List<Shift> gaps(Instant from, Instant to) {
        return timeline(from, to).stream().filter(Shift::isGap).toList();
    }

    /** Shifts and gaps between two moments: in order, each beginning where the one before it ends, cut at both ends. */
    public List<Shift> timeline(Instant from, Instant to) {
        var timeline = new ArrayList<Shift>();
        if (!from.isBefore(to)) {
            return timeline;
        }
        var begin = from;
        var state = state(from);
        for (var at = nextChange(from); at.isPresent() && at.get().isBefore(to); at = nextChange(at.get())) {
            var next = state(at.get());
            if (!next.equals(state)) {
                timeline.add(state.shift(begin, at.get()));
                begin = at.get();
                state = next;
            }
        }
        timeline.add(state.shift(begin, to));
        return timeline;
    }

    private State state(Instant at) {
        for (int i = overrides.size() - 1; i >= 0; i--) {
            if (overrides.get(i).holdsAt(at)) {
                return new State(overrides.get(i).people(), Why.OVERRIDE, "", i);
            }
        }
        for (var layer : layers.reversed()) {
            var crew = layer.crew(at);
            if (!crew.isEmpty()) {
                var swapped = swapped(crew, at);
                return new State(swapped, swapped.equals(crew) ? Why.LAYER : Why.SWAP, layer.name(), layer.turn(at));
            }
        }
        return State.GAP;
    }

    private List<String> swapped(List<String> crew, Instant at) {
        var people = crew;
        for (var swap : swaps) {
            if (swap.holdsAt(at)) {
                people = swap.exchanged(people);
            }
        }
        return people.stream().distinct().toList();
    }

    private Optional<Instant> nextChange(Instant after) {
        return Stream.of(layers.stream().flatMap(layer -> layer.changes(after)),
                overrides.stream().flatMap(it -> Stream.of(it.from(), it.until())),
                swaps.stream().flatMap(it -> Stream.of(it.from(), it.until())))
                .flatMap(moments -> moments).filter(moment -> moment.isAfter(after)).min(Instant::compareTo);
    }
}
