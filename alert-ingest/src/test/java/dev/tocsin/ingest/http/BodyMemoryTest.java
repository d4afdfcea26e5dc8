package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class BodyMemoryTest {

    private static final long MEBI = 1024 * 1024;
    private static final long LATER = BodyMemory.HONEST_NANOS;

    private final List<String> gone = new ArrayList<>();
    private final BodyMemory room = new BodyMemory(48 * MEBI, List.of("a", "b", "c", "d", "e", "f"));

    @Test
    @DisplayName("B1: bytes that came are counted, and given back")
    void shouldCountBytesAsTheyGrowAndGiveThemBack() {
        var place = enter("a", false, 0);

        assertThat(place.reserve(BodyMemory.FREE_BYTES, 0)).isTrue();
        assertThat(room.bytes()).isZero();
        assertThat(place.reserve(5 * MEBI, 0)).isTrue();
        assertThat(place.reserve(3 * MEBI, 0)).isTrue();
        assertThat(room.bytes("a")).isEqualTo(5 * MEBI - BodyMemory.FREE_BYTES);
        place.close();
        place.close();

        assertThat(room.bytes()).isZero();
        assertThat(room.requests()).isZero();
        assertThat(place.reserve(1, 0)).as("who has left cannot come back").isFalse();
    }

    @Test
    @DisplayName("B1: no source can take the room of another")
    void shouldKeepRoomForEverySource() {
        for (var i = 0; i < 10; i++) {
            enter("a", true, 0).reserve(10 * MEBI, 0);
            enter("b", true, 0).reserve(10 * MEBI, 0);
        }

        assertThat(enter("c", true, 0).reserve(3 * MEBI, 0)).isTrue();
        assertThat(enter("d", false, 0).reserve(3 * MEBI, 0)).isTrue();
    }

    @Test
    @DisplayName("B1: one source that takes all it can leaves a whole body of another its place")
    void shouldLeaveAWholeBodyItsPlace() {
        while (enter("a", true, 0).reserve(MEBI, 0)) {
            assertThat(room.bytes("a")).isLessThan(48 * MEBI);
        }

        assertThat(enter("b", true, 0).reserve(10 * MEBI, 0)).isTrue();
    }

    /** Twenty-four mebibytes are divided by two, not by the number of types of sources. */
    @Test
    @DisplayName("B1: what is guaranteed is divided among the configured sources, with one share for all others")
    void shouldDivideAmongTheConfigured() {
        var few = new BodyMemory(48 * MEBI, List.of("shop"));
        while (few.enter("json", true, 0, () -> {}).reserve(MEBI, 0)) {
            assertThat(few.bytes("json")).isLessThan(48 * MEBI);
        }

        assertThat(few.enter("azure", true, 0, () -> {}).reserve(2 * MEBI, 0)).as("no share of its own").isFalse();
        assertThat(few.enter("shop", true, 0, () -> {}).reserve(12 * MEBI, 0)).isTrue();
    }

    @Test
    @DisplayName("B1: an ordinary alert finds room in a source that is full")
    void shouldAlwaysTakeAnOrdinaryAlert() {
        while (enter("a", true, 0).reserve(MEBI, 0)) {
            assertThat(room.bytes("a")).isLessThan(48 * MEBI);
        }

        assertThat(enter("a", false, 0).reserve(BodyMemory.FREE_BYTES, 0)).isTrue();
    }

    @Test
    @DisplayName("B1: the oldest body that keeps arriving gives way, unless its sender has shown who it is")
    void shouldLetStrangersThatDripGiveWay() {
        enter("a", true, "known", 0).reserve(9 * MEBI, 0);
        enter("a", false, "first", 1).reserve(6 * MEBI, 1);
        enter("a", false, "second", 2).reserve(6 * MEBI, 2);
        var asking = enter("a", false, "asking", 3);

        assertThat(asking.reserve(6 * MEBI, 3)).as("at an ordinary pace nobody gives way").isFalse();
        assertThat(asking.reserve(6 * MEBI, LATER + 1)).isTrue();

        assertThat(gone).containsExactly("first");
    }

    @Test
    void shouldNotMakeAWholeBodyGiveWay() {
        var whole = enter("a", false, "whole", 0);
        whole.reserve(20 * MEBI, 0);
        whole.arrived();

        assertThat(enter("a", false, "asking", 0).reserve(10 * MEBI, LATER)).isFalse();
        assertThat(gone).isEmpty();
    }

    /** Whatever the others do, a source gets what is guaranteed to it, and all together never have more than there is. */
    @Property(tries = 200)
    void shouldGuaranteeEachSourceItsShare(@ForAll("sources") List<Integer> sources,
            @ForAll("sizes") List<Integer> sizes) {
        var each = new BodyMemory(48 * MEBI, List.of("s0", "s1", "s2", "s3", "s4", "mine"));
        for (var i = 0; i < Math.min(sources.size(), sizes.size()); i++) {
            each.enter("s" + sources.get(i), true, 0, () -> {}).reserve(sizes.get(i), 0);

            assertThat(each.bytes()).isLessThanOrEqualTo(48 * MEBI);
        }

        assertThat(each.enter("mine", false, 0, () -> {}).reserve(3 * MEBI, 0)).isTrue();
    }

    Gen<List<Integer>> sources() {
        return Gens.ints(0, 4).list(0, 255);
    }

    Gen<List<Integer>> sizes() {
        return Gens.ints(0, 30_000_000).list(0, 255);
    }

    private BodyMemory.Place enter(String source, boolean shown, long now) {
        return enter(source, shown, source, now);
    }

    private BodyMemory.Place enter(String source, boolean shown, String name, long now) {
        return room.enter(source, shown, now, () -> gone.add(name));
    }
}
