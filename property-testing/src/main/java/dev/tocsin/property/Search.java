package dev.tocsin.property;

import java.util.Optional;
import java.util.function.IntPredicate;

import dev.tocsin.property.Trial.Result.Dropped;
import dev.tocsin.property.Trial.Result.Failed;
import dev.tocsin.property.Trial.Result.Passed;

/**
 * Looks for a value for which a property does not hold, and for the simplest one like it.
 *
 * @param <T>
 *            the type of the values
 */
public final class Search<T> {

    /** Limit of dropped tries for each try that counts. */
    private static final int DROPPED_FOR_EACH = 5;
    private static final int SOME = 100;

    private final Trial<T> trial;

    public Search(Gen<T> gen, Body<? super T> body) {
        this.trial = new Trial<>(gen, body);
    }

    /**
     * The first counterexample, shrunk. Each try has a seed of its own, counted up from the first, so the seed of a try
     * that failed makes it the first try of the next search.
     *
     * @param seed
     *            of the first try
     * @param another
     *            given the number of tries so far, whether to try again
     */
    public Optional<Counterexample<T>> find(long seed, IntPredicate another) {
        var dropped = 0;
        for (var tries = 0; another.test(tries);) {
            var seedOfTry = seed + tries + dropped;
            switch (trial.with(Choices.random(seedOfTry))) {
                case Passed() -> tries++;
                case Failed failed -> {
                    return Optional.of(shrunk(seedOfTry, tries + 1, failed));
                }
                case Dropped(var reason) -> {
                    if (++dropped > SOME + DROPPED_FOR_EACH * tries) {
                        throw new AssertionError(dropped + " tries were discarded and only " + tries
                                + " counted. Make values that fit instead of filtering them. The last reason: "
                                + reason);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private Counterexample<T> shrunk(long seed, int tries, Failed found) {
        var shrinker = new Shrinker(found, choices -> trial.with(Choices.replay(choices)));
        var shrunk = shrinker.shrink();
        var again = trial.with(Choices.replay(shrunk.choices())) instanceof Failed;
        return new Counterexample<>(seed, tries, trial.value(shrunk.choices()), trial.value(found.choices()), shrinker
                .runs(), again, shrunk.failure());
    }
}
