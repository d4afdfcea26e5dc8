package dev.tocsin.property;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Where generators begin. What stands first, is smaller or is shorter counts as simpler: values shrink towards it. */
@SuppressWarnings("varargs")
public final class Gens {

    private Gens() {}

    public static <T> Gen<T> just(T value) {
        return _ -> value;
    }

    /** One of these values. */
    @SafeVarargs
    public static <T> Gen<T> of(T... values) {
        return of(List.of(values));
    }

    /** One of these values. */
    public static <T> Gen<T> of(List<T> values) {
        return choices -> values.get((int) choices.draw(values.size() - 1L));
    }

    /** A constant of an enum. */
    public static <E extends Enum<E>> Gen<E> of(Class<E> type) {
        return of(type.getEnumConstants());
    }

    public static Gen<Boolean> booleans() {
        return of(false, true);
    }

    /** A value of one of these generators. */
    @SafeVarargs
    public static <T> Gen<T> oneOf(Gen<? extends T>... gens) {
        var all = List.of(gens);
        return choices -> all.get((int) choices.draw(all.size() - 1L)).from(choices);
    }

    /** A value of one of these generators, the heavier ones more often. */
    @SafeVarargs
    public static <T> Gen<T> weighted(Weighted<? extends T>... gens) {
        var all = List.of(gens);
        var sum = all.stream().mapToLong(Weighted::weight).sum();
        return choices -> {
            var at = choices.draw(sum - 1);
            for (var one : all) {
                if (at < one.weight()) {
                    return one.gen().from(choices);
                }
                at -= one.weight();
            }
            throw new AssertionError("A choice beyond the sum of weights");
        };
    }

    /** Both bounds included; the edges and zero are more likely. Shrinks towards zero, or to the bound next to it. */
    public static Gen<Integer> ints(int min, int max) {
        return longs(min, max).map(Long::intValue);
    }

    /** Any int. */
    public static Gen<Integer> ints() {
        return ints(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    /** As {@link #ints(int, int)}; the bounds may be no further apart than {@link Long#MAX_VALUE}. */
    public static Gen<Long> longs(long min, long max) {
        var range = new Range(min, max);
        return choices -> range.at(choices.drawWithEdges(range.bound(), range.edges()));
    }

    /** Any long. */
    public static Gen<Long> longs() {
        return choices -> choices.draw(1) == 0
                ? choices.drawWithEdges(Long.MAX_VALUE)
                : ~choices.drawWithEdges(Long.MAX_VALUE);
    }

    /** Texts of any characters, most of them short. */
    public static Gen<String> strings() {
        return weighted(strings(0, 4).weight(1), strings(0, 20).weight(2), strings(0, 255).weight(1));
    }

    /** Texts of {@code min} to {@code max} code points of any kind. */
    public static Gen<String> strings(int min, int max) {
        return strings(Characters.ANY, min, max);
    }

    /** Texts of these characters. */
    public static Gen<String> strings(String characters, int min, int max) {
        return strings(of(characters.codePoints().boxed().toList()), min, max);
    }

    /** Texts of code points. */
    public static Gen<String> strings(Gen<Integer> codePoints, int min, int max) {
        return codePoints.list(min, max).map(all -> all.stream().collect(StringBuilder::new,
                StringBuilder::appendCodePoint, StringBuilder::append).toString());
    }

    /** Maps in the order in which the keys were made. */
    public static <K, V> Gen<Map<K, V>> maps(Gen<K> keys, Gen<V> values, int min, int max) {
        return keys.set(min, max).flatMap(all -> choices -> {
            var map = new LinkedHashMap<K, V>();
            all.forEach(key -> map.put(key, values.from(choices)));
            return map;
        });
    }

    public static <A, B, R> Gen<R> combine(Gen<A> a, Gen<B> b, BiFunction<? super A, ? super B, ? extends R> made) {
        return choices -> made.apply(a.from(choices), b.from(choices));
    }

    public static <A, B, C, R> Gen<R> combine(Gen<A> a, Gen<B> b, Gen<C> c, Of3<A, B, C, R> made) {
        return choices -> made.apply(a.from(choices), b.from(choices), c.from(choices));
    }

    public static <A, B, C, D, R> Gen<R> combine(Gen<A> a, Gen<B> b, Gen<C> c, Gen<D> d, Of4<A, B, C, D, R> made) {
        return choices -> made.apply(a.from(choices), b.from(choices), c.from(choices), d.from(choices));
    }

    public static <A, B, C, D, E, R> Gen<R> combine(Gen<A> a, Gen<B> b, Gen<C> c, Gen<D> d, Gen<E> e,
            Of5<A, B, C, D, E, R> made) {
        return choices -> made.apply(a.from(choices), b.from(choices), c.from(choices), d.from(choices), e.from(
                choices));
    }

    /** Makes a value of three. */
    @FunctionalInterface
    public interface Of3<A, B, C, R> {
        R apply(A a, B b, C c);
    }

    /** Makes a value of four. */
    @FunctionalInterface
    public interface Of4<A, B, C, D, R> {
        R apply(A a, B b, C c, D d);
    }

    /** Makes a value of five. */
    @FunctionalInterface
    public interface Of5<A, B, C, D, E, R> {
        R apply(A a, B b, C c, D d, E e);
    }
}
