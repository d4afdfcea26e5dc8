package dev.tocsin.ingest.publish;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.Signal;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class AlertBatchesTest {

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:00Z");

    private final AlertBatches batches = new AlertBatches("01abc", NOW);

    @Test
    @DisplayName("A7: alerts of one request and service are one signal, in the request's order")
    void shouldPutAlertsOfAServiceTogether() {
        var signals = batches.signals(List.of(alert("a", "shop"), alert("b", "pay"), alert("c", "shop")),
                AlertBatchesTest::service, false);

        assertThat(signals).extracting(Signal::getId).containsExactly("01abc-0", "01abc-1");
        assertThat(signals).extracting(Signal::getServiceKey).containsExactly("shop", "pay");
        assertThat(signals).extracting(Signal::getHomeKey).containsOnly("");
        assertThat(identities(signals.getFirst())).containsExactly("a", "c");
        assertThat(identities(signals.getLast())).containsExactly("b");
    }

    @Test
    @DisplayName("A7: a huge group becomes several signals of at most 200 alerts, none lost")
    void shouldBoundTheAlertsOfASignal() {
        var alerts = IntStream.range(0, 450).mapToObj(i -> alert("a" + i, "shop")).toList();

        var signals = batches.signals(alerts, AlertBatchesTest::service, false);

        assertThat(signals).extracting(signal -> identities(signal).size()).containsExactly(200, 200, 50);
        assertThat(signals.stream().flatMap(signal -> identities(signal).stream())).containsExactlyElementsOf(alerts
                .stream().map(Alert::getIdentity).toList());
    }

    @Test
    @DisplayName("A7: alerts with long texts become several signals of at most 256 kB")
    void shouldBoundTheBytesOfASignal() {
        var long40kB = "ä".repeat(20_000);
        var alerts = IntStream.range(0, 20).mapToObj(i -> Alert.newBuilder(alert("a" + i, "shop")).setAnnotations(Map
                .of("text", long40kB)).build()).toList();

        var signals = batches.signals(alerts, AlertBatchesTest::service, false);

        assertThat(signals).extracting(signal -> identities(signal).size()).containsExactly(6, 6, 6, 2);
    }

    @Test
    void shouldTakeAnAlertThatIsLargerThanASignalMayBe() {
        var alert = Alert.newBuilder(alert("a", "shop")).setAnnotations(Map.of("text", "x".repeat(300_000))).build();

        assertThat(batches.signals(List.of(alert), AlertBatchesTest::service, false)).hasSize(1);
    }

    @Test
    @DisplayName("A3: an alert whose identity outlives its labels goes alone to the partition of its identity")
    void shouldSendIdentitiesThatOutliveLabelsHome() {
        var signals = batches.signals(List.of(alert("a", "shop"), alert("b", "shop")), AlertBatchesTest::service, true);

        assertThat(signals).extracting(Signal::getHomeKey).containsExactly("a", "b");
        assertThat(signals).extracting(Signal::getServiceKey).containsExactly("shop", "shop");
        assertThat(signals).allMatch(signal -> signal.getMoreAlerts().isEmpty());
    }

    private static String service(Alert alert) {
        return alert.getLabels().get("service");
    }

    private static List<String> identities(Signal signal) {
        return Stream.concat(Stream.of((Alert) signal.getBody()), signal.getMoreAlerts().stream()).map(
                Alert::getIdentity).toList();
    }

    private static Alert alert(String identity, String service) {
        return Alert.newBuilder().setIdentity(identity).setSource("s").setFormat("alertmanager").setStatus(
                AlertStatus.FIRING).setName("A").setSummary("A").setLabels(Map.of("service", service)).setStartsAt(NOW)
                .setReceivedId("01abc").build();
    }
}
