package dev.tocsin.property;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

class GensTest {

    private static final int MANY = 10_000;

    @Test
    void shouldStayInBoundsAndReachEveryNumber() {
        assertThat(distinct(Gens.ints(-3, 5))).containsExactlyInAnyOrder(-3, -2, -1, 0, 1, 2, 3, 4, 5);
        assertThat(distinct(Gens.ints(7, 9))).containsExactlyInAnyOrder(7, 8, 9);
        assertThat(distinct(Gens.longs(-9, -7))).containsExactlyInAnyOrder(-9L, -8L, -7L);
    }

    @Test
    void shouldMixInEdges() {
        var numbers = count(Gens.ints());

        assertThat(numbers.get(Integer.MIN_VALUE)).isBetween(50L, 500L);
        assertThat(numbers.get(Integer.MAX_VALUE)).isBetween(50L, 500L);
        assertThat(numbers.get(0)).isBetween(50L, 500L);
        assertThat(numbers).hasSizeGreaterThan(MANY * 8 / 10);
        assertThat(distinct(Gens.longs())).contains(Long.MIN_VALUE, Long.MAX_VALUE, 0L, -1L);
    }

    @Test
    void shouldTakeEachSizeAsOftenAsTheOther() {
        var sizes = count(Gens.just("x").list(2, 6).map(List::size));

        assertThat(sizes).containsOnlyKeys(2, 3, 4, 5, 6);
        assertThat(sizes.values()).allSatisfy(times -> assertThat(times).isCloseTo(MANY / 5L, within(200L)));
    }

    @Test
    void shouldKeepToTheWeights() {
        var values = count(Gens.weighted(Gens.just("often").weight(9), Gens.just("seldom").weight(1)));

        assertThat(values.get("seldom")).isCloseTo(MANY / 10L, within(150L));
        assertThatThrownBy(() -> Gens.just("never").weight(0)).hasMessage("A weight is at least 1, not 0");
    }

    @Test
    void shouldMakeSetsAndMapsOfDifferentElements() {
        assertThat(distinct(Gens.of("a", "b", "c").set(1, 3).map(Set::size))).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(distinct(Gens.maps(Gens.booleans(), Gens.ints(0, 1), 2, 2))).hasSize(4);
        assertThat(distinct(Gens.of("a", "b").set(0, 9).map(Set::size))).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void shouldMakeTextsOfAllKindsOfCharacters() {
        var texts = values(Gens.strings()).toList();

        assertThat(texts).contains("").anyMatch(it -> it.length() > 200).anyMatch(it -> it.contains("\0"))
                .anyMatch(it -> it.matches("[a-z]+")).anyMatch(it -> it.codePoints().anyMatch(c -> c > 0xffff))
                .anyMatch(it -> it.codePoints().anyMatch(c -> Character.getType(c) == Character.SURROGATE));
        assertThat(values(Gens.strings("ab😀", 1, 3))).allMatch(it -> it.matches("[ab😀]{1,3}"));
    }

    @Test
    void shouldBeEmptyOnceInFourTimes() {
        assertThat(count(Gens.just("x").optional().map(it -> it.isEmpty())).get(true)).isCloseTo(MANY / 4L, within(
                200L));
    }

    @Test
    void shouldRefuseARangeThatIsNone() {
        assertThatThrownBy(() -> Gens.ints(2, 1)).hasMessage("No range: 2 to 1");
        assertThatThrownBy(() -> Gens.longs(-2, Long.MAX_VALUE)).hasMessageStartingWith("No range");
    }

    @Test
    void shouldCountARangeFromTheNumberNextToZero() {
        var range = new Range(-2, 4);

        assertThat(LongStream.rangeClosed(0, range.bound()).map(range::at)).containsExactly(0L, 1L, -1L, 2L, -2L, 3L,
                4L);
        assertThat(LongStream.of(range.edges()).map(range::at)).containsExactly(-2L, 4L);
        assertThat(LongStream.of(new Range(-9, 2).edges()).map(new Range(-9, 2)::at)).containsExactly(-9L, 2L);
    }

    private static <T> Map<T, Long> count(Gen<T> gen) {
        return values(gen).collect(groupingBy(Function.identity(), counting()));
    }

    private static <T> List<T> distinct(Gen<T> gen) {
        return values(gen).distinct().toList();
    }

    private static <T> Stream<T> values(Gen<T> gen) {
        return LongStream.range(0, MANY).mapToObj(seed -> gen.from(Choices.random(seed)));
    }
}
