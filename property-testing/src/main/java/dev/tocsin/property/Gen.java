package dev.tocsin.property;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * Makes random values out of {@link Choices}. It must depend on nothing else: the same choices give the same value.
 *
 * @param <T>
 *            the type of the values
 */
@FunctionalInterface
public interface Gen<T> {

    /** A value. */
    T from(Choices choices);

    /** Each value, turned into another. */
    default <R> Gen<R> map(Function<? super T, ? extends R> change) {
        return choices -> change.apply(from(choices));
    }

    /** For each value, a value of the generator made from it. */
    default <R> Gen<R> flatMap(Function<? super T, Gen<R>> next) {
        return choices -> next.apply(from(choices)).from(choices);
    }

    /** Only values that match. The try is discarded when none of {@value Sized#ATTEMPTS} in a row does. */
    default Gen<T> filter(Predicate<? super T> wanted) {
        return choices -> {
            for (var attempt = 0; attempt < Sized.ATTEMPTS; attempt++) {
                var value = from(choices);
                if (wanted.test(value)) {
                    return value;
                }
            }
            throw new Discarded("None of " + Sized.ATTEMPTS + " values passed a filter");
        };
    }

    /** Empty once in four times. */
    default Gen<Optional<T>> optional() {
        return choices -> choices.draw(3) == 0 ? Optional.empty() : Optional.of(from(choices));
    }

    /** Lists, each size as likely as the other. */
    default Gen<List<T>> list(int min, int max) {
        return choices -> {
            var list = new ArrayList<T>();
            Sized.grow(choices, min, max, () -> list.add(from(choices)));
            return list;
        };
    }

    /** Lists of a fixed size. */
    default Gen<List<T>> list(int size) {
        return list(size, size);
    }

    /** Sets in the order in which the values were made; smaller ones where the generator has too few different values. */
    default Gen<Set<T>> set(int min, int max) {
        return choices -> {
            var set = new LinkedHashSet<T>();
            Sized.grow(choices, min, max, () -> set.add(from(choices)));
            return set;
        };
    }

    /** This one with a weight, for {@link Gens#weighted}. */
    default Weighted<T> weight(int weight) {
        return new Weighted<>(weight, this);
    }
}
