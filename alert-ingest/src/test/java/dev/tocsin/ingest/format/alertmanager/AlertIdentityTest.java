package dev.tocsin.ingest.format.alertmanager;

import static dev.tocsin.ingest.Requests.alert;
import static dev.tocsin.ingest.Requests.alerts;
import static dev.tocsin.ingest.Requests.payload;
import static dev.tocsin.ingest.Requests.request;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.Requests;
import dev.tocsin.ingest.format.AlertFormat;
import dev.tocsin.ingest.format.Identity;
import dev.tocsin.ingest.format.Reading;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AlertIdentityTest {

    private final AlertFormat format = new AlertmanagerFormat();

    @Test
    @DisplayName("A4 (a): labels that stand only in commonLabels tell alerts of two bodies apart")
    void shouldCompleteLabelsBeforeTakingTheIdentity() {
        var disk = alert(format, request(
                """
                {"commonLabels":{"alertname":"Disk","host":"a"},"alerts":[{"status":"firing","labels":{"team":"x"}}]}"""));
        var cpu = alert(format, request(
                """
                {"commonLabels":{"alertname":"Cpu","host":"a"},"alerts":[{"status":"firing","labels":{"team":"x"}}]}"""));
        var over = alert(format, request(
                """
                {"groupLabels":{"alertname":"Disk"},"commonLabels":{"host":"a","alertname":""},"alerts":[
                {"status":"resolved","labels":{"team":"x"}}]}"""));

        assertThat(disk.getIdentity()).isNotEqualTo(cpu.getIdentity()).isEqualTo(over.getIdentity());
        assertThat(disk.getLabels()).containsOnly(Map.entry("alertname", "Disk"), Map.entry("host", "a"),
                Map.entry("team", "x"));
    }

    @Test
    @DisplayName("A4 (a): the group's labels never win over the alert's own")
    void shouldLetOwnLabelsWin() {
        var alert = alert(format, request(
                """
                {"commonLabels":{"host":"b"},"alerts":[{"status":"firing","labels":{"alertname":"A","host":"a"}}]}"""));

        assertThat(alert.getLabels()).containsEntry("host", "a");
    }

    @Test
    @DisplayName("A4 (b): one claimed fingerprint on two label sets in two bodies gives two alerts")
    void shouldNotBelieveAFingerprintThatDoesNotFit() {
        var one = alert(format, request(claiming("firing", "deadbeefdeadbeef", "a")));
        var other = alert(format, request(claiming("firing", "deadbeefdeadbeef", "b")));

        assertThat(one.getIdentity()).isNotEqualTo(other.getIdentity());
        assertThat(one.getRemarks()).contains(
                "fingerprint 'deadbeefdeadbeef' does not match the labels: computed from the labels");
    }

    @Test
    @DisplayName("A4 (c): one claimed fingerprint on two label sets in one body, resolved one by one, ends one by one")
    void shouldResolveOneByOne() {
        var firing = alerts(format, request("""
                {"alerts":[{"status":"firing","fingerprint":"f","labels":{"alertname":"A","host":"a"}},
                {"status":"firing","fingerprint":"f","labels":{"alertname":"A","host":"b"}}]}"""));

        var first = alert(format, request(claiming("resolved", "f", "a")));
        var second = alert(format, request(claiming("resolved", "f", "b")));

        assertThat(firing).extracting(Alert::getIdentity).containsExactly(first.getIdentity(), second.getIdentity())
                .doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("A4 (d): alerts without labels are told apart by their annotations, and known again")
    void shouldTellUnlabelledAlertsApart() {
        var body = """
                {"alerts":[{"status":"%1$s","annotations":{"summary":"disk full"}},
                {"status":"%1$s","labels":{},"annotations":{"summary":"cpu hot"}},{"status":"%1$s"}]}""";

        var firing = alerts(format, request(body.formatted("firing")));
        var resolved = alerts(format, request(body.formatted("resolved")));

        assertThat(firing).extracting(Alert::getSummary).containsExactly("disk full", "cpu hot", "unnamed alert");
        assertThat(firing).extracting(Alert::getIdentity).doesNotHaveDuplicates()
                .containsExactlyElementsOf(resolved.stream().map(Alert::getIdentity).toList());
        assertThat(firing.getFirst().getRemarks()).contains(
                "the alert has no labels: identified by its annotations");
    }

    @Test
    @DisplayName("A4 (e): alerts that differ only in a nested label are two, whatever the order of its members")
    void shouldCountNestedLabels() {
        var alerts = alerts(format, request("""
                {"alerts":[{"status":"firing","labels":{"alertname":"A","pod":{"name":"a","ns":"x"}}},
                {"status":"firing","labels":{"alertname":"A","pod":{"name":"b","ns":"x"}}},
                {"status":"firing","labels":{"alertname":"A","pod":["a"]}},
                {"status":"firing","labels":{"pod":{"ns":"x","name":"a"},"alertname":"A"}}]}"""));

        assertThat(alerts).hasSize(3);
        assertThat(alerts.getFirst().getLabels()).containsEntry("pod", "{\"name\":\"a\",\"ns\":\"x\"}");
        assertThat(alerts.getFirst().getRemarks()).contains("'pod' is not a string: kept as JSON",
                "occurs 2 times in the body: all identical");
    }

    @Test
    @DisplayName("A4: a fingerprint that fits is the identity, so that an upgrade does not change it")
    void shouldKeepTheIdentityOfRealAlertmanagers() {
        var fitting = alerts(format, payload("alertmanager/firing-two-instances-no-grouping")).getFirst();

        assertThat(fitting.getIdentity()).isEqualTo(Identity.of("shop", "fingerprint", LabelFingerprint.of(fitting
                .getLabels())));
        assertThat(fitting.getRemarks()).noneMatch(remark -> remark.contains("fit"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"alertname\":\"A\",\"code\":500,\"up\":true}",
            "{\"up\":\"true\",\"code\":\"500\",\"alertname\":\"A\"}",
            "{\"alertname\":\"A\",\"code\":500,\"up\":true,\"empty\":\"\",\"gone\":null}"})
    @DisplayName("A4: order, JSON types and empty labels make no other alert")
    void shouldKnowOneAlertInEverySpelling(String labels) {
        var alert = alert(format, request("{\"alerts\":[{\"status\":\"firing\",\"labels\":" + labels + "}]}"));

        assertThat(alert.getIdentity()).isEqualTo(Identity.of("shop", "fingerprint", LabelFingerprint.of(Map.of(
                "alertname", "A", "code", "500", "up", "true"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "true", "{}", "[]", "null", "\"\"", "\"  \"", "\"C6EADFFA33FCDF37\""})
    @DisplayName("A4: the labels decide, whatever the fingerprint says")
    void shouldSurviveAnyFingerprint(String fingerprint) {
        var alert = alert(format, request("{\"alerts\":[{\"status\":\"firing\",\"labels\":{\"alertname\":\"A\"},"
                + "\"fingerprint\":" + fingerprint + "}]}"));

        assertThat(alert.getIdentity()).isEqualTo(Identity.of("shop", "fingerprint", LabelFingerprint.of(Map.of(
                "alertname", "A"))));
    }

    @Test
    @DisplayName("A4: Grafana's hidden rule id tells alerts with the same labels apart; its contact point does not")
    void shouldTakeGrafanasRuleBesideTheLabels() {
        var one = alert(format, request(grafana("firing", "rule-a", "1111111111111111")));
        var other = alert(format, request(grafana("firing", "rule-b", "2222222222222222")));
        var afterRenaming = alert(format, request(grafana("resolved", "rule-a", "3333333333333333")));

        assertThat(one.getIdentity()).isNotEqualTo(other.getIdentity()).isEqualTo(afterRenaming.getIdentity());
        assertThat(one.getRemarks()).noneMatch(remark -> remark.contains("fingerprint"));
    }

    @Test
    @DisplayName("A4: an alert of Grafana's that came through an Alertmanager keeps the identity of its labels")
    void shouldKeepTheIdentityOfGrafanasAlertsBehindAnAlertmanager() {
        var labels = Map.of("alertname", "Disk", "__alert_rule_uid__", "rule-a");

        var alert = alert(format, request(grafana("firing", "rule-a", LabelFingerprint.of(labels)).replace(
                "\"grafana_folder\":\"x\"", "\"__alert_rule_uid__\":\"rule-a\"")));

        assertThat(alert.getIdentity()).isEqualTo(Identity.of("shop", "fingerprint", LabelFingerprint.of(labels)));
    }

    @Test
    @DisplayName("A4: a remark describes the dropped copy of a repeated alert")
    void shouldRemarkOnDroppedAlert() {
        var reading = format.read(request("""
                {"alerts":[{"status":"firing","labels":{"alertname":"A"},"values":{"B":5},"annotations":{"summary":"5"}},
                {"status":"firing","labels":{"alertname":"A"},"values":{"B":88},"annotations":{"summary":"88"}}]}"""));

        assertThat(reading).isInstanceOfSatisfying(Reading.Alerts.class, read -> {
            assertThat(read.folded()).isOne();
            assertThat(read.alerts()).singleElement().satisfies(kept -> {
                assertThat(kept.getValues()).containsEntry("B", 88.0);
                assertThat(kept.getRemarks()).anyMatch(remark -> remark.startsWith("occurs 2 times in the body")
                        && remark.contains("'5'") && remark.contains("{B=5.0}"));
            });
        });
    }

    @Test
    @DisplayName("A4: two firing and one resolved of one claimed fingerprint keep their own states")
    void shouldKeepStatesApart() {
        var states = alerts(format, payload("alertmanager/mixed-firing-and-resolved-offset-times"));

        assertThat(states).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING, AlertStatus.RESOLVED,
                AlertStatus.FIRING, AlertStatus.FIRING);
        assertThat(List.copyOf(states)).extracting(Alert::getIdentity).doesNotHaveDuplicates();
        assertThat(states).allSatisfy(alert -> assertThat(alert.getReceivedId()).isEqualTo(Requests.request("").id()));
    }

    private static String claiming(String status, String fingerprint, String host) {
        return """
                {"alerts":[{"status":"%s","fingerprint":"%s","labels":{"alertname":"A","host":"%s"}}]}"""
                .formatted(status, fingerprint, host);
    }

    private static String grafana(String status, String rule, String fingerprint) {
        return """
                {"version":"1","orgId":1,"alerts":[{"status":"%s","labels":{"alertname":"Disk","grafana_folder":"x"},
                "generatorURL":"https://g.example/alerting/grafana/%s/view?orgId=1","fingerprint":"%s"}]}"""
                .formatted(status, rule, fingerprint);
    }
}
