package dev.tocsin.ingest.format.alertmanager;

import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.alerts;
import static dev.tocsin.ingest.Requests.noAlert;
import static dev.tocsin.ingest.Requests.request;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.NoAlertReason;
import dev.tocsin.ingest.format.Reading;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MendingTest {

    private static final String BODY = """
            {"version":"4","alerts":[{"status":"firing","labels":{"alertname":"A","host":"%s"},"annotations":{"summary":"s"}}]}""";

    private final AlertFormat format = new AlertmanagerFormat();

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            half of a pair   | \\ud83d
            the other half   | \\udc00
            halves reversed  | \\udc00\\ud83d
            NUL              | \\u0000
            """)
    @DisplayName("A5: broken characters in a text are replaced, with a remark")
    void shouldReplaceBrokenCharacters(String name, String broken) {
        var alert = alert(format, request(BODY.formatted("a" + broken.strip() + "b")));

        assertThat(alert.getLabels().get("host")).matches("a\uFFFD{1,2}b");
        assertThat(alert.getRemarks()).contains("label host: invalid characters replaced by U+FFFD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"summary", "description", "runbook_url", "x\\ud800"})
    @DisplayName("A5: broken characters in any annotation cost nobody the alert")
    void shouldReplaceThemInAnnotations(String annotation) {
        var alert = alert(format, request(BODY.formatted("h").replace("\"summary\":\"s\"", "\"" + annotation
                + "\":\"\\ud800 \\u0000\"")));

        assertThat(alert.getStatus()).isEqualTo(AlertStatus.FIRING);
        assertThat(alert.toString()).doesNotContain("\ud800").doesNotContain("\u0000");
    }

    @Test
    @DisplayName("A5: bytes that are no UTF-8 are replaced, with a remark")
    void shouldReplaceBrokenBytes() {
        var broken = new ByteArrayOutputStream();
        var halves = BODY.split("%s");
        broken.writeBytes(halves[0].getBytes(UTF_8));
        broken.writeBytes(new byte[]{(byte) 0xFF, (byte) 0xED, (byte) 0xA0, (byte) 0x80, (byte) 0xC0, (byte) 0xAF});
        broken.writeBytes(halves[1].getBytes(UTF_8));

        var alert = alert(format, request(broken.toByteArray(), Map.of()));

        assertThat(alert.getLabels().get("host")).matches("\uFFFD+");
        assertThat(alert.getRemarks()).contains("body is not valid UTF-8: invalid bytes replaced by U+FFFD");
    }

    @Test
    @DisplayName("A5: a body in Latin-1 is read by the charset of its content type")
    void shouldReadLatin1() {
        var body = BODY.formatted("Größe").getBytes(ISO_8859_1);

        assertThat(alert(format, request(body, Map.of("content-type", "application/json; charset=ISO-8859-1")))
                .getLabels()).containsEntry("host", "Größe");
        assertThat(alert(format, request(body, Map.of("content-type", "application/json; charset=nonsense")))
                .getLabels()).containsEntry("host", "Gr\uFFFD\uFFFDe");
    }

    @ParameterizedTest(name = "{0}, byte order mark: {1}")
    @CsvSource({"UTF-8, true", "UTF-16BE, true", "UTF-16LE, true", "UTF-16BE, false", "UTF-16LE, false",
            "UTF-32BE, true", "UTF-32LE, true", "UTF-32BE, false", "UTF-32LE, false"})
    @DisplayName("A5: a body with a byte order mark or in UTF-16 is read as what it is")
    void shouldReadOtherEncodings(String charset, boolean mark) {
        var body = ((mark ? "\uFEFF" : "") + BODY.formatted("ü")).getBytes(Charset.forName(charset));

        var alert = alert(format, request(body, Map.of()));

        assertThat(alert.getLabels()).containsEntry("host", "ü");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"0", "\"5\"", "4.0", "\"4.0\"", "null", "{}", "[4]", "true", "\"x\"", "1e400"})
    @DisplayName("A5: a body of any version is read")
    void shouldReadAnyVersion(String version) {
        var alert = alert(format, request(BODY.formatted("h").replace("\"version\":\"4\"", "\"version\":" + version)));

        assertThat(alert.getName()).isEqualTo("A");
    }

    @Test
    @DisplayName("A5: a remark names an unknown version")
    void shouldRemarkOnTheVersion() {
        assertThat(alert(format, request(BODY.formatted("h").replace("\"4\"", "\"5\""))).getRemarks()).contains(
                "version '5' is unknown: read as 4");
        assertThat(alert(format, request(BODY.formatted("h"))).getRemarks()).noneMatch(remark -> remark.contains(
                "version"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            "pending"               | FIRING
            "suppressed"            | FIRING
            "burning"               | FIRING
            {"state":"suppressed"}  | FIRING
            {"state":"active"}      | FIRING
            7                       | FIRING
            true                    | FIRING
            []                      | FIRING
            null                    | FIRING
            " Firing "              | FIRING
            "RESOLVED"              | RESOLVED
            "normal"                | RESOLVED
            """)
    @DisplayName("A5: a status that is not known fires")
    void shouldFireInDoubt(String status, AlertStatus read) {
        var alert = alert(format, request(BODY.formatted("h").replace("\"firing\"", status)));

        assertThat(alert.getStatus()).isEqualTo(read);
    }

    @Test
    @DisplayName("A5: a remark names an unknown status, and a resolved body decides")
    void shouldRemarkOnAnUnknownStatus() {
        var fires = alert(format, request(BODY.formatted("h").replace("\"firing\"", "\"pending\"")));
        var over = alert(format, request("{\"status\":\"resolved\"," + BODY.formatted("h").replace("\"firing\"",
                "\"x\"").substring(1)));

        assertThat(fires.getRemarks()).contains("status 'pending' is unknown: firing assumed");
        assertThat(over.getRemarks()).contains("status 'x' is unknown: resolved, as in the body");
    }

    @Test
    @DisplayName("A5: long texts and names are cut, with a remark")
    void shouldCut() {
        var alert = alert(format, request(BODY.formatted("h").replace("\"summary\":\"s\"",
                "\"summary\":\"s\",\"big\":\""
                        + "x".repeat(300_000) + "\",\"" + "n".repeat(300) + "\":\"v\"")));

        assertThat(alert.getAnnotations().get("big")).hasSize(2048).endsWith("…");
        assertThat(alert.getAnnotations().keySet()).anyMatch(name -> name.startsWith("nnn") && name.length() == 128);
        assertThat(alert.getRemarks()).contains("annotation big truncated from 300000 to 2048 characters",
                "annotation name truncated from 300 to 128 characters".replace("a annotation", "an annotation"));
    }

    @Test
    @DisplayName("A5: the last value of a repeated label counts, with a remark, and the other alerts of the group pass")
    void shouldTakeTheLastOfTwo() {
        var alerts = alerts(format, request("""
                {"alerts":[{"status":"firing","labels":{"alertname":"A","a":"1","a":"2"}},
                {"status":"firing","status":"resolved","labels":{"alertname":"B"}},
                {"status":"firing","labels":{"alertname":"C"}}]}"""));

        assertThat(alerts).extracting(Alert::getName).containsExactly("A", "B", "C");
        assertThat(alerts.get(0).getLabels()).containsEntry("a", "2");
        assertThat(alerts.get(0).getRemarks()).contains("'a' occurs twice: last value used");
        assertThat(alerts.get(1).getStatus()).isEqualTo(AlertStatus.RESOLVED);
        assertThat(alerts.get(2).getRemarks()).noneMatch(remark -> remark.contains("twice"));
    }

    @Test
    @DisplayName("A5: all alerts of a repeated list are read")
    void shouldReadBothLists() {
        var alerts = alerts(format, request("""
                {"alerts":[{"status":"firing","labels":{"alertname":"A"}}],
                "alerts":[{"status":"firing","labels":{"alertname":"B"}}]}"""));

        assertThat(alerts).extracting(Alert::getName).containsExactly("A", "B");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{\"k\":[1,2,],}", "{\"path\":\"C:\\dir\"}", "{\"text\":\"two\nlines\"}", "NaN",
            "-Infinity",
            "+INF", "007", "{\"a\":1,\"a\":2}"})
    @DisplayName("A5: what templates get wrong in parts that nobody reads costs nobody the alert")
    void shouldReadInvalidJsonLeniently(String part) {
        var alert = alert(format, request(BODY.formatted("h").replace("{\"version\"", "{\"extra\":" + part
                + ",\"version\"")));

        assertThat(alert.getName()).isEqualTo("A");
    }

    @Test
    @DisplayName("A5: what is not quite JSON in a text that is read is mended, with a remark")
    void shouldRepairInvalidJsonWithRemark() {
        var alert = alert(format, request(BODY.formatted("C:\\dir\nline").replace("]}", ",]}")));

        assertThat(alert.getLabels().get("host")).isEqualTo("C:dir\nline");
        assertThat(alert.getRemarks()).anyMatch(remark -> remark.startsWith("invalid JSON"));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            "2026-03-10T11:00:00Z"           | 2026-03-10T11:00:00Z
            "2026-03-10T19:00:00.5+08:00"    | 2026-03-10T11:00:00.500Z
            1773140400                       | 2026-03-10T11:00:00Z
            1773140400000                    | 2026-03-10T11:00:00Z
            "0001-01-01T00:00:00Z"           | 2026-03-10T12:00:00Z
            0                                | 2026-03-10T12:00:00Z
            "9999-12-31T23:59:59Z"           | 2026-03-10T12:00:00Z
            "tomorrow"                       | 2026-03-10T12:00:00Z
            {"seconds":1}                    | 2026-03-10T12:00:00Z
            """)
    @DisplayName("A5: odd times are read, or receive time is used")
    void shouldReadOddTimes(String written, Instant read) {
        var alert = alert(format, request(BODY.formatted("h").replace("\"status\":", "\"startsAt\":" + written
                + ",\"status\":")));

        assertThat(alert.getStartsAt()).isEqualTo(read);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', textBlock = """
            labels        | null
            labels        | "x"
            labels        | [1]
            annotations   | 7
            annotations   | ["x"]
            values        | "81 %"
            values        | [1,2]
            generatorURL  | {}
            fingerprint   | {"a":1}
            endsAt        | []
            """)
    @DisplayName("A5: a member of the wrong type is as if it were missing")
    void shouldSurviveWrongTypes(String member, String value) {
        var alerts = alerts(format, request("""
                {"commonLabels":[],"commonAnnotations":"x","groupKey":{},"alerts":[{"status":"firing","annotations":
                {"summary":"s"},"labels":{"alertname":"A"},"%s":%s}]}""".formatted(member, value)));

        assertThat(alerts).hasSize(1).allMatch(alert -> alert.getStatus() == AlertStatus.FIRING);
    }

    @Test
    @DisplayName("A5: one alert in place of a list is read")
    void shouldReadOneAlertForAList() {
        var alert = alert(format, request("""
                {"alerts":{"status":"firing","labels":{"alertname":"A"}}}"""));

        assertThat(alert.getRemarks()).contains("alerts is not a list: read as one alert");
    }

    @Test
    @DisplayName("A5: an alert that cannot be read is left out alone, by its number")
    void shouldLeaveOutAlone() {
        var reading = format.read(request("""
                {"alerts":[{"status":"firing","labels":{"alertname":"A"}},7,{"status":"pending","labels":
                {"alertname":"B"}}]}"""));

        assertThat(reading).isInstanceOfSatisfying(Reading.Alerts.class, read -> {
            assertThat(read.alerts()).extracting(Alert::getName).containsExactly("A", "B");
            assertThat(read.leftOut()).hasValueSatisfying(refusal -> assertThat(refusal.detail()).contains(
                    "1 of the body's alerts", "Alert 2 of 3"));
        });
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', textBlock = """
            40                     | 40
            "40"                   | 40
            40.0                   | 40
            0                      | 0
            -3                     | 0
            null                   | 0
            "many"                 | 0
            18446744073709551615   | 2147483647
            """)
    @DisplayName("A10: the alert and a remark count the alerts that a sender omitted")
    void shouldRemarkOnOmittedAlerts(String written, int leftOut) {
        var alert = alert(format, request(BODY.formatted("h").replace("{\"version\"", "{\"truncatedAlerts\":" + written
                + ",\"version\"")));

        assertThat(alert.getTruncatedAlerts()).isEqualTo(leftOut);
        assertThat(alert.getRemarks().contains("the sender omitted " + leftOut
                + " alerts from this request")).isEqualTo(leftOut > 0);
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"MissingSeries, its series is missing", "RuleDeleted, the rule was deleted",
            "Else, Grafana reports Else"})
    @DisplayName("A10: a resolve of Grafana's that is no recovery says so")
    void shouldTellThatItDidNotRecover(String reason, String told) {
        var alert = alert(format, request(BODY.formatted("h").replace("\"firing\"", "\"resolved\"").replace(
                "\"summary\":\"s\"", "\"grafana_state_reason\":\"" + reason + "\"")));

        assertThat(alert.getEndReason()).isEqualTo(told);
        assertThat(alert(format, request(BODY.formatted("h"))).getEndReason()).isEmpty();
    }

    @Test
    @DisplayName("A14: an empty group and Grafana's test button are no alerts")
    void shouldNotAlertOnNothing() {
        assertThat(noAlert(format, request("{\"alerts\":[]}")).reason()).isEqualTo(NoAlertReason.NO_ALERTS_IN_GROUP);
        assertThat(noAlert(format, request("""
                {"version":"1","groupKey":"test-57c6d9296de2ad39-1773140400","alerts":[{"status":"firing","labels":
                {"alertname":"TestAlert","instance":"Grafana"}}]}""")).reason()).isEqualTo(NoAlertReason.TEST_SEND);
        assertThat(Requests.alerts(format, request("""
                {"groupKey":"{}:{alertname=\\"TestAlert\\"}","alerts":[{"status":"firing","labels":
                {"alertname":"TestAlert"}}]}"""))).hasSize(1);
    }
}
