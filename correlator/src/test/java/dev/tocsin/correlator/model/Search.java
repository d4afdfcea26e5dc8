package dev.tocsin.correlator.model;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** Looks for a history in which the correlator and a reference part, and for the shortest like it. */
final class Search implements AutoCloseable {

    private static final int HISTORIES_ON_ONE_STAGE = 25;

    private final Function<Terms, Reference> reference;
    private final Theatre theatre = new Theatre();
    private int played;

    Search(Function<Terms, Reference> reference) {
        this.reference = reference;
    }

    /**
     * A history, as short as could be found.
     *
     * @param seed
     *            of the whole search
     * @param history
     *            what happens
     * @param parting
     *            where the two part
     */
    record Found(long seed, List<Step> history, String parting) {

        @Override
        public String toString() {
            return "seed " + seed + " (-Dtocsin.seed=" + seed + " plays the same histories), shrunk to " + history
                    .size() + " steps:\n" + history.stream().map(step -> "  " + step).collect(Collectors.joining("\n"))
                    + "\n" + parting;
        }
    }

    /**
     * The first random history in which they part, shrunk.
     *
     * @param another
     *            whether to play one more after so many
     */
    Optional<Found> among(long seed, IntPredicate another) {
        var random = new Random(seed);
        for (var i = 0; another.test(i); i++) {
            var history = Step.history(random);
            var parting = play(history);
            if (parting.isPresent()) {
                var shrunk = shrink(history);
                return Optional.of(new Found(seed, shrunk, play(shrunk).orElseThrow()));
            }
        }
        return Optional.empty();
    }

    private Optional<String> play(List<Step> history) {
        if (++played % HISTORIES_ON_ONE_STAGE == 0) {
            theatre.clear();
        }
        return new Play(theatre, "h" + played + "-", reference).of(history);
    }

    /** Leaves out whatever can be left out, largest parts first; then makes the pauses short. */
    private List<Step> shrink(List<Step> history) {
        var shortest = history;
        for (var part = Math.max(1, history.size() / 2); part >= 1; part /= 2) {
            for (var from = 0; from < shortest.size();) {
                var without = new ArrayList<>(shortest);
                without.subList(from, Math.min(from + part, without.size())).clear();
                if (play(without).isPresent()) {
                    shortest = without;
                } else {
                    from += part;
                }
            }
        }
        for (var i = 0; i < shortest.size(); i++) {
            var hasty = new ArrayList<>(shortest);
            hasty.set(i, new Step(hasty.get(i).what(), hasty.get(i).alert(), Duration.ZERO));
            shortest = play(hasty).isPresent() ? hasty : shortest;
        }
        return shortest;
    }

    @Override
    public void close() {
        theatre.close();
    }
}
