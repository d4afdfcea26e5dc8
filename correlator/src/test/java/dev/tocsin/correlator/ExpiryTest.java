package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static dev.tocsin.correlator.SilencesTest.silence;
import static dev.tocsin.event.FactKind.ALERT_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.TimerFired;
import dev.tocsin.event.TimerKind;
import org.junit.jupiter.api.Test;

/** Without a word from its source for too long, an alert is over; some sources never say a second one. */
class ExpiryTest {

    private static final String POLICY = resource("policy.yml") + """
            sources:
              prom: {expire: 1h}
              "*": {expire: 7d}
            """;

    private static final Duration A_WHILE = Duration.ofMinutes(1);

    @Test
    void shouldTakeAnAlertAsOverThatItsSourceWouldHaveRepeated() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(anAlert("db-1"));
            correlator.skip();

            correlator.advance(Duration.ofHours(1).plusSeconds(29));
            var before = correlator.facts();
            correlator.advance(A_WHILE);

            assertThat(before).isEmpty();
            assertThat(correlator.facts()).contains(ALERT_EXPIRED);
            assertThat(correlator.incident().getAlertsFiring()).isZero();
            assertThat(correlator.decided()).contains("dedup:expired");
        }
    }

    @Test
    void shouldWaitForAsLongAsTheSourceIsGiven() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(anAlert("issue-1").from("sentry"));
            correlator.skip();

            correlator.advance(Duration.ofDays(7));
            var before = correlator.facts();
            correlator.advance(A_WHILE);
            correlator.advance(A_WHILE);

            assertThat(before).isEmpty();
            assertThat(correlator.facts()).contains(ALERT_EXPIRED);
            correlator.skip();
        }
    }

    @Test
    void shouldNeverExpireWhenThePolicyDoesNotSay() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1"));

            correlator.advance(Duration.ofDays(365));

            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
            correlator.skip();
        }
    }

    @Test
    void shouldCountFromTheLastDelivery() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.advance(Duration.ofMinutes(50));
            correlator.fire(alert);
            correlator.skip();

            correlator.advance(Duration.ofMinutes(30));
            var before = correlator.facts();
            correlator.advance(Duration.ofMinutes(31));

            assertThat(before).isEmpty();
            assertThat(correlator.facts()).contains(ALERT_EXPIRED);
            correlator.skip();
        }
    }

    /** Its source was away, not the trouble. */
    @Test
    void shouldBelieveASourceAtOnceThatSpeaksAgainOfTheSameOccurrence() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.advance(Duration.ofHours(1));
            correlator.advance(A_WHILE);
            correlator.decided();

            correlator.fire(alert);

            assertThat(correlator.decided()).contains("dedup:refired");
            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
            correlator.skip();
        }
    }

    @Test
    void shouldPutItIntoTheLogOnceAlsoOverARestart() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.fire(anAlert("db-1"));
            correlator.advance(Duration.ofMinutes(59));
            correlator.restart();
            correlator.advance(Duration.ofMinutes(3));
            correlator.restart();
            correlator.advance(Duration.ofHours(1));

            assertThat(correlator.log()).map(entry -> entry.value().getBody()).filteredOn(TimerFired.class::isInstance)
                    .map(TimerFired.class::cast).filteredOn(timer -> timer.getKind() == TimerKind.ALERT_EXPIRED)
                    .singleElement().satisfies(timer -> assertThat(timer.getSubject()).isEqualTo("prom:db-1"));
            correlator.skip();
        }
    }

    @Test
    void shouldWorkThroughManyALittleAtATime() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            IntStream.range(0, 1_200).forEach(number -> correlator.fire(anAlert("db-%04d".formatted(number))));
            correlator.advance(Duration.ofHours(1));
            correlator.advance(Duration.ofSeconds(31));
            var some = firing(correlator);

            IntStream.range(0, 60).forEach(_ -> correlator.advance(Duration.ofSeconds(1)));

            assertThat(some).isPositive();
            assertThat(firing(correlator)).isZero();
            correlator.skip();
        }
    }

    private static long firing(CorrelatorHarness correlator) {
        return correlator.alerts().values().stream().filter(row -> row.getStatus() == AlertStatus.FIRING).count();
    }

    @Test
    void shouldForgetAHeldAlertThatExpired() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(silence("moving").setEndsAt(correlator.now().plus(Duration.ofDays(1))).build());
            correlator.fire(anAlert("db-1"));

            correlator.advance(Duration.ofHours(1));
            correlator.advance(A_WHILE);

            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.alerts().get("prom:db-1").getStatus()).isEqualTo(AlertStatus.RESOLVED);
        }
    }

    @Test
    void shouldForgetAResolvedAlertADayAfterwards() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.resolve(alert);
            correlator.advance(Duration.ofHours(23));
            var kept = correlator.alerts();
            correlator.advance(Duration.ofHours(2));
            correlator.decided();

            correlator.fire("search", anAlert("web-1").named("HighLatency"));
            var known = correlator.alerts();
            correlator.advance(Duration.ofHours(25));
            correlator.fire(alert);

            assertThat(kept).containsKey("prom:db-1");
            assertThat(known).containsKey("prom:db-1");
            assertThat(correlator.alerts()).containsKey("prom:db-1");
            assertThat(correlator.decided()).containsSequence("dedup:fresh", "classify:classified",
                    "correlate:opened");
            correlator.skip();
        }
    }

    @Test
    void shouldDeleteExpiredRowsOnceTheLogHasPassedThem() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.resolve(alert);
            correlator.advance(Duration.ofHours(25));
            correlator.fire(anAlert("web-1").named("HighLatency"));

            correlator.advance(A_WHILE);

            assertThat(correlator.alerts()).containsOnlyKeys("prom:web-1");
            correlator.skip();
        }
    }
}
