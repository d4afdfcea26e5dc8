package dev.tocsin.correlator.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.LongStream;

import dev.tocsin.property.Counterexample;
import dev.tocsin.property.Search;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Random histories, played on the correlator's topology and told to a {@link Reference} that says the same in the simplest
 * way; after each step both must name the same incidents: of which service, in which state and round, how severe, with which
 * members, which of them fire, and who acknowledged.
 *
 * <p>
 * In the histories: fires, repeats, resolves, duplicates and late deliveries of eight alerts of two services in three
 * grades; acknowledge by two people, of whom the worst needs both and others only for a while, snooze, mitigate, a
 * mitigation that failed, resolve, close, also when only its review is due, set severity, and the same command again;
 * silences; switches among eight policies (grouping, when an incident is over, severities that fall, thresholds, windows,
 * maximum age); jumps of the clock from nothing to a day; restarts over the same stores. The number of histories depends on the
 * speed of the machine; {@code -Dtocsin.histories=1000000} sets it, {@code -Dtocsin.property.seed=} sets the first one.
 *
 * <p>
 * Not in them: flapping, expiry, inactivity, inhibition, recurring silences, maintenance, likeness of words, merge, split
 * and move, storms, parents and suspects, more members than are shown. Those have tests of their own, and
 * {@code EverythingReplayTest} has them at random without a reference. The end of
 * a silence has a sweep of its own: in which order it and what else is due then come is not promised.
 */
class HistoriesTest {

    /** Number of histories, if set; otherwise as many as the machine plays in {@link #A_WHILE}. */
    private static final Optional<Integer> ASKED_FOR = Optional.ofNullable(Integer.getInteger("tocsin.histories"));
    private static final int PERCENT = Integer.getInteger("tocsin.property.tries", 100);
    private static final int AT_LEAST = 1_000 * PERCENT / 100;
    private static final int AT_MOST = 10_000;
    private static final Duration A_WHILE = Duration.ofSeconds(20).multipliedBy(PERCENT).dividedBy(100);
    /** Side by side, each with seeds of its own. */
    private static final int SEARCHES = 2;
    private static final long APART = 1_000_000_000;
    /** The same each time, where nobody sets another: a build shall not depend on chance. */
    private static final long SEED = Long.getLong("tocsin.property.seed", 20_261_130L);

    @Test
    @Tag("property")
    void shouldDoAsTheReferenceDoesInEveryHistory() {
        var found = LongStream.range(0, SEARCHES).parallel().boxed().flatMap(search -> among(SEED + search * APART)
                .stream()).toList();

        assertThat(found).as("histories in which the correlator does not do as the reference").isEmpty();
    }

    private static Optional<Counterexample<List<Step>>> among(long seed) {
        var end = System.nanoTime() + A_WHILE.toNanos();
        try (var player = new Player(Reference::new)) {
            return new Search<>(Step.histories(), player::play).find(seed, another(end));
        }
    }

    private static IntPredicate another(long end) {
        return ASKED_FOR.<IntPredicate>map(histories -> played -> played < histories / SEARCHES).orElse(
                played -> played < AT_LEAST / SEARCHES || played < AT_MOST / SEARCHES && System.nanoTime() < end);
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
        try (var player = new Player(credulous)) {
            var found = new Search<>(Step.histories(), player::play).find(7, played -> played < 5_000);

            assertThat(found.map(Counterexample::value)).hasValueSatisfying(steps -> assertThat(steps)
                    .hasSizeLessThanOrEqualTo(4));
        }
    }
}
