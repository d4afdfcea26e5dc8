package dev.tocsin.correlator.correlate;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.correlate.Desk.NOON;
import static dev.tocsin.correlator.correlate.Desk.SERVICE;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import dev.tocsin.correlator.AlertFixture;
import dev.tocsin.correlator.TestPolicies;
import dev.tocsin.correlator.flow.AppliedAlert.Before;
import dev.tocsin.correlator.flow.Effect;
import dev.tocsin.correlator.state.RowKind;
import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.TimerFired;
import dev.tocsin.policy.CompiledPolicy;
import dev.tocsin.state.AlertState;
import dev.tocsin.state.HeldAlert;
import org.junit.jupiter.api.Test;

/** The step without Kafka: what is remembered is a map, and what it wants done is a list. */
class CorrelateStepTest {

    private static final AlertFixture ALERT = anAlert("db-1");
    private static final CompiledPolicy POLICY = TestPolicies.policy();
    private static final CompiledPolicy ENOUGH = TestPolicies.policyWith("severity: SEV1\n",
            "severity: SEV1\n    threshold: {alerts: 2, within: 10m}\n");

    private final Desk desk = new Desk(POLICY);

    @Test
    void shouldOpenAnIncidentAndFileItsAlertUnderIt() {
        desk.fire(ALERT, NOON);

        assertThat(desk.done().published()).singleElement().satisfies(incident -> {
            assertThat(incident.getRevision()).isEqualTo(1);
            assertThat(incident.getState()).isEqualTo(IncidentState.OPEN);
        });
        assertThat(desk.done().facts()).containsExactly(FactKind.OPENED);
        assertThat(desk.done().outcomes()).containsExactly("opened");
        assertThat(desk.done().row(RowKind.ALERTS, ALERT.identity())).map(AlertState::getIncidentId).contains(desk
                .incident().getIncident().getId());
    }

    @Test
    void shouldChangeNothingByDecidingAlone() {
        var signal = Desk.signal("signal-1", SERVICE, ALERT.since(NOON).firing(), List.of(), NOON);

        var first = desk.decide(signal, Before.NOT_FIRING, NOON);
        var second = desk.decide(signal, Before.NOT_FIRING, NOON);

        assertThat(first.getFirst()).isInstanceOf(Effect.Put.class).isEqualTo(second.getFirst());
        assertThat(first).hasSameSizeAs(second);
        assertThat(desk.done().all(RowKind.INCIDENTS)).isEmpty();
        assertThat(desk.done().published()).isEmpty();
    }

    @Test
    void shouldStoreBeforePublishingAndFiling() {
        var effects = desk.decide(Desk.signal("signal-1", SERVICE, ALERT.since(NOON).firing(), List.of(), NOON),
                Before.NOT_FIRING, NOON);

        assertThat(effects).extracting(effect -> effect.getClass().getSimpleName()).containsSubsequence("Put",
                "Publish", "Tell", "Say", "Put");
    }

    @Test
    void shouldJoinAnAlertAndRemoveItWhenItResolves() {
        desk.fire(ALERT, NOON).fire(anAlert("db-2"), NOON.plusSeconds(1));
        assertThat(desk.done().outcomes()).containsExactly("joined");

        desk.resolve(ALERT, NOON.plusSeconds(2));

        assertThat(desk.incident().getIncident()).satisfies(incident -> {
            assertThat(incident.getAlertsTotal()).isEqualTo(2);
            assertThat(incident.getAlertsFiring()).isEqualTo(1);
            assertThat(incident.getRevision()).isEqualTo(3);
        });
    }

    @Test
    void shouldLetAlertsWaitUntilThereAreEnoughAndOpenAnIncidentWithAllOfThem() {
        var patient = new Desk(ENOUGH);
        patient.fire(ALERT, NOON);
        assertThat(patient.done().outcomes()).containsExactly("waiting");
        assertThat(patient.done().published()).isEmpty();
        assertThat(patient.done().all(RowKind.HELD)).extracting(HeldAlert::getServiceKey).containsExactly(SERVICE);

        patient.fire(anAlert("db-2"), NOON.plusSeconds(1));

        assertThat(patient.done().outcomes()).containsExactly("opened");
        assertThat(patient.incident().getIncident().getAlertsFiring()).isEqualTo(2);
        assertThat(patient.done().all(RowKind.HELD)).isEmpty();
        assertThat(patient.done().all(RowKind.ALERTS)).extracting(AlertState::getIncidentId).containsOnly(patient
                .incident().getIncident().getId());
        assertThat(patient.done().all(RowKind.CORRELATIONS)).allSatisfy(row -> assertThat(row.getWaiting()).isEmpty());
    }

    @Test
    void shouldForgetAnAlertThatWaitedInVain() {
        var patient = new Desk(ENOUGH);

        patient.fire(ALERT, NOON).resolve(ALERT, NOON.plusSeconds(1));

        assertThat(patient.done().outcomes()).containsExactly("waited-in-vain");
        assertThat(patient.done().all(RowKind.HELD)).isEmpty();
        assertThat(patient.done().all(RowKind.CORRELATIONS)).isEmpty();
    }

    @Test
    void shouldPublishChangesOfARequestOnceAfterItsLastAlert() {
        assertThat(desk.request(NOON, ALERT, anAlert("db-2"), anAlert("db-3"))).containsExactly(List.of(), List.of(),
                List.of(), List.of(3));
        assertThat(desk.incident().getIncident().getRevision()).isEqualTo(1);
    }

    @Test
    void shouldCountMoreMembersThanAreShownInASmallRecordAndPublishThemLater() {
        for (var number = 0; number < 300; number++) {
            desk.fire(anAlert("db-" + number), NOON);
        }
        var id = desk.incident().getIncident().getId();
        assertThat(desk.done().published()).as("the last of them was only counted").isEmpty();
        assertThat(desk.incident().getIncident().getAlertsFiring()).isLessThan(300);
        assertThat(desk.state().isAhead(id)).isTrue();
        assertThat(desk.state().incident(id)).hasValueSatisfying(row -> assertThat(row.getIncident().getAlertsFiring())
                .isEqualTo(300));

        desk.sweep(NOON.plusSeconds(2));
        desk.happen(desk.logged().getFirst(), NOON.plusSeconds(2));

        assertThat(desk.done().published()).extracting(Incident::getAlertsFiring).containsExactly(300);
        assertThat(desk.done().all(RowKind.TALLIES)).isEmpty();
    }

    @Test
    void shouldCarryOutCommandsAndRefuseThoseOnUnknownIncidents() {
        desk.fire(ALERT, NOON).happen(command(CommandKind.ACKNOWLEDGE, incidentId(), Map.of()), NOON.plusSeconds(1));

        assertThat(desk.done().published()).extracting(Incident::getState).containsExactly(IncidentState.ACKNOWLEDGED);

        desk.happen(command(CommandKind.ACKNOWLEDGE, "gone", Map.of()), NOON.plusSeconds(2));

        assertThat(desk.done().published()).isEmpty();
        assertThat(desk.done().outcomes()).hasSize(1);
    }

    @Test
    void shouldLeadTheAlertsOfAMergedIncidentToTheSurvivor() {
        desk.fire(ALERT, NOON);
        var from = incidentId();
        desk.fire(anAlert("lb-1").named("Down"), NOON);
        var into = desk.done().published().getFirst().getId();

        desk.happen(command(CommandKind.MERGE, from, Map.of("into", into)), NOON.plusSeconds(1));

        assertThat(desk.done().published()).extracting(Incident::getId).containsExactly(from, into);
        assertThat(desk.done().row(RowKind.ALERTS, ALERT.identity())).map(AlertState::getIncidentId).contains(into);
        assertThat(desk.done().all(RowKind.CORRELATIONS)).allSatisfy(row -> assertThat(row.getIncidentId()).isEqualTo(
                into));
    }

    @Test
    void shouldLogADueTimerOnceAndApplyItWhenItIsReadBack() {
        desk.fire(ALERT, NOON).resolve(ALERT, NOON.plusSeconds(1));
        var quiet = NOON.plus(Duration.ofMinutes(6));

        var timer = desk.sweep(quiet).logged();

        assertThat(timer).singleElement().isInstanceOf(TimerFired.class);
        assertThat(desk.sweep(quiet.plusSeconds(1)).logged()).isEmpty();
        desk.happen(timer.getFirst(), quiet.plusSeconds(1));
        assertThat(desk.done().published()).extracting(Incident::getState).containsExactly(IncidentState.RESOLVED);
    }

    @Test
    void shouldReportToTheStormsLogAtItsShareAndResetTheCount() {
        var stormy = new Desk(TestPolicies.policy("storms:",
                "  - {id: flood, by: source, alerts: 4, within: 1m, leave: 1, severity: SEV2, ladder: urgent, hold: 5s}"));

        stormy.fire(ALERT, NOON);
        assertThat(stormy.logged()).isEmpty();
        stormy.fire("shop", anAlert("db-2"), NOON);
        assertThat(kinds(stormy)).containsExactly(BulletinKind.STORM_TALLY);
        stormy.fire("search", anAlert("db-3"), NOON);

        assertThat(stormy.logged()).isEmpty();
    }

    @Test
    void shouldLinkAnOpenIncidentWhenOneOfAServiceThatItNeedsIsHeardOf() {
        var connected = new Desk(TestPolicies.policy("services:", "  shop: {depends-on: [payments]}", "  payments: {}",
                "dependents: fold"));
        connected.fire("shop", ALERT, NOON).fire(anAlert("db-2"), NOON.plusSeconds(1));
        var told = connected.logged();
        assertThat(kinds(connected)).containsExactly(BulletinKind.INCIDENT_OPEN);

        connected.happen(told.getFirst(), NOON.plusSeconds(2));

        assertThat(connected.done().published()).singleElement().satisfies(incident -> {
            assertThat(incident.getService()).isEqualTo("shop");
            assertThat(incident.getParentId()).isEqualTo(((Bulletin) told.getFirst()).getSubject());
        });
        assertThat(connected.done().all(RowKind.NEWS)).hasSize(1);
        connected.happen(told.getFirst(), NOON.plusSeconds(3));
        assertThat(connected.done().published()).as("it is already known").isEmpty();
    }

    @Test
    void shouldOnlyCountBulletinsWithoutEffect() {
        var bulletin = Bulletin.newBuilder().setId("b-1").setKind(BulletinKind.INCIDENT_OVER).setSubject("far-away")
                .setAt(NOON).setServiceKey("elsewhere").build();

        desk.happen(bulletin, NOON);

        assertThat(desk.done().outcomes()).isEmpty();
        assertThat(desk.done().counted()).containsExactly("heard");
    }

    private String incidentId() {
        return desk.incident().getIncident().getId();
    }

    private static List<BulletinKind> kinds(Desk desk) {
        return desk.logged().stream().map(body -> ((Bulletin) body).getKind()).toList();
    }

    private static Command command(CommandKind kind, String incidentId, Map<String, String> arguments) {
        return Command.newBuilder().setId(kind + "-" + incidentId).setIncidentId(incidentId).setKind(kind)
                .setActor("alice").setVia("console").setIssuedAt(NOON).setNote("").setArguments(arguments).build();
    }
}
