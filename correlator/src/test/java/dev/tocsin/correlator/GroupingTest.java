package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ALERT_JOINED;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.CONFIDENTIAL_SET;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.QUIET_BROKEN;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static dev.tocsin.event.FactKind.REOPENED;
import static dev.tocsin.event.FactKind.RESOLVED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static dev.tocsin.event.FactKind.TIMED_OUT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.Map;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How alerts become incidents beyond their correlation key, as rules ask for it. */
class GroupingTest {

    private CorrelatorHarness correlator;

    @BeforeEach
    void start() {
        correlator = CorrelatorHarness.under(CorrelatorHarness.resource("grouping.yml"));
        correlator.skip();
    }

    @AfterEach
    void everythingIsReadAndAReplayGivesTheSame() {
        var replay = CorrelatorHarness.replaying(correlator.log());
        assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
        replay.crash();
        correlator.close();
    }

    @Test
    void shouldOpenNothingBeforeThereAreEnough() {
        correlator.fire(grouped("db-1", "many"));
        correlator.fire(grouped("db-2", "many"));

        assertThat(correlator.steps()).filteredOn(said -> said.getStage().equals("correlate")).extracting("outcome",
                "reason").containsExactly(
                        tuple("waiting",
                                "1 of 3 alerts within 10m needed to open an incident"),
                        tuple("waiting",
                                "2 of 3 alerts within 10m needed to open an incident"));
        assertThat(correlator.snapshots()).isEmpty();
        assertThat(correlator.held()).containsOnlyKeys("prom:db-1", "prom:db-2");
    }

    @Test
    void shouldOpenWithAllThatWaitedWhenThereAreEnough() {
        correlator.fire(grouped("db-1", "many"));
        correlator.advance(Duration.ofMinutes(4));
        correlator.fire(grouped("db-2", "many"));
        correlator.restart();
        correlator.advance(Duration.ofMinutes(4));

        correlator.fire(grouped("db-3", "many"));

        var incident = correlator.incident();
        assertThat(incident.getAlerts()).extracting("identity").containsExactly("prom:db-1", "prom:db-2", "prom:db-3");
        assertThat(incident.getAlertsFiring()).isEqualTo(3);
        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(OPENED);
            assertThat(entry.getDetails()).containsEntry("alerts", "3").containsEntry("threshold",
                    "3 of 3 alerts within 10m needed to open an incident");
        });
        assertThat(correlator.held()).isEmpty();
        assertThat(correlator.alerts().values()).extracting("incidentId").containsOnly(incident.getId());
    }

    @Test
    void shouldNotCountOldAlertsForTheThresholdButAddThemToTheIncident() {
        correlator.fire(grouped("db-1", "many"));
        correlator.advance(Duration.ofMinutes(11));
        correlator.fire(grouped("db-2", "many"));
        correlator.fire(grouped("db-3", "many"));
        var early = correlator.snapshots();

        correlator.fire(grouped("db-4", "many"));

        assertThat(early).isEmpty();
        assertThat(correlator.incident().getAlertsTotal()).isEqualTo(4);
        assertThat(correlator.facts()).containsExactly(OPENED);
    }

    @Test
    void shouldRemoveAlertsResolvedBeforeTheThreshold() {
        var first = grouped("db-1", "many").since(correlator.now());
        correlator.fire(first);
        correlator.fire(grouped("db-2", "many"));
        correlator.advance(Duration.ofMinutes(1));
        correlator.resolve(first);
        correlator.fire(grouped("db-3", "many"));

        assertThat(correlator.snapshots()).isEmpty();
        assertThat(correlator.decided()).contains("correlate:waited-in-vain");
        assertThat(correlator.held()).containsOnlyKeys("prom:db-2", "prom:db-3");
    }

    @Test
    void shouldNotCountRepeatsOfWaitingAlerts() {
        var first = grouped("db-1", "many").since(correlator.now());
        correlator.fire(first);
        correlator.fire(grouped("db-2", "many"));
        correlator.advance(Duration.ofMinutes(1));

        correlator.fire(first);

        assertThat(correlator.snapshots()).isEmpty();
        assertThat(correlator.contents(RowKind.CORRELATIONS).values()).singleElement()
                .satisfies(row -> assertThat(row.getWaiting()).hasSize(2));
    }

    @Test
    void shouldOpenAnotherIncidentWithTheSameKeyAfterTheJoinWindow() {
        var first = grouped("db-1", "windowed").since(correlator.now());
        correlator.fire(first);
        var old = correlator.incident();
        correlator.advance(Duration.ofMinutes(59));
        correlator.fire(grouped("db-2", "windowed"));
        correlator.advance(Duration.ofMinutes(2));

        correlator.fire(grouped("db-3", "windowed"));
        var young = correlator.incident();
        correlator.resolve(first);

        assertThat(young.getId()).isNotEqualTo(old.getId());
        assertThat(young.getCorrelationKey()).isEqualTo(old.getCorrelationKey());
        var both = correlator.incident();
        assertThat(both.getId()).isEqualTo(old.getId());
        assertThat(both.getAlertsFiring()).isEqualTo(1);
        assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, OPENED, ALERT_RESOLVED);
    }

    @Test
    void shouldJoinASimilarIncidentWithAnotherKey() {
        correlator.fire(grouped("db-1", "alike").says("Replication of shard 17 on db-1.example.org is far behind"));
        var opened = correlator.incident();
        correlator.fire(grouped("db-2", "alike").says("Certificate expires soon"));

        correlator.fire(grouped("db-3", "alike").says("Replication of shard 4 on db-3.example.org is far behind"));

        var joined = correlator.incident();
        assertThat(joined.getId()).isEqualTo(opened.getId());
        var entry = correlator.timeline().getLast();
        assertThat(entry.getKind()).isEqualTo(ALERT_JOINED);
        assertThat(entry.getDetails()).containsEntry("similarity", "1.00");
        assertThat(correlator.steps().getLast().getReason()).contains("overlap 1.00", "behind, diskfull, far");
    }

    @Test
    void shouldStillFindSimilarIncidentsAfterARestart() {
        correlator.fire(grouped("db-1", "alike"));
        correlator.restart();

        correlator.fire(grouped("db-2", "alike"));

        assertThat(correlator.incident().getAlertsTotal()).isEqualTo(2);
        assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED);
    }

    @Test
    void shouldLowerTheSeverityWhenTheWorstAlertsAreOver() {
        var worst = grouped("db-1", "lowering").severity("critical").since(correlator.now());
        correlator.fire(grouped("db-2", "lowering").severity("warning"));
        correlator.fire(worst);
        correlator.advance(Duration.ofMinutes(1));

        correlator.resolve(worst);

        var incident = correlator.incident();
        assertThat(incident.getSeverity().getId()).isEqualTo("SEV3");
        assertThat(incident.getLadder()).isEqualTo("normal");
        assertThat(incident.getTitle()).isEqualTo("Disk full on db-2");
        assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, SEVERITY_CHANGED, ALERT_RESOLVED,
                SEVERITY_CHANGED);
    }

    @Test
    void shouldLowerTheSeverityBeyondTheMembersThatAreShown() {
        for (var number = 1; number <= 110; number++) {
            correlator.fire(grouped("db-" + number, "lowering").severity("warning"));
        }
        var worst = grouped("db-200", "lowering").severity("critical").since(correlator.now());
        correlator.fire(worst);
        correlator.advance(Duration.ofSeconds(1));
        correlator.skip();

        correlator.resolve(worst);

        assertThat(correlator.incident().getSeverity().getId()).isEqualTo("SEV3");
        assertThat(correlator.facts()).containsExactly(ALERT_RESOLVED, SEVERITY_CHANGED);
    }

    @Test
    void shouldStartTheQuietTimeWhenTheFirstAlertResolvesIfTheRuleSaysFirst() {
        var first = grouped("db-1", "first").since(correlator.now());
        correlator.fire(first);
        correlator.fire(grouped("db-2", "first"));

        correlator.resolve(first);
        correlator.advance(Duration.ofMinutes(2));

        var incident = correlator.incident();
        assertThat(incident.getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.getAlertsFiring()).isEqualTo(1);
        assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, ALERT_RESOLVED, QUIET_STARTED, RESOLVED);
    }

    @Test
    void shouldStartTheQuietTimeWhenTheLastAlertResolvesIfTheRuleSaysLast() {
        var first = grouped("db-1", "last").since(correlator.now());
        var last = grouped("db-2", "last").since(correlator.now());
        correlator.fire(first);
        correlator.fire(last);
        correlator.fire(grouped("db-3", "last"));
        correlator.skip();

        correlator.resolve(last);
        var afterAnother = correlator.facts();
        correlator.resolve(grouped("db-3", "last").since(correlator.now()));
        var afterTheLast = correlator.facts();
        correlator.fire(grouped("db-4", "last"));

        assertThat(afterAnother).containsExactly(ALERT_RESOLVED);
        assertThat(afterTheLast).containsExactly(ALERT_RESOLVED, QUIET_STARTED);
        assertThat(correlator.facts()).containsExactly(ALERT_JOINED, QUIET_BROKEN);
        correlator.skip();
    }

    @Test
    void shouldWaitForAPersonWhereThatIsAsked() {
        var alert = grouped("db-1", "person").since(correlator.now());
        correlator.fire(alert);
        correlator.resolve(alert);
        correlator.advance(Duration.ofDays(2));

        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.OPEN);
        assertThat(correlator.facts()).containsExactly(OPENED, ALERT_RESOLVED);
        assertThat(correlator.steps().getLast().getReason()).contains("leaves resolving to a person");
    }

    @Test
    void shouldTimeOutWhenItsSourcesAreSilentAndNotBefore() {
        var alert = grouped("db-1", "inactive").since(correlator.now());
        correlator.fire(alert);
        correlator.advance(Duration.ofHours(5));
        correlator.fire(alert);
        correlator.restart();
        correlator.advance(Duration.ofMinutes(359));
        var early = correlator.facts();
        correlator.advance(Duration.ofMinutes(1));

        assertThat(early).containsExactly(OPENED);
        var incident = correlator.incident();
        assertThat(incident.getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(incident.getResolvedBy()).isEqualTo("policy");
        var entries = correlator.timeline();
        assertThat(entries).extracting("kind").containsExactly(TIMED_OUT, RESOLVED);
        assertThat(entries.getFirst().getSummary()).isEqualTo("no update from its sources for 6h");
    }

    @Test
    void shouldBeReopenedByARepeatWhenItTimedOutInSilence() {
        var alert = grouped("db-1", "inactive").since(correlator.now());
        correlator.fire(alert);
        correlator.advance(Duration.ofHours(6));
        correlator.skip();
        correlator.advance(Duration.ofMinutes(10));

        correlator.fire(alert);

        var incident = correlator.incident();
        assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(incident.getRound()).isEqualTo(2);
        assertThat(incident.getAlertsFiring()).isEqualTo(1);
        assertThat(correlator.facts()).containsExactly(REOPENED);
    }

    @Test
    void shouldTimeOutByAgeHoweverLoudItIs() {
        var alert = grouped("db-1", "aged").since(correlator.now());
        correlator.fire(alert);
        for (var hours = 0; hours < 24; hours += 4) {
            correlator.advance(Duration.ofHours(4));
            correlator.fire(alert);
        }

        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.RESOLVED);
        assertThat(correlator.facts()).containsExactly(OPENED, TIMED_OUT, RESOLVED);
        assertThat(correlator.steps()).extracting("outcome").contains("still-active", "timed-out");
    }

    /** B13, C1. */
    @Test
    void shouldApplyTheFlagsOfTheRule() {
        correlator.fire(grouped("db-1", "secret"));

        var incident = correlator.incident();
        assertThat(incident.getConfidential()).isTrue();
        assertThat(incident.getRespondWithinMillis()).contains(Duration.ofMinutes(7).toMillis());
        assertThat(incident.getSymptom()).isEqualTo("noise");
        assertThat(incident.getRunbook()).isEqualTo("https://runbooks.example.org/noise");
        assertThat(incident.getSteps()).containsExactly("Look", "Listen");
        assertThat(incident.getAlerts().getFirst().getSeverity().orElseThrow().getId()).isEqualTo("SEV1");
        assertThat(correlator.facts()).containsExactly(OPENED);
    }

    /** B13. */
    @Test
    void shouldBecomeConfidentialWithTheFirstAlertThatIsAndStaySo() {
        correlator.fire(anAlert("db-1"));
        correlator.fire(grouped("db-2", "secret"));
        correlator.fire(anAlert("db-3"));

        assertThat(correlator.incident().getConfidential()).isTrue();
        assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, CONFIDENTIAL_SET, SEVERITY_CHANGED,
                ALERT_JOINED);
    }

    /** B13. */
    @Test
    void shouldLetAPersonRemoveConfidentiality() {
        correlator.fire(grouped("db-1", "secret"));
        correlator.command(CommandKind.SET_CONFIDENTIAL, correlator.incident(), Map.of("confidential",
                "false"), "");
        correlator.fire(grouped("db-2", "secret"));

        assertThat(correlator.incident().getConfidential()).isFalse();
        assertThat(correlator.facts()).containsExactly(OPENED, CONFIDENTIAL_SET, ALERT_JOINED);
    }

    private static AlertFixture grouped(String instance, String group) {
        return anAlert(instance).label("group", group);
    }
}
