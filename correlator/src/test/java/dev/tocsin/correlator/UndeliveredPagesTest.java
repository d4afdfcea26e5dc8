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
import dev.tocsin.event.FactKind;
import dev.tocsin.event.Incident;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.TimelineEntry;
import dev.tocsin.schemas.incident.PageReport;
import dev.tocsin.schemas.incident.Undelivered;
import dev.tocsin.schemas.outside.PageMark;
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
    @DisplayName("what a vendor reports later fails the page too, and is told, once")
    void shouldTellWhatAVendorReportsLater() {
        var page = new PageMark(open.getId(), 1, "n1", "ada", "texts", "texts:+15550100", NotificationKind.PAGE, 1,
                correlator.now());

        correlator.send("", PageReport.failed(page, "undelivered", "Twilio reported undelivered 30005", correlator
                .now())
                .bulletin());
        correlator.send("", PageReport.failed(page, "undelivered", "Twilio reported undelivered 30005", correlator
                .now())
                .bulletin());

        assertThat(correlator.incident().getUndelivered()).extracting(DeliveryFailure::getNotificationId)
                .containsExactly(
                        "n1");
        assertThat(correlator.timeline()).filteredOn(it -> it.getKind() == FactKind.DELIVERY_FAILED).extracting(
                TimelineEntry::getSummary).containsExactly(
                        "page to ada via texts:+15550100: Twilio reported undelivered 30005");
    }

    @Test
    @DisplayName("that a page reached somebody is told once, and changes nothing")
    void shouldTellThatAPageReachedSomebody() {
        var page = new PageMark(open.getId(), 1, "n1", "ada", "texts", "texts:+15550100", NotificationKind.PAGE, 1,
                correlator.now());

        correlator.send("", PageReport.reached(page, "delivered", "the text reached the telephone", correlator.now())
                .bulletin());
        correlator.send("", PageReport.reached(page, "delivered", "the text reached the telephone", correlator.now())
                .bulletin());

        assertThat(correlator.snapshots()).isEmpty();
        assertThat(correlator.timeline()).filteredOn(it -> it.getKind() == FactKind.DELIVERY_CONFIRMED).singleElement()
                .satisfies(it -> {
                    assertThat(it.getIncidentId()).isEqualTo(open.getId());
                    assertThat(it.getSummary()).isEqualTo(
                            "page to ada via texts:+15550100: the text reached the telephone");
                    assertThat(it.getDetails()).containsEntry("status", "delivered").containsEntry("target", "ada");
                });
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
