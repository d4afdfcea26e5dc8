package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import org.junit.jupiter.api.Test;

/** Deliveries arrive twice, late and in the wrong order; what comes of them is the same. */
class OrderOfDeliveriesTest {

    @Test
    void shouldOpenNothingWhenTheResolveOvertakesItsFire() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.decided();

            correlator.resolve(alert);
            correlator.advance(Duration.ofSeconds(20));
            correlator.fire(alert);

            assertThat(correlator.decided()).containsExactly("dedup:resolved-before-seen", "dedup:late");
        }
    }

    @Test
    void shouldIgnoreAFireThatComesAfterItsOwnResolve() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.resolve(alert);
            correlator.decided();

            correlator.fire(alert);

            assertThat(correlator.decided()).containsExactly("dedup:late");
            assertThat(correlator.incident().getAlertsFiring()).isZero();
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED, QUIET_STARTED);
        }
    }

    @Test
    void shouldCountDeliveriesOfTwoClusterPeersOnce() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());

            correlator.fire(alert);
            correlator.fire(alert);
            correlator.advance(Duration.ofMinutes(1));
            correlator.resolve(alert);
            correlator.resolve(alert);

            assertThat(correlator.incident().getRevision()).isEqualTo(2);
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED, QUIET_STARTED);
            assertThat(correlator.decided()).containsOnlyOnce("dedup:fresh", "dedup:resolved");
        }
    }

    @Test
    void shouldMoveTheStartWhenPrometheusRestarted() {
        try (var correlator = CorrelatorHarness.start()) {
            var before = anAlert("db-1").since(correlator.now());
            correlator.fire(before);
            correlator.advance(Duration.ofMinutes(10));
            var after = anAlert("db-1").since(correlator.now());

            correlator.fire(after);
            correlator.advance(Duration.ofMinutes(1));
            correlator.resolve(after);

            assertThat(correlator.incident().getAlertsFiring()).isZero();
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED, QUIET_STARTED);
        }
    }

    @Test
    void shouldResolveWhenAPeerKnowsAnEarlierStartOfTheSameOccurrence() {
        try (var correlator = CorrelatorHarness.start()) {
            var earlier = anAlert("db-1").since(correlator.now().minusSeconds(30));
            correlator.fire(anAlert("db-1"));
            correlator.advance(Duration.ofMinutes(1));

            correlator.resolve(earlier);

            assertThat(correlator.incident().getAlertsFiring()).isZero();
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED, QUIET_STARTED);
        }
    }

    @Test
    void shouldNotResolveWhatFiredAgainAfterALateResolve() {
        try (var correlator = CorrelatorHarness.start()) {
            var first = anAlert("db-1").since(correlator.now()).until(correlator.now().plusSeconds(30));
            correlator.advance(Duration.ofMinutes(1));
            correlator.fire(anAlert("db-1"));
            correlator.decided();

            correlator.resolve(first);

            assertThat(correlator.decided()).containsExactly("dedup:late");
            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
            assertThat(correlator.facts()).containsExactly(OPENED);
        }
    }

    @Test
    void shouldBelieveASourceThatInsistsLongAfterAResolve() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.resolve(alert);
            correlator.advance(Duration.ofHours(4));
            correlator.skip();

            correlator.fire(alert);

            assertThat(correlator.facts()).containsExactly(OPENED);
            assertThat(correlator.decided()).containsExactly("dedup:refired", "classify:classified",
                    "correlate:opened");
            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
        }
    }
}
