package dev.tocsin.property;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class SearchTest {

    private record Shift(String person, int hours) {}

    @Test
    void shouldFindNothingWhereThePropertyHolds() {
        assertThat(search(Gens.ints(0, 100), number -> number <= 100)).isEmpty();
    }

    @Test
    void shouldShrinkANumberToTheBoundaryOfTheFailure() {
        assertThat(simplest(Gens.ints(), number -> number < 1_234)).isEqualTo(1_234);
        assertThat(simplest(Gens.ints(), number -> number > -1_234)).isEqualTo(-1_234);
        assertThat(simplest(Gens.longs(), number -> number < 1L << 40)).isEqualTo(1L << 40);
        assertThat(simplest(Gens.ints(50, 99), number -> false)).isEqualTo(50);
    }

    @Test
    void shouldShrinkAListToTheElementsThatMatter() {
        var numbers = Gens.ints(0, 1_000).list(0, 50);

        assertThat(simplest(numbers, all -> all.stream().noneMatch(it -> it > 500))).containsExactly(501);
        assertThat(simplest(numbers, all -> all.size() < 7)).containsExactly(0, 0, 0, 0, 0, 0, 0);
    }

    @Test
    void shouldShrinkATextToItsCharacter() {
        assertThat(simplest(Gens.strings(), text -> !text.contains("'"))).isEqualTo("'");
        assertThat(simplest(Gens.strings(), text -> text.codePointCount(0, text.length()) < 3)).isEqualTo("aaa");
    }

    @Test
    void shouldShrinkThroughMapFlatMapFilterAndCombine() {
        var shifts = Gens.combine(Gens.of("anna", "ben"), Gens.ints(1, 24).filter(it -> it % 2 == 0), Shift::new);
        var equalLengths = Gens.ints(1, 9).flatMap(size -> Gens.ints(0, 9).list(size).list(2));

        assertThat(simplest(shifts.list(0, 20), all -> all.stream().noneMatch(it -> it.hours() > 11))).containsExactly(
                new Shift("anna", 12));
        assertThat(simplest(equalLengths, pair -> pair.getFirst().size() < 3)).containsExactly(List.of(0, 0, 0), List
                .of(0, 0, 0));
    }

    @Test
    void shouldShrinkSetsMapsAndAlternatives() {
        assertThat(simplest(Gens.ints(0, 99).set(0, 20), set -> set.size() < 3)).isEqualTo(Set.of(0, 1, 2));
        assertThat(simplest(Gens.maps(Gens.of("a", "b", "c"), Gens.ints(0, 9), 0, 3), map -> !map.containsKey("b")))
                .isEqualTo(Map.of("b", 0));
        assertThat(simplest(Gens.<Object>oneOf(Gens.ints(0, 9), Gens.strings()).optional(), Optional::isEmpty))
                .contains(0);
    }

    @Test
    void shouldGoOnWithTheSameKindOfFailure() {
        var found = new Search<>(Gens.ints(0, 1_000), number -> {
            if (number > 500) {
                throw new IllegalStateException("large");
            }
            assertThat(number).as("small").isNotEqualTo(3);
        }).find(1, tried -> tried < 20).orElseThrow();

        assertThat(found.failure()).isInstanceOf(IllegalStateException.class);
        assertThat(found.value()).isEqualTo(501);
    }

    @Test
    void shouldGiveTheSameValuesForTheSameSeed() {
        var values = Gens.strings().list(0, 9);

        assertThat(tried(values, 42)).isEqualTo(tried(values, 42)).isNotEqualTo(tried(values, 4_200_000));
    }

    @Test
    void shouldBeginWithTheTryThatFailedWhenGivenItsSeed() {
        var numbers = Gens.ints(0, 1_000);
        var found = new Search<>(numbers, number -> assertThat(number).isLessThan(990)).find(5, tried -> tried < 10_000)
                .orElseThrow();

        assertThat(found.tries()).isGreaterThan(1);
        assertThat(tried(numbers, found.seed())).startsWith(found.first());
    }

    @Test
    void shouldSayThatAFilterNeverMatches() {
        assertThatThrownBy(() -> search(Gens.ints(0, 9).filter(it -> it > 9), it -> true)).isInstanceOf(
                AssertionError.class).hasMessageContaining("101 tries were discarded and only 0 counted")
                .hasMessageContaining("None of 100 values passed a filter");
    }

    @Test
    void shouldMakeAnotherTryWhenAnAssumptionDoesNotHold() {
        var counted = new ArrayList<Integer>();

        new Search<>(Gens.ints(0, 9), number -> {
            Assumptions.assumeTrue(number % 2 == 0);
            counted.add(number);
        }).find(1, tried -> tried < 50);

        assertThat(counted).hasSize(50).allMatch(number -> number % 2 == 0);
    }

    @Test
    void shouldNoticeAFailureThatDoesNotRepeat() {
        var times = new int[1];

        var found = new Search<>(Gens.ints(0, 9), _ -> assertThat(++times[0]).isNotEqualTo(3)).find(1, tried -> true);

        assertThat(found).hasValueSatisfying(it -> assertThat(it.isRepeatable()).isFalse());
    }

    private static <T> T simplest(Gen<T> gen, Predicate<T> property) {
        return search(gen, property).orElseThrow().value();
    }

    private static <T> Optional<Counterexample<T>> search(Gen<T> gen, Predicate<T> property) {
        return new Search<>(gen, value -> assertThat(property.test(value)).isTrue()).find(20_261_130,
                tried -> tried < 1_000);
    }

    private static <T> List<T> tried(Gen<T> gen, long seed) {
        var values = new ArrayList<T>();
        new Search<>(gen, values::add).find(seed, tried -> tried < 100);
        return values;
    }
}
