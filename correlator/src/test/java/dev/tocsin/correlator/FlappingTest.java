package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.resource;
import static dev.tocsin.correlator.SilencesTest.silence;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.FLAPPING_ENDED;
import static dev.tocsin.event.FactKind.FLAPPING_STARTED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.Test;

/** An alert that fires and ceases again and again is told once, and once more when it is calm. */
class FlappingTest {

    private static final String POLICY = resource("policy.yml")
            + "flapping: {transitions: 4, within: 30m, leave: 1, quiet: 15m}\n";

    private static final Duration QUIET = Duration.ofMinutes(15);

    @Test
    void shouldReportFlappingOnce() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            turns(correlator, 40);

            assertThat(correlator.facts()).filteredOn(FLAPPING_STARTED::equals).hasSize(1);
            assertThat(correlator.snapshots()).hasSizeLessThan(8).last().satisfies(incident -> {
                assertThat(incident.getFlapping()).isTrue();
                assertThat(incident.getAlertsFiring()).isEqualTo(1);
                assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
            });
            assertThat(correlator.decided()).contains("dedup:flapping-started", "dedup:flapping");
        }
    }

    @Test
    void shouldCloseByItselfWhenItIsCalmAndOver() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            turns(correlator, 6);
            correlator.skip();

            correlator.advance(QUIET.minusSeconds(1));
            var before = correlator.facts();
            correlator.advance(Duration.ofSeconds(2));
            var calm = correlator.facts();
            correlator.advance(Duration.ofMinutes(5));

            assertThat(before).isEmpty();
            assertThat(calm).contains(FLAPPING_ENDED, ALERT_RESOLVED, QUIET_STARTED);
            assertThat(correlator.facts()).containsExactly(RESOLVED);
            assertThat(correlator.incident().getFlapping()).isFalse();
            assertThat(correlator.held()).isEmpty();
            correlator.skip();
        }
    }

    @Test
    void shouldReportNothingWhenASilenceEndsAfterFlappingEndedResolved() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(silence("all-day").setStartsAt(correlator.now()).setEndsAt(correlator.now().plus(
                    Duration.ofHours(2))).build());
            turns(correlator, 4);

            correlator.advance(QUIET);
            var calm = correlator.alerts();
            correlator.advance(Duration.ofHours(3));

            assertThat(calm.values()).singleElement().satisfies(row -> {
                assertThat(row.getHeld()).isFalse();
                assertThat(row.getStatus()).isEqualTo(AlertStatus.RESOLVED);
            });
            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.facts()).isEmpty();
            correlator.skip();
        }
    }

    @Test
    void shouldStayOpenWhenItIsCalmAndFires() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            turns(correlator, 7);
            correlator.skip();

            correlator.advance(QUIET);

            assertThat(correlator.facts()).containsExactly(FLAPPING_ENDED);
            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
                assertThat(incident.getAlertsFiring()).isEqualTo(1);
                assertThat(incident.getFlapping()).isFalse();
            });
            correlator.skip();
        }
    }

    @Test
    void shouldNotFlapWhenItFiresNowAndThen() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            for (var time = 0; time < 5; time++) {
                turns(correlator, 2);
                correlator.advance(Duration.ofMinutes(31));
            }

            assertThat(correlator.facts()).doesNotContain(FLAPPING_STARTED);
            correlator.skip();
        }
    }

    @Test
    void shouldReportAResolveAfterFlappingEnded() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            turns(correlator, 7);
            correlator.advance(QUIET);
            correlator.skip();

            correlator.resolve(anAlert("db-1"));

            assertThat(correlator.facts()).containsExactly(ALERT_RESOLVED, QUIET_STARTED);
            correlator.skip();
        }
    }

    @Test
    void shouldKeepFlappingAfterARestart() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            turns(correlator, 6);
            correlator.restart();
            turns(correlator, 2);
            correlator.restart();
            var flaps = correlator.incident().getFlapping();
            correlator.skip();

            correlator.advance(QUIET);

            assertThat(flaps).isTrue();
            assertThat(correlator.facts()).contains(FLAPPING_ENDED, ALERT_RESOLVED);
            correlator.skip();
        }
    }

    @Test
    void shouldEndWithThePolicyThatKnowsOfFlapping() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            turns(correlator, 7);
            correlator.activate(CorrelatorHarness.policy(2, resource("policy.yml")));
            correlator.skip();

            correlator.resolve(anAlert("db-1"));

            assertThat(correlator.facts()).contains(FLAPPING_ENDED, ALERT_RESOLVED);
            assertThat(correlator.held()).isEmpty();
            correlator.skip();
        }
    }

    @Test
    void shouldNotReportAnAlertThatFlapsAndResolvesWhileSilenced() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(silence("moving").build());
            turns(correlator, 6);

            correlator.advance(Duration.ofHours(2));

            assertThat(correlator.held()).isEmpty();
            assertThat(correlator.decided()).contains("dedup:flapping-started", "dedup:flapping-ended",
                    "suppress:over-while-held");
        }
    }

    @Test
    void shouldReportFlappingWhenTheSilenceEnds() {
        try (var correlator = CorrelatorHarness.under(POLICY)) {
            correlator.silence(silence("moving").build());
            turns(correlator, 6);

            correlator.silence(silence("moving").setEndsAt(correlator.now()).build());

            assertThat(correlator.incident()).satisfies(incident -> {
                assertThat(incident.getFlapping()).isTrue();
                assertThat(incident.getAlertsFiring()).isEqualTo(1);
            });
            assertThat(correlator.facts()).contains(OPENED);
            correlator.advance(QUIET);
            assertThat(correlator.facts()).contains(FLAPPING_ENDED, ALERT_RESOLVED);
            correlator.skip();
        }
    }

    /** Fires and ceases in turn, ten seconds apart; an even number ends with it being over. */
    private static void turns(CorrelatorHarness correlator, int count) {
        for (var turn = 0; turn < count; turn++) {
            correlator.advance(Duration.ofSeconds(10));
            if (turn % 2 == 0) {
                correlator.fire(anAlert("db-1"));
            } else {
                correlator.resolve(anAlert("db-1"));
            }
        }
    }
}
