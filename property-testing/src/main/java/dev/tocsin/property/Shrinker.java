package dev.tocsin.property;

import java.util.Arrays;
import java.util.function.Function;

import dev.tocsin.property.Trial.Result.Failed;

/**
 * Looks for the simplest choices with which a property fails in the same way: fewer ones first, then smaller ones. It knows
 * nothing of the values that they make.
 */
final class Shrinker {

    private static final int MOST_RUNS = 5_000;

    /** Few elements are made of more choices. */
    private static final int ELEMENT = 5;

    private final Function<long[], Trial.Result> run;
    private Failed best;
    private int runs;

    Shrinker(Failed found, Function<long[], Trial.Result> run) {
        this.best = found;
        this.run = run;
    }

    Failed shrink() {
        Failed before;
        do {
            before = best;
            deleteBlocks();
            clearBlocks();
            lowerEach();
        } while (best != before && runs < MOST_RUNS);
        return best;
    }

    int runs() {
        return runs;
    }

    /** Large blocks first, the last ones first: what comes later depends on what comes before. */
    private void deleteBlocks() {
        for (var size = Math.max(1, best.choices().length / 2); size >= 1; size = smaller(size)) {
            var step = size > ELEMENT ? size : 1;
            for (var from = best.choices().length - size; from >= 0; from -= step) {
                if (fails(without(from, size))) {
                    from = Math.min(from, best.choices().length - size + step);
                }
            }
        }
    }

    /** By halves, and one by one where a block may be the choices of one element. */
    private static int smaller(int size) {
        return size > ELEMENT ? Math.max(ELEMENT, size / 2) : size - 1;
    }

    private void clearBlocks() {
        for (var size = best.choices().length / 2; size > 1; size /= 2) {
            for (var from = 0; from + size <= best.choices().length; from += size) {
                fails(cleared(from, size));
            }
        }
    }

    private void lowerEach() {
        for (var at = 0; at < best.choices().length; at++) {
            if (best.choices()[at] > 0 && !fails(with(at, 0))) {
                lower(at);
            }
        }
    }

    /** By halves: it fails with the high one, and not with the low one. */
    private void lower(int at) {
        var low = 0L;
        while (at < best.choices().length && best.choices()[at] - low > 1) {
            var middle = low + (best.choices()[at] - low) / 2;
            if (!fails(with(at, middle))) {
                low = middle;
            }
        }
    }

    private boolean fails(long[] candidate) {
        if (runs >= MOST_RUNS) {
            return false;
        }
        runs++;
        if (run.apply(candidate) instanceof Failed failed && isSimpler(failed.choices(), best.choices()) && failed
                .failure().getClass() == best.failure().getClass()) {
            best = failed;
            return true;
        }
        return false;
    }

    private static boolean isSimpler(long[] one, long[] other) {
        return one.length != other.length ? one.length < other.length : Arrays.compare(one, other) < 0;
    }

    private long[] without(int from, int size) {
        var all = best.choices();
        var rest = new long[all.length - size];
        System.arraycopy(all, 0, rest, 0, from);
        System.arraycopy(all, from + size, rest, from, rest.length - from);
        return rest;
    }

    private long[] cleared(int from, int size) {
        var all = best.choices().clone();
        Arrays.fill(all, from, from + size, 0);
        return all;
    }

    private long[] with(int at, long choice) {
        var all = best.choices().clone();
        all[at] = choice;
        return all;
    }
}
