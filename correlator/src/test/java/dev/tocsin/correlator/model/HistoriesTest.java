package dev.tocsin.correlator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * Random histories, played on the correlator's topology and told to a {@link Reference} that says the same in the simplest
 * way; after each step both must name the same incidents: of which service, in which state and round, how severe, with which
 * members, which of them fire, and who acknowledged.
 *
 * <p>
 * In the histories: fires, repeats, resolves, duplicates and late deliveries of eight alerts of two services in three
 * grades; acknowledge by two people, of whom the worst needs both and others only for a while, snooze, mitigate, a mitigation
 * that failed, resolve, close, also when only its review is due, set severity, and the same command again; silences; switches among
 * eight policies (grouping, when an incident is over, severities that fall, thresholds, windows, maximum age); jumps of the
 * clock from nothing to a day; restarts over the same stores. How many are played comes from how fast the machine plays
 * them; {@code -Dtocsin.histories=1000000} plays so many, {@code -Dtocsin.seed=} the same again.
 *
 * <p>
 * Not in them: flapping, expiry, inactivity, inhibition, recurring silences, maintenance, likeness of words, merge, split
 * and move, storms, parents and suspects, more members than are shown. Those have tests of their own, and
 * {@code EverythingReplayTest} has them at random without a reference. The end of
 * a silence has a sweep of its own: in which order it and what else is due then come is not promised.
 */
class HistoriesTest {

    /** So many where somebody asks for them, or for a seed; else as many as this machine plays in {@link #A_WHILE}. */
    private static final int HISTORIES = Integer.getInteger("tocsin.histories", 10_000);
    private static final boolean ALL = Stream.of("tocsin.histories", "tocsin.seed").anyMatch(name -> System.getProperty(
            name) != null);
    private static final int AT_LEAST = 1_000;
    private static final Duration A_WHILE = Duration.ofSeconds(20);
    /** Side by side, each with a seed of its own. */
    private static final int SEARCHES = 2;
    /** At random where somebody asks for a number of histories; else the same each time: a build shall not depend on chance. */
    private static final long SEED = Long.getLong("tocsin.seed", ALL ? new Random().nextLong() : 20_261_130L);

    @Test
    void shouldDoAsTheReferenceDoesInEveryHistory() {
        var found = LongStream.range(SEED, SEED + SEARCHES).parallel().boxed().flatMap(seed -> among(seed).stream())
                .toList();

        assertThat(found).as("histories, seed %s, in which the correlator does not do as the reference", SEED)
                .isEmpty();
    }

    private static Optional<Search.Found> among(long seed) {
        var end = System.nanoTime() + A_WHILE.toNanos();
        try (var search = new Search(Reference::new)) {
            return search.among(seed, played -> played < HISTORIES / SEARCHES && (ALL || played < AT_LEAST / SEARCHES
                    || System.nanoTime() < end));
        }
    }

    /** The reference with one rule wrong: the search must see it, or the test above says nothing. */
    @Test
    void shouldFindAndShrinkAPlantedBug() {
        Function<Terms, Reference> credulous = terms -> new Reference(terms) {
            @Override
            boolean isBelieved(Instant lastSeen, Instant now) {
                return now.isAfter(lastSeen.plus(Duration.ofMinutes(4)));
            }
        };
        try (var search = new Search(credulous)) {
            var found = search.among(7, played -> played < 5_000);

            assertThat(found.map(Search.Found::history).map(List::size)).hasValueSatisfying(steps -> assertThat(steps)
                    .isLessThanOrEqualTo(4));
        }
    }
}
