package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.property.ForAll;
import dev.tocsin.property.Gen;
import dev.tocsin.property.Gens;
import dev.tocsin.property.Property;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.Grade;

/** What holds however rules group alerts, and however people regroup them. */
class RegroupingProperties {

    private static final List<String> GROUPS = List.of("many", "windowed", "alike", "lowering", "first", "last",
            "person", "inactive");

    /** One thing that happens. */
    record Happening(What what, int alert, int incident, int other, Duration after) {

        AlertFixture fixture() {
            return anAlert("db-" + alert).label("group", GROUPS.get(alert % GROUPS.size())).severity(alert % 3 == 0
                    ? "critical"
                    : "warning");
        }
    }

    enum What {
        FIRE, FIRE_AGAIN, RESOLVE, REPEAT, ACKNOWLEDGE, RESOLVE_BY_PERSON, MERGE, SPLIT, MOVE, SNOOZE, CLOSE, SET_SEVERITY, RESTART
    }

    @Property(tries = 60)
    void shouldStayInAccordWithItself(@ForAll("histories") List<Happening> history) {
        try (var correlator = CorrelatorHarness.under(CorrelatorHarness.resource("grouping.yml"))) {
            var since = new HashMap<String, Instant>();
            var last = new HashMap<String, Incident>();
            for (var happening : history) {
                correlator.advance(happening.after());
                play(correlator, happening, since);
                correlator.snapshots().forEach(snapshot -> follow(last, snapshot));
                countsAreThoseOfTheAlerts(correlator);
            }
            correlator.advance(Duration.ofHours(8));
            correlator.skip();

            var replay = CorrelatorHarness.replaying(correlator.log());

            assertThat(replay.everyByte()).isEqualTo(correlator.everyByte());
            replay.crash();
        }
    }

    private static void follow(Map<String, Incident> last, Incident snapshot) {
        var before = last.put(snapshot.getId(), snapshot);
        assertThat(snapshot.getRevision()).isEqualTo(before == null ? 1 : before.getRevision() + 1);
        assertThat(snapshot.getAlertsFiring()).isBetween(0, snapshot.getAlertsTotal());
        assertThat(snapshot.getAlerts()).hasSize(snapshot.getAlertsTotal());
        assertThat(snapshot.getAlerts().stream().filter(one -> one.getStatus() == AlertStatus.FIRING))
                .hasSize(snapshot.getAlertsFiring());
        assertThat(snapshot.getAlerts()).extracting("identity").doesNotHaveDuplicates();
    }

    /** Every alert that fires is counted by the incident that its row names, and by no other. */
    private static void countsAreThoseOfTheAlerts(CorrelatorHarness correlator) {
        var rows = correlator.rowsById();
        var firing = correlator.alerts().values().stream().filter(alert -> alert.getStatus() == AlertStatus.FIRING
                && rows.containsKey(alert.getIncidentId())).collect(Collectors.groupingBy(AlertState::getIncidentId,
                        Collectors.counting()));
        rows.forEach((id, row) -> {
            if (row.getIncident().getState() != IncidentState.CLOSED) {
                assertThat(row.getIncident().getAlertsFiring()).as(id).isEqualTo(firing.getOrDefault(id, 0L)
                        .intValue());
            }
            assertThat(row.getGrades().stream().mapToInt(Grade::getFiring).sum()).isEqualTo(row.getIncident()
                    .getAlertsFiring());
            assertThat(row.getGrades().stream().mapToInt(Grade::getTotal).sum()).isEqualTo(row.getIncident()
                    .getAlertsTotal());
        });
    }

    private static void play(CorrelatorHarness correlator, Happening happening, Map<String, Instant> since) {
        var alert = happening.fixture();
        var begun = alert.since(since.getOrDefault(alert.identity(), correlator.now()));
        switch (happening.what()) {
            case FIRE, FIRE_AGAIN -> {
                since.put(alert.identity(), correlator.now());
                correlator.fire(alert);
            }
            case RESOLVE -> correlator.resolve(begun);
            case REPEAT -> correlator.fire(begun);
            case ACKNOWLEDGE -> command(correlator, CommandKind.ACKNOWLEDGE, happening);
            case RESOLVE_BY_PERSON -> command(correlator, CommandKind.RESOLVE, happening);
            case MERGE -> command(correlator, CommandKind.MERGE, happening);
            case SPLIT -> command(correlator, CommandKind.SPLIT, happening);
            case MOVE -> command(correlator, CommandKind.MOVE, happening);
            case SNOOZE -> command(correlator, CommandKind.SNOOZE, happening);
            case CLOSE -> command(correlator, CommandKind.CLOSE, happening);
            case SET_SEVERITY -> command(correlator, CommandKind.SET_SEVERITY, happening);
            case RESTART -> correlator.restart();
        }
    }

    private static void command(CorrelatorHarness correlator, CommandKind kind, Happening happening) {
        var incidents = new ArrayList<>(correlator.rowsById().values());
        if (!incidents.isEmpty()) {
            var incident = incidents.get(happening.incident() % incidents.size()).getIncident();
            var other = incidents.get(happening.other() % incidents.size()).getIncident();
            var alerts = incident.getAlerts().stream().skip(1).map(each -> each.getIdentity()).limit(2)
                    .collect(Collectors.joining("\n"));
            correlator.command(kind, incident, Map.of("into", other.getId(), "to", other.getId(), "alerts", alerts,
                    "for", "10m", "severity", "SEV2"), "");
        }
    }

    Gen<List<Happening>> histories() {
        var number = Gens.ints(0, 23);
        return Gens.combine(Gens.of(What.class), number, number, number, Gens.of(Duration
                .ofSeconds(1), Duration.ofSeconds(40), Duration.ofMinutes(3), Duration.ofMinutes(16), Duration.ofHours(
                        1)), Happening::new).list(1, 60);
    }
}
