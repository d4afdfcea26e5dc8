package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.TimerFired;
import org.junit.jupiter.api.Test;

/** What a restarted task knows, it knows from its stores. */
class RestartTest {

    private final KeptStores disk = new KeptStores();

    @Test
    void shouldFireATimerThatWasSetBeforeTheRestart() {
        try (var correlator = CorrelatorHarness.over(disk, quietAndCrashed())) {
            correlator.advance(Duration.ofSeconds(30));
            var early = correlator.facts();
            correlator.advance(Duration.ofSeconds(30));

            assertThat(early).isEmpty();
            assertThat(correlator.facts()).containsExactly(RESOLVED);
            assertThat(correlator.snapshots()).hasSize(1);
        }
    }

    @Test
    void shouldFireAnOverdueTimerOnceAfterALongOutage() {
        var crashedAt = quietAndCrashed();

        try (var correlator = CorrelatorHarness.over(disk, crashedAt.plus(Duration.ofDays(1)))) {
            correlator.advance(Duration.ofSeconds(1));
            correlator.advance(Duration.ofMinutes(5));

            assertThat(correlator.facts()).containsExactly(RESOLVED);
            assertThat(correlator.snapshots()).hasSize(1);
            assertThat(correlator.log()).hasSize(1);
        }
    }

    @Test
    void shouldKeepThePolicyThatWasActivated() {
        var crashedAt = quietAndCrashed();

        try (var correlator = CorrelatorHarness.over(disk, crashedAt)) {
            correlator.fire(anAlert("db-2"));

            assertThat(correlator.incident().getPolicyName()).isEqualTo("test");
            correlator.skip();
        }
    }

    @Test
    void shouldNotPutATimerIntoTheLogTwice() {
        try (var correlator = CorrelatorHarness.over(disk, quietAndCrashed())) {
            correlator.advance(Duration.ofHours(2));
            correlator.skip();

            assertThat(correlator.log()).extracting(entry -> ((TimerFired) entry.value().getBody()).getKind().name())
                    .containsExactly("QUIET_TIME_OVER", "REOPEN_WINDOW_OVER");
        }
    }

    /** One incident, a minute before its quiet time is over. */
    private Instant quietAndCrashed() {
        var correlator = CorrelatorHarness.over(disk, CorrelatorHarness.START);
        correlator.activate(CorrelatorHarness.policy(1, CorrelatorHarness.resource("policy.yml")));
        var alert = anAlert("db-1").since(correlator.now());
        correlator.fire(alert);
        correlator.resolve(alert);
        correlator.advance(Duration.ofMinutes(4));
        correlator.crash();
        return correlator.now();
    }
}
