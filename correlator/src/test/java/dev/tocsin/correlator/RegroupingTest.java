package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ALERT_JOINED;
import static dev.tocsin.event.FactKind.ALERT_REFIRED;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.COMMAND_REFUSED;
import static dev.tocsin.event.FactKind.LINKED;
import static dev.tocsin.event.FactKind.MERGED;
import static dev.tocsin.event.FactKind.MOVED;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static dev.tocsin.event.FactKind.SPLIT;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimelineEntry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** People know better which alerts belong together: MERGE, SPLIT and MOVE. */
class RegroupingTest {

    private CorrelatorHarness correlator;
    private AlertFixture disk;
    private AlertFixture latency;
    private Incident disks;
    private Incident latencies;

    @BeforeEach
    void openTwoIncidents() {
        correlator = CorrelatorHarness.start();
        disk = anAlert("db-1").since(correlator.now());
        correlator.fire(disk);
        correlator.fire(anAlert("db-2"));
        disks = correlator.incident();
        correlator.advance(Duration.ofMinutes(1));
        latency = anAlert("web-1").named("HighLatency").severity("warning").since(correlator.now());
        correlator.fire(latency);
        latencies = correlator.incident();
        correlator.advance(Duration.ofMinutes(1));
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
    void shouldMergeOneIncidentIntoAnother() {
        correlator.command("c-1", CommandKind.MERGE, disks.getId(), Map.of("into", latencies.getId()), "same cause");

        var gone = snapshot(disks);
        assertThat(gone.getState()).isEqualTo(IncidentState.CLOSED);
        assertThat(gone.getMergedInto()).isEqualTo(latencies.getId());
        assertThat(gone.getAlertsTotal()).isZero();
        var survivor = snapshot(latencies);
        assertThat(survivor.getAlerts()).extracting(IncidentAlert::getIdentity).containsExactly("prom:db-1",
                "prom:db-2", "prom:web-1");
        assertThat(survivor.getAlertsTotal()).isEqualTo(3);
        assertThat(survivor.getAlertsFiring()).isEqualTo(3);
        assertThat(survivor.getOpenedAt()).isEqualTo(disks.getOpenedAt());
        assertThat(survivor.getSeverity().getId()).isEqualTo("SEV1");
        assertThat(survivor.getLadder()).isEqualTo("urgent");
        assertThat(survivor.getLabels()).isEmpty();
        var entries = correlator.timeline();
        assertThat(entries).extracting(TimelineEntry::getKind).containsExactly(MERGED, MERGED, SEVERITY_CHANGED);
        assertThat(entries.getFirst().getDetails()).containsEntry("into", latencies.getId()).containsEntry("alerts",
                "DiskFull (prom:db-1), DiskFull (prom:db-2)");
        assertThat(correlator.alerts().values()).extracting("incidentId").containsOnly(latencies.getId());
        correlator.skip();
    }

    @Test
    void shouldAssignLaterAlertsToTheSurvivor() {
        merge(disks, latencies);
        correlator.restart();

        correlator.resolve(disk);
        var afterTheResolve = correlator.incident();
        correlator.fire(anAlert("db-9"));
        var afterAnother = correlator.incident();
        correlator.fire(anAlert("db-1").since(correlator.now()));
        var afterTheFire = correlator.incident();

        assertThat(Stream.of(afterTheResolve, afterAnother, afterTheFire)).extracting(Incident::getId)
                .containsOnly(latencies.getId());
        assertThat(afterTheFire.getAlertsFiring()).isEqualTo(4);
        assertThat(afterTheFire.getAlertsTotal()).isEqualTo(4);
        assertThat(correlator.facts()).containsExactly(ALERT_RESOLVED, ALERT_JOINED, ALERT_REFIRED);
    }

    @Test
    void shouldMergeMoreAlertsThanAreShown() {
        for (var number = 10; number < 140; number++) {
            correlator.fire(anAlert("db-" + number));
        }
        correlator.advance(Duration.ofSeconds(1));
        correlator.skip();
        correlator.command(CommandKind.MERGE, disks, Map.of("into", latencies.getId()), "");
        var survivor = snapshot(latencies);
        correlator.skip();

        correlator.resolve(anAlert("db-139").since(correlator.now()));
        correlator.advance(Duration.ofSeconds(1));

        assertThat(survivor.getAlertsTotal()).isEqualTo(133);
        assertThat(survivor.getAlertsHidden()).isEqualTo(133 - 25);
        assertThat(snapshot(latencies).getAlertsFiring()).isEqualTo(132);
        assertThat(correlator.facts()).containsExactly(ALERT_RESOLVED);
        correlator.skip();
    }

    @Test
    void shouldFollowOneMergeAfterAnother() {
        correlator.fire(anAlert("mail-1").named("MailStuck"));
        var mails = correlator.incident();
        merge(disks, latencies);
        merge(latencies, mails);

        correlator.fire(anAlert("db-3"));
        correlator.resolve(latency);

        assertThat(correlator.snapshots()).extracting(Incident::getId).containsExactly(mails.getId(), mails.getId());
        assertThat(correlator.facts()).containsExactly(ALERT_JOINED, ALERT_RESOLVED);
    }

    @Test
    void shouldDropMergedIncidentsTogetherWithTheSurvivor() {
        merge(disks, latencies);

        correlator.command(CommandKind.RESOLVE, latencies);
        correlator.advance(Duration.ofHours(1));

        assertThat(correlator.rowsById()).isEmpty();
        assertThat(correlator.rows(RowKind.CORRELATIONS)).isZero();
        correlator.skip();
    }

    @Test
    void shouldMergeOnceHoweverOftenItIsAsked() {
        correlator.command("c-1", CommandKind.MERGE, disks.getId(), Map.of("into", latencies.getId()), "");
        correlator.skip();

        correlator.command("c-1", CommandKind.MERGE, disks.getId(), Map.of("into", latencies.getId()), "");

        assertThat(correlator.decided()).containsExactly("correlate:command-repeat");
    }

    @Test
    void shouldSayOfAMergedIncidentWhereItIsNow() {
        merge(disks, latencies);

        correlator.command(CommandKind.ACKNOWLEDGE, disks);

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains("merged into " + latencies.getId() + ": send the command to");
        });
    }

    @Test
    void shouldLinkAnIncidentOfAnotherServiceAsItsParent() {
        correlator.command(CommandKind.MERGE, disks, Map.of("into", "00000000-abcdefghijkl"), "");

        var child = correlator.incident();
        assertThat(child.getState()).isEqualTo(IncidentState.OPEN);
        assertThat(child.getParentId()).isEqualTo("00000000-abcdefghijkl");
        assertThat(child.getParentReason()).isEqualTo("alice linked the incident to a parent of another service");
        assertThat(correlator.facts()).containsExactly(LINKED);
    }

    @Test
    void shouldKeepALinkOfAPersonWhoseNameBeginsLikeAReasonOfTheRules() {
        correlator.commandBy("depends on coffee", CommandKind.MERGE, disks, Map.of("into", "00000000-abcdefghijkl"));
        correlator.skip();

        correlator.fire(anAlert("db-3"));

        assertThat(correlator.incident().getParentId()).isEqualTo("00000000-abcdefghijkl");
        correlator.skip();
    }

    @Test
    void shouldSplitAlertsOffIntoAnIncidentOfTheirOwn() {
        correlator.command(CommandKind.ACKNOWLEDGE, disks);
        correlator.skip();

        correlator.command(CommandKind.SPLIT, disks, Map.of("alerts", "prom:db-2\n"), "");

        var both = correlator.snapshots();
        var rest = both.getFirst();
        var split = both.getLast();
        assertThat(rest.getId()).isEqualTo(disks.getId());
        assertThat(rest.getAlerts()).extracting(IncidentAlert::getIdentity).containsExactly("prom:db-1");
        assertThat(rest.getAlertsTotal()).isEqualTo(1);
        assertThat(rest.getLabels()).containsEntry("instance", "db-1");
        assertThat(split.getAlerts()).extracting(IncidentAlert::getIdentity).containsExactly("prom:db-2");
        assertThat(split.getTitle()).isEqualTo("Disk full on db-2");
        assertThat(split.getRevision()).isEqualTo(1);
        assertThat(split.getState()).isEqualTo(IncidentState.ACKNOWLEDGED);
        assertThat(split.getSeverity().getId()).isEqualTo("SEV1");
        assertThat(split.getCorrelationKey()).isNotEqualTo(disks.getCorrelationKey());
        assertThat(correlator.facts()).containsExactly(SPLIT, SPLIT);
    }

    @Test
    void shouldFindAnAlertWhereAPersonPutItAlsoWhenItFiresAgain() {
        correlator.command(CommandKind.SPLIT, disks, Map.of("alerts", "prom:db-2"), "");
        var split = correlator.snapshots().getLast();
        correlator.skip();
        correlator.restart();

        correlator.resolve(anAlert("db-2").since(correlator.now()));
        correlator.advance(Duration.ofSeconds(1));
        correlator.fire(anAlert("db-2"));
        correlator.fire(anAlert("db-3"));

        assertThat(correlator.snapshots()).extracting(Incident::getId).containsExactly(split.getId(), split.getId(),
                disks.getId());
        correlator.skip();
    }

    @Test
    void shouldMoveAlertsToAnotherIncident() {
        correlator.command(CommandKind.MOVE, disks, Map.of("alerts", "prom:db-1", "to", latencies.getId()), "");

        assertThat(snapshot(disks).getAlertsTotal()).isEqualTo(1);
        var target = snapshot(latencies);
        assertThat(target.getAlertsTotal()).isEqualTo(2);
        assertThat(target.getSeverity().getId()).isEqualTo("SEV1");
        assertThat(target.getOpenedAt()).isEqualTo(disks.getOpenedAt());
        assertThat(correlator.facts()).containsExactly(MOVED, MOVED, SEVERITY_CHANGED);
        correlator.skip();
    }

    @Test
    void shouldCountAnAlertOnceThatComesBackUnderItsFormerName() {
        goesOverToTheLatencies();
        correlator.advance(Duration.ofSeconds(10));

        correlator.fire(disk.since(correlator.now()));

        assertThat(snapshot(disks)).satisfies(incident -> {
            assertThat(incident.getAlertsTotal()).isEqualTo(2);
            assertThat(incident.getAlertsFiring()).isEqualTo(2);
            assertThat(incident.getAlerts()).hasSize(2);
        });
        assertThat(correlator.facts()).endsWith(ALERT_REFIRED);
        correlator.skip();
    }

    @Test
    void shouldCountAnAlertOnceThatIsMovedToWhereItWasBefore() {
        goesOverToTheLatencies();

        correlator.command(CommandKind.MOVE, latencies, Map.of("alerts", "prom:db-1", "to", disks.getId()), "");

        assertThat(snapshot(disks).getAlertsTotal()).isEqualTo(2);
        assertThat(snapshot(disks).getAlerts()).hasSize(2);
        assertThat(snapshot(latencies).getAlertsTotal()).isEqualTo(1);
        correlator.skip();
    }

    /** The first disk is over, fires under the name of the latencies, and is over again. */
    private void goesOverToTheLatencies() {
        var renamed = disk.named("HighLatency");
        correlator.resolve(disk);
        correlator.advance(Duration.ofSeconds(10));
        var again = renamed.since(correlator.now());
        correlator.fire(again);
        correlator.advance(Duration.ofSeconds(10));
        correlator.resolve(again);
    }

    @Test
    void shouldStartTheQuietTimeWhenAllRemainingAlertsAreResolved() {
        correlator.resolve(anAlert("db-2").since(correlator.now()));
        correlator.skip();

        correlator.command(CommandKind.MOVE, disks, Map.of("alerts", "prom:db-1", "to", latencies.getId()), "");

        assertThat(snapshot(disks).getQuietUntil()).isPresent();
        assertThat(correlator.facts()).contains(QUIET_STARTED);
        correlator.skip();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unfit")
    void shouldRefuseImpossibleCommands(String name, CommandKind kind, Map<String, String> arguments, String reason) {
        var asked = Map.copyOf(arguments).entrySet().stream().collect(Collectors.toMap(
                Map.Entry::getKey, each -> each.getValue().replace("SELF", disks.getId()).replace("OTHER", latencies
                        .getId())));

        correlator.command(kind, disks, asked, "");

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> {
            assertThat(entry.getKind()).isEqualTo(COMMAND_REFUSED);
            assertThat(entry.getSummary()).contains(reason);
        });
        assertThat(correlator.snapshots()).isEmpty();
        correlator.skip();
    }

    static Stream<Arguments> unfit() {
        return Stream.of(
                Arguments.of("merged into itself", CommandKind.MERGE, Map.of("into", "SELF"), "into itself"),
                Arguments.of("into nothing", CommandKind.MERGE, Map.of(),
                        "into is required: the ID of another incident"),
                Arguments.of("all alerts split off", CommandKind.SPLIT, Map.of("alerts", "prom:db-1\nprom:db-2"),
                        "this would move all alerts"),
                Arguments.of("a strange alert", CommandKind.SPLIT, Map.of("alerts", "prom:web-1"),
                        "the incident does not show alert 'prom:web-1'"),
                Arguments.of("moved to nowhere", CommandKind.MOVE, Map.of("alerts", "prom:db-1"),
                        "to is required: the ID of another incident"),
                Arguments.of("moved to itself", CommandKind.MOVE, Map.of("alerts", "prom:db-1", "to", "SELF"),
                        "already in this incident"));
    }

    @Test
    void shouldRefuseToMergeIntoAResolvedIncident() {
        correlator.command(CommandKind.RESOLVE, latencies);
        correlator.skip();

        correlator.command(CommandKind.MERGE, disks, Map.of("into", latencies.getId()), "");

        assertThat(correlator.timeline()).singleElement().satisfies(entry -> assertThat(entry.getSummary()).contains(
                "is already resolved by alice"));
    }

    private void merge(Incident from, Incident into) {
        correlator.command(CommandKind.MERGE, from, Map.of("into", into.getId()), "");
        correlator.skip();
    }

    /** The last snapshot of an incident. */
    private Incident snapshot(Incident incident) {
        return correlator.everySnapshot().stream().filter(each -> each.getId().equals(incident.getId())).reduce((_,
                last) -> last).map(last -> {
                    correlator.snapshots();
                    return last;
                }).orElseThrow();
    }
}
