package dev.tocsin.correlator.storm;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.correlator.storm.StormCounts.NewAlert;
import dev.tocsin.policy.model.StormRule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A storm spreads over the partitions of an installation; each knows its share of the threshold by their number. */
class StormCountsTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");
    private static final StormRule FLOOD = new StormRule("flood", StormRule.Scope.SOURCE, 240, Duration.ofMinutes(1),
            24,
            "SEV2", Optional.empty(), Set.of(), Duration.ofSeconds(5));
    private static final NewAlert ALERT = new NewAlert("flood/prometheus", FLOOD, "checkout", "Load", NOW, false);

    @ParameterizedTest(name = "of {0} partitions, each tells {1} alerts at a time")
    @CsvSource({"1, 120", "2, 60", "4, 30", "12, 10", "1000, 1"})
    void shouldReportWhenHalfOfItsShareArrived(int partitions, int alerts) {
        var counts = new StormCounts(0, partitions);

        for (var number = 1; number < alerts; number++) {
            counts.add(ALERT);
            assertThat(counts.untold(ALERT)).isEmpty();
        }
        counts.add(ALERT);

        assertThat(counts.untold(ALERT)).hasValueSatisfying(tally -> assertThat(tally.total()).isEqualTo(alerts));
    }

    @Test
    void shouldResetTheCountOnlyAfterReportingAll() {
        var counts = new StormCounts(0, 1000);
        counts.add(ALERT);

        assertThat(counts.untold(ALERT)).isEqualTo(counts.untold(ALERT)).isPresent();
        counts.told(ALERT);

        assertThat(counts.untold(ALERT)).isEmpty();
    }

    @ParameterizedTest(name = "of {0} partitions, {1} incidents in one are likely part of a storm")
    @CsvSource({"1, 120", "2, 60", "12, 10", "1000, 2"})
    void shouldTakeAsManyIncidentsForAStormAsItsShareBrings(int partitions, int incidents) {
        assertThat(new StormCounts(0, partitions).likely(FLOOD)).isEqualTo(incidents);
    }
}
