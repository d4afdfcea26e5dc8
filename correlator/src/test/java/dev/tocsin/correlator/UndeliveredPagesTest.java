package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.event.DeliveryOutcome.GAVE_UP;
import static dev.tocsin.event.DeliveryOutcome.REJECTED;
import static dev.tocsin.event.DeliveryOutcome.RETRY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Duration;
import java.util.List;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.DecisionStep;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.schemas.incident.Undelivered;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Pages that reached nobody stand in the snapshot of their incident, where the escalator reads them. */
class UndeliveredPagesTest {

    private final CorrelatorHarness correlator = CorrelatorHarness.start();
    private final AlertFixture alert = anAlert("db-1").named("DiskFull").severity("critical");
    private Incident open;

    @BeforeEach
    void open() {
        correlator.fire(alert);
        open = correlator.incident();
        correlator.skip();
    }

    @AfterEach
    void close() {
        correlator.close();
    }

    @Test
    @DisplayName("A6: a page that reached nobody stands in the next snapshot, once")
    void shouldKeepFailedPages() {
        correlator.undelivered(failed("n1", 1, REJECTED));
        var snapshot = correlator.incident();
        correlator.undelivered(failed("n1", 1, REJECTED));

        assertThat(snapshot.getRevision()).isEqualTo(open.getRevision() + 1);
        assertThat(snapshot.getUndelivered()).extracting(DeliveryFailure::getNotificationId,
                DeliveryFailure::getOutcome, DeliveryFailure::getReason).containsExactly(tuple("n1", REJECTED,
                        "Slack answered channel_not_found"));
        assertThat(correlator.steps()).extracting(DecisionStep::getOutcome).containsSubsequence("undelivered", "known");
    }

    @Test
    @DisplayName("A6: what is overdue may be given up later, and not the other way round")
    void shouldReplaceAnOverduePageByItsFinalFailure() {
        correlator.undelivered(failed("n1", 1, RETRY));
        correlator.undelivered(failed("n1", 1, GAVE_UP));
        correlator.undelivered(failed("n1", 1, RETRY));

        assertThat(correlator.snapshots()).extracting(it -> it.getUndelivered().stream().map(
                DeliveryFailure::getOutcome).toList()).containsExactly(List.of(RETRY), List.of(
                        GAVE_UP));
    }

    @Test
    @DisplayName("A6: a page of another round, or of an incident that is over or gone, changes nothing")
    void shouldIgnoreObsoleteFailures() {
        correlator.undelivered(failed("n1", 2, REJECTED));
        assertThat(correlator.steps()).extracting(DecisionStep::getOutcome).contains("older-round");
        correlator.command(CommandKind.RESOLVE, open);
        assertThat(correlator.incident().getState()).isEqualTo(IncidentState.RESOLVED);
        correlator.skip();
        correlator.undelivered(failed("n2", 1, REJECTED));
        correlator.undelivered(new Undelivered("0a1b2c3d-abcdefghijkl", 1, failed("n3", 1, REJECTED).failure()));

        assertThat(correlator.snapshots()).isEmpty();
        assertThat(correlator.steps()).extracting(DecisionStep::getOutcome).contains("incident-over", "incident-gone");
    }

    @Test
    @DisplayName("A6: another round begins without what reached nobody in the last one")
    void shouldBeginEachRoundWithNone() {
        correlator.undelivered(failed("n1", 1, REJECTED));
        correlator.resolve(alert);
        correlator.advance(Duration.ofMinutes(31));
        correlator.fire(alert);

        assertThat(correlator.snapshots().getLast()).satisfies(it -> {
            assertThat(it.getRound()).isEqualTo(2);
            assertThat(it.getUndelivered()).isEmpty();
        });
        correlator.skip();
    }

    @Test
    @DisplayName("A6: the last twenty are kept")
    void shouldKeepTheLastTwenty() {
        for (int number = 1; number <= 25; number++) {
            correlator.undelivered(failed("n" + number, 1, REJECTED));
        }

        assertThat(correlator.snapshots().getLast().getUndelivered()).hasSize(20).first().extracting(
                DeliveryFailure::getNotificationId).isEqualTo("n6");
    }

    private Undelivered failed(String notificationId, int round, DeliveryOutcome outcome) {
        return new Undelivered(open.getId(), round, DeliveryFailure.newBuilder().setNotificationId(notificationId)
                .setTarget("oncall").setChannel("chat").setDestination("chat:C012").setKind(NotificationKind.PAGE)
                .setRung(1).setOutcome(outcome).setReason("Slack answered channel_not_found").setAt(correlator.now())
                .build());
    }
}
