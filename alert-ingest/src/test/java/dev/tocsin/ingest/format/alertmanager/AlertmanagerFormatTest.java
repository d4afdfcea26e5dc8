package dev.tocsin.ingest.format.alertmanager;

import static dev.tocsin.ingest.Requests.RECEIVED_AT;
import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.alerts;
import static dev.tocsin.ingest.Requests.payload;
import static dev.tocsin.ingest.Requests.refusal;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Reading;
import dev.tocsin.ingest.format.refusal.RefusalReason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertmanagerFormatTest {

    private final AlertFormat format = new AlertmanagerFormat();

    @ParameterizedTest(name = "{0}: {1} alerts, {2} firing, {3} folded")
    @CsvSource(textBlock = """
            deadman-repeated-fingerprint,           2, 2, 29
            firing-group-of-three-unicode-escapes,  3, 3,  0
            firing-minimal-hand-written,            2, 2,  0
            firing-no-fingerprint,                  1, 1,  0
            firing-same-labels-two-fingerprints,    1, 1,  1
            firing-two-instances-no-grouping,       2, 2,  0
            mixed-firing-and-resolved-offset-times, 4, 3,  0
            resolved-single,                        1, 0,  0
            resolved-zero-endsat-single,            1, 0,  0
            """)
    void shouldReadBodiesOfTheField(String name, int alerts, int firing, int folded) {
        var reading = format.read(payload("alertmanager/" + name));

        assertThat(reading).isInstanceOfSatisfying(Reading.Alerts.class, read -> {
            assertThat(read.alerts()).hasSize(alerts).doesNotHaveDuplicates().extracting(Alert::getIdentity)
                    .doesNotHaveDuplicates().allMatch(identity -> identity.matches("shop:[0-9a-f]{32}"));
            assertThat(read.alerts()).filteredOn(Alert::getStatus, AlertStatus.FIRING).hasSize(firing);
            assertThat(read.alerts()).allSatisfy(alert -> assertThat(alert.getSummary()).isNotBlank());
            assertThat(read.folded()).isEqualTo(folded);
            assertThat(read.leftOut()).isEmpty();
        });
    }

    @Test
    void shouldTakeStatusAndTimesOfTheSingleAlert() {
        var mixed = alerts(format, payload("alertmanager/mixed-firing-and-resolved-offset-times"));

        var resolved = mixed.get(1);

        assertThat(resolved.getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(resolved.getName()).isEqualTo("CPUHigh");
        assertThat(resolved.getLabels()).containsEntry("component", "component-y");
        assertThat(resolved.getStartsAt()).isEqualTo(Instant.parse("2021-03-30T12:17:50.814Z"));
        assertThat(resolved.getEndsAt()).contains(Instant.parse("2021-03-30T13:17:50.814Z"));
        assertThat(resolved.getLinks()).extracting("title").containsExactly("Generator", "Alertmanager");
    }

    @Test
    void shouldUseReceiveTimeForAResolveWithoutEnd() {
        var resolved = alert(format, payload("alertmanager/resolved-zero-endsat-single"));

        assertThat(resolved.getEndsAt()).contains(RECEIVED_AT);
        assertThat(resolved.getRemarks()).containsExactly("endsAt missing: receive time used");
    }

    @Test
    void shouldKnowAnAlertAgainWhenItResolves() {
        var firing = alert(format, request(body("firing", "")));
        var resolved = alert(format, request(body("resolved", "")));

        assertThat(resolved.getIdentity()).isEqualTo(firing.getIdentity());
        assertThat(resolved.getStartsAt()).isEqualTo(firing.getStartsAt());
    }

    @Test
    void shouldComputeAMissingFingerprintAsPrometheusDoes() {
        var computed = alert(format, request("""
                {"alerts":[{"status":"firing","labels":{"alertname":"DeadManSwitch","monitor":"docker-host-alpha",
                "room":"dev_alerts","severity":"deadman"}}]}"""));
        var given = alert(format, request("""
                {"alerts":[{"status":"firing","fingerprint":"%s","labels":{"alertname":"DeadManSwitch",
                "monitor":"docker-host-alpha","room":"dev_alerts","severity":"deadman"}}]}"""
                .formatted(LabelFingerprint.of(computed.getLabels()))));

        assertThat(computed.getIdentity()).isEqualTo(given.getIdentity());
        assertThat(computed.getRemarks()).contains("fingerprint missing: computed from the labels");
    }

    @Test
    void shouldCompleteLabelsByTheCommonOnes() {
        var minimal = alerts(format, payload("alertmanager/firing-minimal-hand-written")).getFirst();
        var wrong = alerts(format, payload("alertmanager/firing-group-of-three-unicode-escapes")).getFirst();

        assertThat(minimal.getLabels()).containsEntry("severity", "critical");
        assertThat(minimal.getSummary()).isEqualTo("CPU above 90% for 5m");
        assertThat(wrong.getLabels()).containsEntry("namespace", "whatever/promstack").containsEntry("name_space",
                "wh_ate_ver/promstack");
    }

    @Test
    void shouldReadGrafana() {
        var alert = alert(format, request("""
                {"version":"1","orgId":1,"title":"[FIRING:1] Disk","state":"alerting","message":"m","alerts":[{
                "status":"firing","labels":{"alertname":"Disk"},"annotations":{},"startsAt":"2026-03-10T11:00:00Z",
                "endsAt":"0001-01-01T00:00:00Z","values":{"B":93.5,"C":null},"fingerprint":"c6eadffa33fcdf37",
                "silenceURL":"https://g.example/s","dashboardURL":"","panelURL":""}]}"""));

        assertThat(alert.getValues()).containsOnlyKeys("B").containsEntry("B", 93.5);
        assertThat(alert.getLinks()).extracting("href").containsExactly("https://g.example/s");
        assertThat(alert.getEndsAt()).isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            numeric group key of version 3 | {"version":"3","groupKey":18446744073709551615,"status":"firing","alerts":[{"labels":{"alertname":"A"}}]}
            keys in another case           | {"Version":"4","Alerts":[{"Status":"firing","Labels":{"alertname":"A"}}]}
            numbers for strings            | {"version":4,"alerts":[{"status":"firing","labels":{"alertname":"A","code":500}}]}
            status from the body           | {"status":"firing","alerts":[{"labels":{"alertname":"A"},"status":""}]}
            no status anywhere             | {"alerts":[{"labels":{"alertname":"A"}}]}
            null members                   | {"version":"4","commonLabels":null,"alerts":[{"status":"firing","labels":{"alertname":"A","x":null},"annotations":null,"startsAt":null}]}
            """)
    void shouldBePatientWith(String name, String body) {
        var alert = alert(format, request("\n\r\n  " + body));

        assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.getName()).isEqualTo("A");
        assertThat(alert.getStartsAt()).isEqualTo(RECEIVED_AT);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            NO_ALERTS       | {"version":"4","truncatedAlerts":3,"alerts":[]}
            UNKNOWN_SHAPE   | {"version":"4"}
            UNKNOWN_SHAPE   | {"version":"4","alerts":"A"}
            UNKNOWN_SHAPE   | ["A"]
            UNKNOWN_SHAPE   | {"alerts":["A"]}
            NOT_JSON        | "{\\"alerts\\":[]}"
            NOT_JSON        | {"alerts":[{"status":"fir
            """)
    void shouldRefuse(RefusalReason reason, String body) {
        assertThat(refusal(format, request(body)).reason()).isEqualTo(reason);
    }

    @Test
    void shouldKeepTheGoodAlertsOfAHalfBrokenBody() {
        var reading = format.read(request(
                """
                {"alerts":[{"status":"firing","labels":{"alertname":"A"}},7,"B"]}"""));

        assertThat(reading).isInstanceOfSatisfying(Reading.Alerts.class, read -> {
            assertThat(read.alerts()).extracting(Alert::getName).containsExactly("A");
            assertThat(read.folded()).isZero();
            assertThat(read.leftOut()).hasValueSatisfying(
                    refusal -> assertThat(refusal.detail()).startsWith("2 of the body's alerts could not be read."));
        });
    }

    @Test
    void shouldLetTheLaterOccurrenceWinInsideOneBody() {
        var alert = alert(format, request(
                """
                {"alerts":[{"status":"firing","fingerprint":"f","labels":{"alertname":"A"},"startsAt":"2026-03-10T11:30:00Z"},
                {"status":"resolved","fingerprint":"f","labels":{"alertname":"A"},"startsAt":"2026-03-10T11:00:00Z"}]}"""));

        assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.getStartsAt()).isEqualTo(Instant.parse("2026-03-10T11:30:00Z"));
    }

    @Test
    void shouldTruncateValuesAndLabelsWithRemark() {
        var labels = IntStream.range(0, 100).mapToObj(i -> "\"l%03d\":\"v\"".formatted(i))
                .collect(Collectors.joining(","));

        var alert = alert(format, request("""
                {"alerts":[{"status":"firing","labels":{%s,"alertname":"A","severity":"page","long":"%s"}}]}"""
                .formatted(labels, "é😀".repeat(2000))));

        assertThat(alert.getLabels()).hasSize(64).containsEntry("alertname", "A").containsEntry("severity", "page");
        assertThat(alert.getRemarks()).contains("has 103 labels: 64 kept");
    }

    @Test
    void shouldKeepTheBestKnownOfTenThousandLabels() {
        var labels = IntStream.range(0, 10_000).mapToObj(i -> "\"l" + i + "\":\"v\"").collect(Collectors.joining(","));

        var alert = alert(format, request("{\"alerts\":[{\"status\":\"firing\",\"labels\":{" + labels
                + ",\"alertname\":\"A\"}}]}"));

        assertThat(alert.getLabels()).hasSize(64).containsEntry("alertname", "A");
        assertThat(alert.getRemarks()).contains("has 10001 labels: 64 kept");
    }

    private static String body(String status, String more) {
        return """
                {"version":"4","status":"%s","alerts":[{"status":"%s","labels":{"alertname":"A","instance":"i"},
                "startsAt":"2026-03-10T11:00:00.123456789Z","endsAt":"2026-03-10T11:30:00Z"%s}]}"""
                .formatted(status, status, more);
    }
}
