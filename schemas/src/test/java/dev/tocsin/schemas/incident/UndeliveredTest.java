package dev.tocsin.schemas.incident;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.Bulletin;
import dev.tocsin.event.BulletinKind;
import dev.tocsin.event.DeliveryFailure;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.NotificationKind;
import org.junit.jupiter.api.Test;

class UndeliveredTest {

    private static final Undelivered REFUSED = new Undelivered("0a1b2c3d-abcdefghijkl", 2, DeliveryFailure.newBuilder()
            .setNotificationId("n1").setTarget("oncall").setChannel("chat").setDestination("chat:C012")
            .setKind(NotificationKind.PAGE).setRung(1).setOutcome(DeliveryOutcome.REJECTED)
            .setReason("Slack answered channel_not_found").setAt(Instant.parse("2026-11-30T03:00:00Z")).build());

    @Test
    void shouldReadWhatItWrote() {
        var signal = REFUSED.signal("shop");

        assertThat(signal.getServiceKey()).isEqualTo("shop");
        assertThat(Undelivered.of((Bulletin) signal.getBody())).contains(REFUSED);
    }

    @Test
    void shouldHaveTheSameIdWhenWrittenTwice() {
        assertThat(REFUSED.signal("shop").getId()).isEqualTo(REFUSED.signal("shop").getId());
    }

    @Test
    void shouldSkipUnreadableBulletins() {
        var bulletin = (Bulletin) REFUSED.signal("shop").getBody();

        assertThat(Undelivered.of(Bulletin.newBuilder(bulletin).setKind(BulletinKind.INCIDENT_OPEN).build())).isEmpty();
        assertThat(Undelivered.of(Bulletin.newBuilder(bulletin).setDetails(Map.of()).build())).isEmpty();
        assertThat(Undelivered.of(Bulletin.newBuilder(bulletin).setDetails(Map.of("notificationId", "n1", "round",
                "two")).build())).isEmpty();
    }
}
