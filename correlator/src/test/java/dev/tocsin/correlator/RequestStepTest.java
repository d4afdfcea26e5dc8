package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.FactKind.ALERT_JOINED;
import static dev.tocsin.event.FactKind.ALERT_RESOLVED;
import static dev.tocsin.event.FactKind.OPENED;
import static dev.tocsin.event.FactKind.QUIET_BROKEN;
import static dev.tocsin.event.FactKind.QUIET_STARTED;
import static dev.tocsin.event.FactKind.SEVERITY_CHANGED;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** All alerts of one request are one step: what is published knows the whole request. */
class RequestStepTest {

    private static final String SERVICE = "payments";

    @Test
    @DisplayName("A7: the first snapshot of an incident counts all alerts of the request")
    void shouldOpenWithTheWholeRequest() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.request(SERVICE, firing(correlator, "db-1"), firing(correlator, "db-2"), firing(correlator,
                    "db-3"));

            assertThat(correlator.snapshots()).singleElement().satisfies(incident -> {
                assertThat(incident.getRevision()).isEqualTo(1);
                assertThat(incident.getAlertsFiring()).isEqualTo(3);
                assertThat(incident.getAlerts()).extracting(IncidentAlert::getIdentity).containsExactly("prom:db-1",
                        "prom:db-2", "prom:db-3");
            });
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, ALERT_JOINED);
            assertThat(correlator.decided()).containsSubsequence("step:one-step", "dedup:fresh", "correlate:opened",
                    "dedup:fresh", "correlate:joined", "dedup:fresh", "correlate:joined");
        }
    }

    @Test
    @DisplayName("A7: alerts of several rules in one request open one incident with the worst severity")
    void shouldOpenWithTheWorstSeverity() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.request(SERVICE, anAlert("db-1").severity("warning").since(correlator.now()).firing(),
                    anAlert("db-2").severity("critical").since(correlator.now()).firing(), anAlert("db-3").severity(
                            "other").since(correlator.now()).firing());

            assertThat(correlator.snapshots()).singleElement().satisfies(incident -> {
                assertThat(incident.getSeverity().getId()).isEqualTo("SEV1");
                assertThat(incident.getLadder()).isEqualTo("urgent");
                assertThat(incident.getTitle()).isEqualTo("Disk full on db-2");
                assertThat(incident.getAlertsFiring()).isEqualTo(3);
            });
            assertThat(correlator.facts()).containsExactly(OPENED, ALERT_JOINED, SEVERITY_CHANGED, ALERT_JOINED);
        }
    }

    @Test
    @DisplayName("A7: one request about several incidents publishes each once, and goes on where it stood")
    void shouldPublishEachIncidentOnce() {
        try (var correlator = CorrelatorHarness.start()) {
            var known = firing(correlator, "db-1");
            correlator.deliver(known);
            correlator.skip();

            correlator.request(SERVICE, known, firing(correlator, "db-2"), anAlert("web-1").named("Slow").since(
                    correlator.now()).firing(), firing(correlator, "db-3"));

            assertThat(correlator.snapshots()).satisfiesExactly(first -> {
                assertThat(first.getRevision()).isEqualTo(2);
                assertThat(first.getAlertsFiring()).isEqualTo(3);
            }, second -> {
                assertThat(second.getRevision()).isEqualTo(1);
                assertThat(second.getAlertsFiring()).isEqualTo(1);
            });
            correlator.skip();
        }
    }

    @Test
    @DisplayName("A7: one alert ends and another begins in the same request: nothing is over in between")
    void shouldNotEndBetweenTwoAlertsOfOneRequest() {
        try (var correlator = CorrelatorHarness.start()) {
            var first = anAlert("db-1").since(correlator.now());
            correlator.fire(first);
            correlator.skip();

            correlator.request(SERVICE, first.until(correlator.now()).resolved(), firing(correlator, "db-2"));

            assertThat(correlator.snapshots()).singleElement().satisfies(incident -> {
                assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
                assertThat(incident.getQuietUntil()).isEmpty();
                assertThat(incident.getAlertsFiring()).isEqualTo(1);
            });
            assertThat(correlator.facts()).containsExactly(ALERT_RESOLVED, QUIET_STARTED, ALERT_JOINED, QUIET_BROKEN);
        }
    }

    @Test
    @DisplayName("A7: a request of two hundred alerts is counted whole in its first snapshot, shown or not")
    void shouldCountMembersThatAreNotShown() {
        try (var correlator = CorrelatorHarness.start()) {
            correlator.request(SERVICE, IntStream.rangeClosed(1, 200).mapToObj(number -> firing(correlator, "db-"
                    + number)).toArray(Alert[]::new));

            assertThat(correlator.snapshots()).singleElement().satisfies(incident -> {
                assertThat(incident.getAlertsFiring()).isEqualTo(200);
                assertThat(incident.getAlerts()).hasSize(25);
                assertThat(incident.getAlertsHidden()).isEqualTo(175);
            });
            assertThat(correlator.facts()).hasSize(200);
            correlator.advance(java.time.Duration.ofSeconds(5));
            assertThat(correlator.snapshots()).isEmpty();
        }
    }

    @Test
    @DisplayName("A7: alerts that make the threshold together open the incident with all of them")
    void shouldOpenWithAllThatWereNeeded() {
        try (var correlator = CorrelatorHarness.under(CorrelatorHarness.resource("policy.yml").replace(
                "when: severity=\"critical\"\n",
                "when: severity=\"critical\"\n    threshold: {alerts: 3, within: 10m}\n"))) {
            correlator.request(SERVICE, firing(correlator, "db-1"), firing(correlator, "db-2"));
            var waiting = correlator.snapshots();
            correlator.request(SERVICE, firing(correlator, "db-3"), firing(correlator, "db-4"));

            assertThat(waiting).isEmpty();
            assertThat(correlator.snapshots()).singleElement().satisfies(incident -> assertThat(incident
                    .getAlertsFiring()).isEqualTo(4));
            correlator.skip();
        }
    }

    @Property(tries = 25)
    @DisplayName("A7: a request stands as its alerts one after the other would, with one revision a snapshot, also in a replay")
    void shouldStandAsOneAfterTheOther(@ForAll("requests") List<List<Integer>> requests) {
        try (var whole = CorrelatorHarness.start(); var single = CorrelatorHarness.start()) {
            var last = new HashMap<String, Incident>();
            for (var request : requests) {
                whole.request(SERVICE, alerts(request, whole));
                for (var alert : alerts(request, single)) {
                    single.deliver(alert);
                }
                for (var snapshot : whole.snapshots()) {
                    var before = last.put(snapshot.getId(), snapshot);
                    assertThat(snapshot.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
                }
                whole.advance(java.time.Duration.ofMinutes(2));
                single.advance(java.time.Duration.ofMinutes(2));
                acknowledge(whole, request);
                acknowledge(single, request);
                assertThat(standing(whole)).isEqualTo(standing(single));
            }
            var replay = CorrelatorHarness.replaying(whole.log());
            assertThat(replay.everyByte()).isEqualTo(whole.everyByte());
            replay.crash();
            whole.skip();
            single.skip();
        }
    }

    /** So that revisions go on after a step. */
    private static void acknowledge(CorrelatorHarness correlator, List<Integer> request) {
        if (request.size() % 3 == 0) {
            correlator.rowsById().values().stream().map(row -> row.getIncident()).min(java.util.Comparator.comparing(
                    incident -> incident.getLabels().getOrDefault("alertname", "")))
                    .ifPresent(incident -> correlator.command(CommandKind.ACKNOWLEDGE, incident));
        }
    }

    /** Each number is one of six alerts in one of two grades, that fires, or is over. */
    private static Alert[] alerts(List<Integer> request, CorrelatorHarness correlator) {
        var alerts = new ArrayList<Alert>();
        for (var number : request) {
            var alert = anAlert("db-" + number % 6).named(number % 2 == 0 ? "DiskFull" : "Slow").severity(number
                    / 6 % 2 == 0 ? "critical" : "warning").since(correlator.now());
            alerts.add(number / 12 == 0 ? alert.firing() : alert.until(correlator.now()).resolved());
        }
        return alerts.toArray(Alert[]::new);
    }

    private static Map<String, String> standing(CorrelatorHarness correlator) {
        var standing = new TreeMap<String, String>();
        correlator.rowsById().values().forEach(row -> {
            var incident = row.getIncident();
            standing.put(incident.getCorrelationKey(), incident.getState() + " " + incident.getSeverity().getId() + " "
                    + incident.getRound() + " " + incident.getAlertsFiring() + "/" + incident.getAlertsTotal() + " "
                    + incident.getQuietUntil() + " " + incident.getAcknowledgedBy());
        });
        return standing;
    }

    Gen<List<List<Integer>>> requests() {
        return Gens.ints(0, 23).list(1, 8).list(1, 6);
    }

    private static Alert firing(CorrelatorHarness correlator, String instance) {
        return anAlert(instance).since(correlator.now()).firing();
    }
}
