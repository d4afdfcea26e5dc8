package dev.tocsin.standalone.acceptance.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentAlert;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import org.junit.jupiter.api.Test;

/** The checker finds each kind of broken promise; otherwise the fault tests would prove nothing. */
class LedgerTest {

    private static final Instant AT = Instant.parse("2026-11-21T10:00:00Z");
    private static final Incident ONE = incident("00000000-one", "a", "b");
    private static final Incident TWO = incident("00000000-two", "c");

    @Test
    void shouldFindNothingWrongWithBooksThatAgree() {
        var books = new Ledger(Set.of("a", "b"), List.of(ONE), List.of(intent("n1", ONE)), List.of(started("n1"),
                delivered("n1")), List.of(page("n1")));

        assertThat(books.violations()).isEmpty();
        assertThat(books.unfinished()).isEmpty();
        assertThat(books.missing()).isEmpty();
    }

    @Test
    void shouldFindAnAlertThatWasAnsweredAndIsNowhere() {
        var books = new Ledger(Set.of("a", "lost"), List.of(ONE), List.of(intent("n1", ONE)), List.of(delivered("n1")),
                List.of(page("n1")));

        assertThat(books.missing()).containsExactly("lost");
        assertThat(books.violations()).singleElement().asString().contains("alert lost");
    }

    @Test
    void shouldFindAnAlertInTwoIncidents() {
        var again = incident("00000000-two", "a");
        var books = new Ledger(Set.of("a"), List.of(ONE, again), List.of(intent("n1", ONE), intent("n2", again)),
                List.of(delivered("n1"), delivered("n2")), List.of(page("n1"), page("n2")));

        assertThat(books.violations()).singleElement().asString().contains("alert a", "00000000-one", "00000000-two");
    }

    @Test
    void shouldFindAnOpenIncidentThatNobodyWasPagedFor() {
        var books = new Ledger(Set.of("a", "c"), List.of(ONE, TWO), List.of(intent("n1", ONE)), List.of(delivered(
                "n1")),
                List.of(page("n1")));

        assertThat(books.violations()).singleElement().asString().contains("00000000-two", "nobody was paged");
    }

    @Test
    void shouldSeeWhichLaddersAreStillClimbed() {
        var books = new Ledger(Set.of("a"), List.of(ONE, TWO), List.of(intent("n1", ONE), intent("n2", TWO)),
                List.of(delivered("n1"), delivered("n2")), List.of());

        assertThat(books.climbing(1)).isEmpty();
        assertThat(books.climbing(2)).containsExactlyInAnyOrder("00000000-one", "00000000-two");
    }

    @Test
    void shouldFindAnIntentThatWasWrittenTwice() {
        var books = new Ledger(Set.of("a"), List.of(ONE), List.of(intent("n1", ONE), intent("n1", ONE)),
                List.of(delivered("n1")), List.of(page("n1")));

        assertThat(books.violations()).singleElement().asString().contains("intent n1 was written 2 times");
    }

    @Test
    void shouldFindAnIntentWithoutAnOutcome() {
        var books = new Ledger(Set.of("a"), List.of(ONE), List.of(intent("n1", ONE)), List.of(started("n1")),
                List.of(page("n1")));

        assertThat(books.unfinished()).containsExactly("n1");
        assertThat(books.violations()).singleElement().asString().contains("n1 has the outcomes []");
    }

    @Test
    void shouldFindAnIntentWithTwoOutcomes() {
        var books = new Ledger(Set.of("a"), List.of(ONE), List.of(intent("n1", ONE)),
                List.of(delivered("n1"), delivered("n1")), List.of(page("n1")));

        assertThat(books.violations()).singleElement().asString().contains("[DELIVERED, DELIVERED]");
    }

    @Test
    void shouldFindWhatWasReceivedTwiceWithoutAWordAboutIt() {
        var books = new Ledger(Set.of("a"), List.of(ONE), List.of(intent("n1", ONE)), List.of(delivered("n1")),
                List.of(page("n1"), page("n1")));

        assertThat(books.repeats()).isEqualTo(1);
        assertThat(books.violations()).singleElement().asString().contains("received n1 2 times");
    }

    @Test
    void shouldExcuseARepeatThatSaysSo() {
        var repeated = Delivery.newBuilder(delivered("n1")).setAttempt(2).setPossibleRepeat(true).build();
        var books = new Ledger(Set.of("a"), List.of(ONE), List.of(intent("n1", ONE)), List.of(started("n1"), repeated),
                List.of(page("n1"), page("n1")));

        assertThat(books.violations()).isEmpty();
    }

    @Test
    void shouldFindWhatNobodyIntended() {
        var books = new Ledger(Set.of("a"), List.of(ONE), List.of(intent("n1", ONE)), List.of(delivered("n1")),
                List.of(page("n1"), page("stray")));

        assertThat(books.violations()).singleElement().asString().contains("received stray");
    }

    private static Incident incident(String id, String... alerts) {
        return Incident.newBuilder().setId(id).setRevision(1).setServiceKey("svc").setCorrelationKey("svc/Load")
                .setState(IncidentState.OPEN).setTitle("Load").setSeverity(new Severity("SEV1", 1)).setService("svc")
                .setLadder("climb").setPolicyName("acceptance").setPolicyVersion(1).setRuleId("critical")
                .setRuleReason("").setAlerts(List.of(alerts).stream().map(LedgerTest::member).toList())
                .setAlertsTotal(alerts.length).setAlertsFiring(alerts.length).setOpenedAt(AT).setRoundStartedAt(AT)
                .setUpdatedAt(AT).build();
    }

    private static IncidentAlert member(String id) {
        return IncidentAlert.newBuilder().setIdentity("load:" + id).setName("Load").setSummary("Load")
                .setSource("alertmanager").setStatus(AlertStatus.FIRING).setSince(AT).setJoinedAt(AT)
                .setLabels(Map.of(LoadAlert.LABEL, id)).build();
    }

    private static Notification intent(String id, Incident incident) {
        return Notification.newBuilder().setId(id).setDestination("hook:first").setChannel("hook").setTarget("first")
                .setKind(NotificationKind.PAGE).setIncident(incident).setRung(1).setPolicyVersion(1).setCreatedAt(AT)
                .setDueAt(AT).setReason("step 1").build();
    }

    private static Delivery started(String id) {
        return delivery(id, DeliveryOutcome.STARTED);
    }

    private static Delivery delivered(String id) {
        return delivery(id, DeliveryOutcome.DELIVERED);
    }

    private static Delivery delivery(String id, DeliveryOutcome outcome) {
        return Delivery.newBuilder().setNotificationId(id).setIncidentId("00000000-one").setServiceKey("svc")
                .setDestination("hook:first").setChannel("hook").setTarget("first").setKind(NotificationKind.PAGE)
                .setOutcome(outcome).setAttempt(1).setAt(AT).setReason("200").build();
    }

    private static Page page(String id) {
        return new Page(id, AT, Map.of(), "{}");
    }
}
