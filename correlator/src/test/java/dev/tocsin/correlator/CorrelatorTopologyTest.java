package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ACKNOWLEDGED;
import static dev.tocsin.event.FactKind.ALERT_CHANGED;
import static dev.tocsin.event.FactKind.ALERT_JOINED;
import static dev.tocsin.event.FactKind.ALERT_REFIRED;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.QUIET_BROKEN;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.schemas.topic.ServiceKeys;
import org.junit.jupiter.api.Test;

/** The life of an incident, from the log to the topics. */
class CorrelatorTopologyTest {

    private static final Duration QUIET = Duration.ofMinutes(5);
    private static final Duration REOPEN_WINDOW = Duration.ofMinutes(30);

    @Test
    void shouldOpenAnIncidentThatAWokenPersonCanDecideOn() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1").described("93 % used, growing").link("https://grafana.example.org/d/1"));

            var incident = correlator.incident();
            assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
            assertThat(incident.getTitle()).isEqualTo("Disk full on db-1");
            assertThat(incident.getSummary()).isEqualTo("93 % used, growing");
            assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(incident.getSeverity().getRank()).isEqualTo(1);
            assertThat(incident.getLadder()).isEqualTo("urgent");
            assertThat(incident.getRunbook()).isEqualTo("https://runbooks.example.org/critical");
            assertThat(incident.getRuleReason()).contains("Can customers not work?");
            assertThat(incident.getLinks()).extracting("href").containsExactly("https://grafana.example.org/d/1");
            assertThat(incident.getLabels()).containsEntry("instance", "db-1");
            assertThat(incident.getOpenedAt()).isEqualTo(correlator.now());
            assertThat(incident.getId()).startsWith(ServiceKeys.hashPrefix("payments") + "-").hasSize(21);
            assertThat(correlator.facts()).containsExactly(OPENED);
            assertThat(correlator.decided()).containsExactly("policy:activated", "correlate:heard", "dedup:fresh",
                    "classify:classified", "correlate:opened");
        }
    }

    @Test
    void shouldFoldRelatedAlertsIntoOneIncident() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1"));
            correlator.advance(Duration.ofSeconds(10));
            correlator.fire(anAlert("db-2"));

            var incident = correlator.incident();
            assertThat(incident.getAlertsFiring()).isEqualTo(2);
            assertThat(incident.getAlertsTotal()).isEqualTo(2);
            assertThat(incident.getAlerts()).extracting(IncidentAlert::getIdentity)
                    .containsExactly("prom:db-1", "prom:db-2");
            assertThat(incident.getLabels()).containsOnlyKeys("alertname", "severity");
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED);
        }
    }

    @Test
    void shouldKeepAlertsWithAnotherCorrelationKeyApart() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1"));
            correlator.fire(anAlert("db-2").named("HighLatency"));

            assertThat(correlator.snapshots()).extracting("id").doesNotHaveDuplicates().hasSize(2);
            assertThat(correlator.facts()).containsExactly(OPENED, OPENED);
        }
    }

    @Test
    void shouldRaiseTheSeverityToTheWorstOfItsAlerts() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1").severity("warning"));
            correlator.fire(anAlert("db-2").severity("critical"));

            var incident = correlator.incident();
            assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(incident.getLadder()).isEqualTo("urgent");
            assertThat(incident.getTitle()).isEqualTo("Disk full on db-2");
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, SEVERITY_CHANGED);
        }
    }

    /** A metric alert of Sentry goes from warning to critical without ever ending. */
    @Test
    void shouldRaiseTheSeverityWhenTheSourceCallsTheSameAlertWorse() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1").severity("warning"));
            correlator.advance(Duration.ofSeconds(5));
            correlator.fire(anAlert("db-1").severity("critical"));

            var incident = correlator.incident();
            assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
            assertThat(incident.getAlertsFiring()).isEqualTo(1);
            assertThat(incident.getAlertsTotal()).isEqualTo(1);
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_CHANGED, SEVERITY_CHANGED);
        }
    }

    /** Found by the random histories: such an alert was counted as one more member. */
    @Test
    void shouldCountAnAlertOnceThatWasCarriedIntoARoundAndIsCalledOtherwiseThen() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-3").severity("critical"));
            var incident = correlator.incident();
            correlator.facts();
            correlator.command(CommandKind.RESOLVE, incident);
            correlator.fire(anAlert("db-1").severity("critical"));
            correlator.advance(Duration.ofSeconds(1));
            correlator.fire(anAlert("db-3").severity("warning"));

            var reopened = correlator.incident();
            assertThat(reopened.getRound()).isEqualTo(2);
            assertThat(reopened.getAlertsTotal()).isEqualTo(2);
            assertThat(reopened.getAlerts()).hasSize(2);
            assertThat(correlator.facts()).endsWith(REOPENED, ALERT_CHANGED);
        }
    }

    @Test
    void shouldNotLowerTheSeverityWhenAMilderAlertJoins() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.fire(anAlert("db-1").severity("critical"));
            correlator.fire(anAlert("db-2").severity("warning"));

            assertThat(correlator.incident().getSeverity().getId()).isEqualTo("SEV1");
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED);
        }
    }

    @Test
    void shouldResolveAfterTheQuietTimeAndNotBefore() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.advance(Duration.ofMinutes(1));

            correlator.resolve(alert);
            var quiet = correlator.incident();
            correlator.advance(QUIET.minusSeconds(1));
            var unchanged = correlator.snapshots();
            correlator.advance(Duration.ofSeconds(1));

            assertThat(quiet.getState()).isEqualTo(IncidentState.OPEN);
            assertThat(quiet.getQuietUntil()).contains(quiet.getUpdatedAt().plus(QUIET));
            assertThat(unchanged).isEmpty();
            var resolved = correlator.incident();
            assertThat(resolved.getState()).isEqualTo(IncidentState.RESOLVED);
            assertThat(resolved.getResolvedBy()).isEqualTo("source");
            assertThat(resolved.getQuietUntil()).isEmpty();
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED, QUIET_STARTED, RESOLVED);
        }
    }

    @Test
    void shouldStayOpenWhileOneAlertStillFires() {
        try (var correlator = CorrelatorHarness.start()) {
            var first = anAlert("db-1").since(correlator.now());
            correlator.fire(first);
            correlator.fire(anAlert("db-2"));

            correlator.resolve(first);
            correlator.advance(Duration.ofHours(1));

            assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, ALERT_RESOLVED);
        }
    }

    @Test
    void shouldBreakTheQuietTimeWhenTheAlertFiresAgain() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.resolve(alert);
            correlator.advance(QUIET.minusSeconds(1));

            correlator.fire(anAlert("db-1"));
            correlator.advance(Duration.ofHours(1));

            var incident = correlator.incident();
            assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
            assertThat(incident.getRound()).isEqualTo(1);
            assertThat(incident.getAlertsTotal()).isEqualTo(1);
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED, QUIET_STARTED, ALERT_REFIRED,
                    QUIET_BROKEN);
        }
    }

    @Test
    void shouldReopenTheSameIncidentInsideTheReopenWindow() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.command(CommandKind.ACKNOWLEDGE, correlator.incident());
            correlator.resolve(alert);
            correlator.advance(QUIET.plus(REOPEN_WINDOW).minusSeconds(1));
            var resolved = correlator.incident();

            correlator.fire(anAlert("db-1"));

            var reopened = correlator.incident();
            assertThat(reopened.getId()).isEqualTo(resolved.getId());
            assertThat(reopened.getRound()).isEqualTo(2);
            assertThat(reopened.getState()).isEqualTo(IncidentState.OPEN);
            assertThat(reopened.getAcknowledgedBy()).isEmpty();
            assertThat(reopened.getAcknowledgedAt()).isEmpty();
            assertThat(reopened.getResolvedAt()).isEmpty();
            assertThat(reopened.getRoundStartedAt()).isEqualTo(correlator.now());
            assertThat(correlator.facts()).containsExactly(OPENED, ACKNOWLEDGED, ALERT_RESOLVED, QUIET_STARTED,
                    RESOLVED, REOPENED);
        }
    }

    @Test
    void shouldOpenAnotherIncidentAfterTheReopenWindow() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.resolve(alert);
            correlator.advance(QUIET.plus(REOPEN_WINDOW));
            var resolved = correlator.incident();
            var rowsAfterwards = correlator.rows(RowKind.INCIDENTS)
                    + correlator.rows(RowKind.CORRELATIONS);

            correlator.fire(anAlert("db-1"));

            assertThat(rowsAfterwards).isZero();
            assertThat(correlator.incident().getId()).isNotEqualTo(resolved.getId());
            assertThat(correlator.facts()).endsWith(RESOLVED, OPENED);
        }
    }

    @Test
    void shouldSayNothingMoreThanARepeatForARepeat() {
        try (var correlator = CorrelatorHarness.start()) {
            var alert = anAlert("db-1").since(correlator.now());
            correlator.fire(alert);
            correlator.skip();

            correlator.fire(alert);
            correlator.fire(alert);
            correlator.advance(Duration.ofHours(4));
            correlator.fire(alert);

            assertThat(correlator.steps()).singleElement().satisfies(said -> {
                assertThat(said.getOutcome()).isEqualTo("repeat");
                assertThat(said.getReason()).contains("2 identical deliveries before it");
            });
        }
    }
}
