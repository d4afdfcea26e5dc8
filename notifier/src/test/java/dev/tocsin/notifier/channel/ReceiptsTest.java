package dev.tocsin.notifier.channel;

import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.tocsin.event.Delivery;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.Receipts.Receipt;
import org.junit.jupiter.api.Test;

class ReceiptsTest {

    private final Receipts receipts = new Receipts();

    @Test
    void shouldRememberTheLatestPage() {
        receipts.delivered(aPage().build(), "C1/1");
        receipts.delivered(aPage().build(), "C1/2");
        receipts.delivered(a(ACKNOWLEDGED).build(), "C1/3");
        receipts.delivered(aPage().of("another", 1).build(), "C1/4");

        assertThat(receipts.of(aPage().build())).contains(new Receipt("C1/2", false));
    }

    /** Runbook row B5. */
    @Test
    void shouldKeepTheRoomWhateverFollows() {
        receipts.delivered(aPage().build(), "C1/1");
        receipts.delivered(a(ROOM).build(), "C1/2");
        receipts.delivered(aPage().build(), "C1/3");

        assertThat(receipts.of(aPage().build())).contains(new Receipt("C1/2", true));
    }

    @Test
    void shouldRememberTheTicketAndNotWhatIsSaidOfIt() {
        receipts.delivered(a(TICKET).build(), "OPS-42");
        receipts.delivered(a(ACKNOWLEDGED).build(), "comment-1");

        assertThat(receipts.of(a(RESOLVED).build())).contains(new Receipt("OPS-42", false));
    }

    @Test
    void shouldRememberTheIncidentOfAStatusPage() {
        receipts.delivered(a(STATUS_PAGE).build(), "p31zjtct2jer");

        assertThat(receipts.of(a(STATUS_PAGE).build())).contains(new Receipt("p31zjtct2jer", false));
    }

    @Test
    void shouldLearnFromTheLog() {
        receipts.saw(delivery(ROOM, DeliveryOutcome.STARTED, ""));
        assertThat(receipts.of(aPage().build())).isEmpty();

        receipts.saw(delivery(ROOM, DeliveryOutcome.DELIVERED, "C1/2"));

        assertThat(receipts.of(aPage().build())).contains(new Receipt("C1/2", true));
    }

    private static Delivery delivery(NotificationKind kind, DeliveryOutcome outcome, String receipt) {
        var about = a(kind).build();
        return Delivery.newBuilder().setNotificationId(about.getId()).setIncidentId(about.getIncident().getId())
                .setServiceKey("checkout").setDestination(about.getDestination()).setChannel(about.getChannel())
                .setTarget(about.getTarget()).setKind(kind).setOutcome(outcome).setAttempt(1).setAt(NOON).setReason("")
                .setReceipt(receipt).build();
    }
}
