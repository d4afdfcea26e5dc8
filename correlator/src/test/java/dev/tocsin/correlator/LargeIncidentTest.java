package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ACKNOWLEDGED;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import org.junit.jupiter.api.Test;

/** One storm is one incident: what a snapshot shows is bounded, what is counted is not. */
class LargeIncidentTest {

    @Test
    void shouldShowTwentyFiveAlertsAndCountAll() {
        try (var correlator = CorrelatorHarness.start()) {
            fire(correlator, 1, 130);
            correlator.advance(Duration.ofSeconds(1));

            var incident = correlator.incident();
            assertThat(incident.getAlertsTotal()).isEqualTo(130);
            assertThat(incident.getAlertsFiring()).isEqualTo(130);
            assertThat(incident.getAlertsHidden()).isEqualTo(105);
            assertThat(incident.getAlerts()).hasSize(25);
            assertThat(incident.getAlerts().getLast().getIdentity()).isEqualTo("prom:db-25");
            assertThat(correlator.facts()).hasSize(130);
        }
    }

    @Test
    void shouldPublishAtMostOneSnapshotASecondWhileMoreAndMoreJoin() {
        try (var correlator = CorrelatorHarness.start()) {
            fire(correlator, 1, 26);
            correlator.skip();

            for (var second = 0; second < 5; second++) {
                fire(correlator, 200 + second * 100, 299 + second * 100);
                correlator.advance(Duration.ofSeconds(1));
            }

            assertThat(correlator.snapshots()).hasSize(6).extracting(Incident::getAlertsTotal)
                    .containsExactly(27, 126, 226, 326, 426, 526);
            assertThat(correlator.facts()).hasSize(500);
            correlator.advance(Duration.ofMinutes(1));
            assertThat(correlator.snapshots()).isEmpty();
        }
    }

    @Test
    void shouldPublishActionableChangesAtOnceWithAllCounts() {
        try (var correlator = CorrelatorHarness.start()) {
            IntStream.rangeClosed(1, 150).forEach(number -> correlator.fire(anAlert("db-" + number).severity(
                    "warning")));
            var counted = correlator.incident().getAlertsTotal();
            correlator.facts();

            correlator.fire(anAlert("db-151").severity("critical"));

            var raised = correlator.incident();
            assertThat(counted).isLessThan(150);
            assertThat(raised.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(raised.getAlertsTotal()).isEqualTo(151);
            correlator.command(CommandKind.ACKNOWLEDGE, raised);
            assertThat(correlator.incident().getAlertsTotal()).isEqualTo(151);
            assertThat(correlator.facts()).endsWith(ACKNOWLEDGED);
            correlator.advance(Duration.ofSeconds(5));
            correlator.skip();
        }
    }

    @Test
    void shouldBeOverWhenTheLastOfThemIsShownOrNot() {
        try (var correlator = CorrelatorHarness.start()) {
            var begun = correlator.now();
            fire(correlator, 1, 130);
            correlator.advance(Duration.ofSeconds(10));
            correlator.skip();

            IntStream.rangeClosed(1, 130).forEach(number -> correlator.resolve(anAlert("db-" + number).since(begun)));

            var quiet = correlator.incident();
            assertThat(quiet.getAlertsFiring()).isZero();
            assertThat(quiet.getQuietUntil()).isPresent();
            assertThat(correlator.facts()).endsWith(QUIET_STARTED);
        }
    }

    @Test
    void shouldRestoreCountsAfterARestart() {
        try (var correlator = CorrelatorHarness.start()) {
            fire(correlator, 1, 130);
            correlator.skip();

            correlator.restart();
            correlator.advance(Duration.ofSeconds(2));

            assertThat(correlator.incident().getAlertsTotal()).isEqualTo(130);
        }
    }

    @Test
    void shouldGiveTheSameBytesWhenItIsReplayed() {
        try (var correlator = CorrelatorHarness.start()) {
            fire(correlator, 1, 150);
            correlator.restart();
            correlator.advance(Duration.ofSeconds(3));
            fire(correlator, 151, 160);
            correlator.advance(Duration.ofSeconds(3));

            var replay = CorrelatorHarness.replaying(correlator.log());

            assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
            replay.crash();
            correlator.skip();
        }
    }

    private static void fire(CorrelatorHarness correlator, int from, int to) {
        IntStream.rangeClosed(from, to).forEach(number -> correlator.fire(anAlert("db-" + number)));
    }
}
