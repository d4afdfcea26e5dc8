package dev.tocsin.ingest.format.alertmanager;

import static dev.tocsin.ingest.Requests.RECEIVED_AT;
import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Reading;
import org.junit.jupiter.api.Test;

/** Lists of alerts, as Prometheus and others post them to Alertmanager's API v2. */
class PostedAlertsTest {

    private static final Instant START = RECEIVED_AT.minus(Duration.ofMinutes(10));

    private final AlertFormat format = new AlertmanagerFormat();

    @Test
    void shouldFireUntilAnEndThatLiesAhead() {
        var posted = posted(START, RECEIVED_AT.plus(Duration.ofMinutes(4)));

        assertThat(posted.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(posted.getStartsAt()).isEqualTo(START);
        assertThat(posted.getFiresUntil()).contains(RECEIVED_AT.plus(Duration.ofMinutes(4)));
        assertThat(posted.getEndsAt()).isEmpty();
    }

    @Test
    void shouldResolveByAnEndThatHasPassed() {
        var posted = posted(START, RECEIVED_AT.minus(Duration.ofSeconds(2)));

        assertThat(posted.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(posted.getEndsAt()).contains(RECEIVED_AT.minus(Duration.ofSeconds(2)));
        assertThat(posted.getFiresUntil()).isEmpty();
    }

    @Test
    void shouldFireForAlertmanagersResolveTimeoutWithoutAnEnd() {
        var without = alert(format, request("[{\"labels\":{\"alertname\":\"Down\"}}]"));
        var yearOne = alert(format, request("""
                [{"labels":{"alertname":"Down"},"startsAt":"0001-01-01T00:00:00.000Z",
                "endsAt":"0001-01-01T00:00:00.000Z"}]"""));

        assertThat(without).isEqualTo(yearOne);
        assertThat(without.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(without.getStartsAt()).isEqualTo(RECEIVED_AT);
        assertThat(without.getFiresUntil()).contains(RECEIVED_AT.plus(Duration.ofMinutes(5)));
    }

    @Test
    void shouldTakeThePastEndAsStartWhereThereIsNone() {
        var end = RECEIVED_AT.minus(Duration.ofSeconds(30));
        var posted = alert(format, request("[{\"labels\":{\"alertname\":\"Down\"},\"endsAt\":\"" + end + "\"}]"));

        assertThat(posted.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(posted.getStartsAt()).isEqualTo(end);
    }

    /** Flux writes one; Alertmanager ignores it. */
    @Test
    void shouldNotAskForAStatus() {
        var posted = alert(format, request("""
                [{"status":"resolved","labels":{"alertname":"Down"},"endsAt":"%s"}]""".formatted(RECEIVED_AT.plus(
                Duration.ofMinutes(1)))));

        assertThat(posted.getStatus()).isEqualTo(AlertStatus.FIRING);
    }

    @Test
    void shouldFireWhereTheEndIsNoTime() {
        var posted = alert(format, request("[{\"labels\":{\"alertname\":\"Down\"},\"endsAt\":\"tomorrow\"}]"));

        assertThat(posted.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(posted.getRemarks()).contains(
                "endsAt is not a valid time: fires for 5 minutes unless it is sent again");
    }

    @Test
    void shouldKnowAnAlertOfBothRoadsByOneIdentity() {
        var direct = posted(START, RECEIVED_AT.plus(Duration.ofMinutes(4)));
        var throughAlertmanager = alert(format, request("""
                {"version":"4","status":"firing","alerts":[{"status":"firing","labels":{"alertname":"Down",
                "instance":"db-1","severity":"critical"},"startsAt":"%s","endsAt":"0001-01-01T00:00:00Z"}]}"""
                .formatted(START)));

        assertThat(direct.getIdentity()).isEqualTo(throughAlertmanager.getIdentity());
        assertThat(throughAlertmanager.getFiresUntil()).isEmpty();
    }

    @Test
    void shouldTakeTheReadableAlertsAndTellOfTheOthers() {
        assertThat(format.read(request("[{\"labels\":{\"alertname\":\"Down\"}}, 7]"))).isInstanceOfSatisfying(
                Reading.Alerts.class, read -> {
                    assertThat(read.alerts()).hasSize(1);
                    assertThat(read.leftOut()).isPresent();
                });
    }

    @Test
    void shouldTakeAnEmptyList() {
        assertThat(format.read(request("[]"))).isInstanceOf(Reading.NoAlert.class);
    }

    private Alert posted(Instant start, Instant end) {
        return alert(format, request("""
                [{"labels":{"alertname":"Down","instance":"db-1","severity":"critical","empty":""},
                "annotations":{"summary":"db-1 is down"},"startsAt":"%s","endsAt":"%s",
                "generatorURL":"http://prometheus:9090/graph"}]""".formatted(start, end)));
    }
}
