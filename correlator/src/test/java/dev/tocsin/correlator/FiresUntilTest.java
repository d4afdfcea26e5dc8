package dev.tocsin.correlator;

import static dev.tocsin.correlator.AlertFixture.anAlert;
import static dev.tocsin.correlator.CorrelatorHarness.START;
import static dev.tocsin.event.FactKind.ALERT_EXPIRED;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Senders that give each alert an end and move it with each resend, as Prometheus does: the end decides. */
class FiresUntilTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration AHEAD = Duration.ofMinutes(4);
    /** An expiry is noticed by the next walk over the alerts. */
    private static final Duration NOTICED = Duration.ofSeconds(61);

    private final CorrelatorHarness correlator = CorrelatorHarness.start();

    @AfterEach
    void close() {
        correlator.skip();
        correlator.close();
    }

    @Test
    void shouldResolveWhatIsNotSentAgainWhenItsEndHasPassed() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.skip();

        correlator.advance(AHEAD);
        var before = correlator.facts();
        correlator.advance(NOTICED);

        assertThat(before).isEmpty();
        assertThat(correlator.facts()).contains(ALERT_EXPIRED);
        assertThat(status()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void shouldFireAsLongAsItIsSentAgain() {
        for (var minute = 0; minute < 60; minute++) {
            correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
            correlator.advance(MINUTE);
        }

        assertThat(status()).isEqualTo(AlertStatus.FIRING);
        assertThat(correlator.incident().getAlertsFiring()).isEqualTo(1);
        assertThat(correlator.facts()).doesNotContain(ALERT_EXPIRED);
    }

    @Test
    void shouldNoticeTheEndThatTheLastResendGave() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.advance(MINUTE);
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.skip();

        correlator.advance(AHEAD);
        var before = correlator.facts();
        correlator.advance(NOTICED);

        assertThat(before).isEmpty();
        assertThat(correlator.facts()).contains(ALERT_EXPIRED);
    }

    /** As when somebody adds an alert by hand, and then prolongs it. */
    @Test
    void shouldLetAMuchLaterEndWinAtOnce() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.deliver(firingUntil(correlator.now().plus(Duration.ofHours(1))));
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));

        correlator.advance(Duration.ofMinutes(59));
        var before = correlator.facts();
        correlator.advance(MINUTE.plus(NOTICED));

        assertThat(before).doesNotContain(ALERT_EXPIRED);
        assertThat(correlator.facts()).contains(ALERT_EXPIRED);
    }

    /** Alertmanager resolves what ends: while it too says that the alert fires, the direct road may fail. */
    @Test
    void shouldNotExpireWhatAnotherSenderResolvesByItself() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.deliver(anAlert("db-1").since(START).firing());
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));

        correlator.advance(Duration.ofHours(3));

        assertThat(status()).isEqualTo(AlertStatus.FIRING);
    }

    @Test
    void shouldTakeTheManyCopiesOfOneResolveAsOne() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.advance(MINUTE);
        var resolve = anAlert("db-1").since(START).until(correlator.now()).resolved();
        correlator.deliver(resolve);
        correlator.decided();
        for (var copy = 0; copy < 15; copy++) {
            correlator.advance(MINUTE);
            correlator.deliver(resolve);
        }

        assertThat(correlator.decided()).filteredOn(step -> step.startsWith("dedup:")).containsOnly("dedup:repeat");
        assertThat(status()).isEqualTo(AlertStatus.RESOLVED);
    }

    /** Its start moves, though the alert never stopped. */
    @Test
    void shouldSeeOneOccurrenceOverARestartOfPrometheus() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.advance(MINUTE.multipliedBy(3));
        correlator.deliver(Alert.newBuilder(firingUntil(correlator.now().plus(AHEAD))).setStartsAt(correlator.now())
                .build());

        assertThat(correlator.alerts().get("prom:db-1").getOccurrences()).isEqualTo(1);
        assertThat(correlator.incident().getRound()).isEqualTo(1);
    }

    @Test
    void shouldNoticeTheEndAfterARestart() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.advance(MINUTE);
        correlator.restart();
        correlator.advance(AHEAD.plus(NOTICED));

        assertThat(status()).isEqualTo(AlertStatus.RESOLVED);
    }

    @Test
    void shouldFireAgainAfterItExpired() {
        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));
        correlator.advance(AHEAD.plus(NOTICED));

        correlator.deliver(firingUntil(correlator.now().plus(AHEAD)));

        assertThat(correlator.decided()).contains("dedup:refired");
        assertThat(status()).isEqualTo(AlertStatus.FIRING);
    }

    private AlertStatus status() {
        return correlator.alerts().get("prom:db-1").getStatus();
    }

    private static Alert firingUntil(Instant until) {
        return Alert.newBuilder(anAlert("db-1").since(START).firing()).setFiresUntil(until).build();
    }
}
