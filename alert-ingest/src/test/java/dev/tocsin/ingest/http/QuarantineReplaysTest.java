package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.QuarantineReplay;
import dev.tocsin.event.QuarantinedRequest;
import dev.tocsin.event.ReplayState;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.IngestHarness;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Replays of quarantined requests, through the formats and the policy of now. */
class QuarantineReplaysTest {

    private static final String[] JSON = {"Content-Type", "application/json"};
    private static final String MAPPING = """
            mappings:
              json: {identity: [item.check], summary: item.text, labels: {service: item.app}}
            """;
    private static final String BODY = "{\"check\": \"disk\", \"text\": \"Disk is full\", \"app\": \"billing\"}";

    private final IngestHarness ingest = IngestHarness.with("sources.changes.token", "a-token-of-the-pipeline");

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldReplayWhatThePolicyOfNowCanRead() {
        ingest.policy("");
        ingest.post("/v1/json", BODY, JSON);
        ingest.policy(MAPPING);
        var own = ingest.ownAlerts().size();

        replay(false);

        assertThat(ingest.alerts()).singleElement().returns("Disk is full", Alert::getSummary);
        assertThat(ingest.signals()).filteredOn(signal -> signal.getServiceKey().equals("billing")).singleElement()
                .returns(request().getId() + "-0", Signal::getId).returns(request().getReceivedAt(),
                        Signal::getReceivedAt);
        assertThat(ingest.replayed()).singleElement().returns(ReplayState.REPLAYED, QuarantineReplay::getState).returns(
                1, QuarantineReplay::getRecords).returns("ada", QuarantineReplay::getActor).returns(Optional.of(
                        ingest.clock.instant()), QuarantineReplay::getEndedAt);
        assertThat(ingest.quarantined()).hasSize(1);
        assertThat(ingest.ownAlerts()).hasSize(own);
    }

    @Test
    void shouldSayWhyARequestIsStillRefused() {
        ingest.policy("");
        ingest.post("/v1/alertmanager", "{", JSON);
        var own = ingest.ownAlerts().size();

        replay(false);

        assertThat(ingest.replayed()).singleElement().returns(ReplayState.REFUSED, QuarantineReplay::getState).returns(
                "not-json", QuarantineReplay::getReason);
        assertThat(ingest.quarantined()).as("it is there already").hasSize(1);
        assertThat(ingest.ownAlerts()).hasSize(own);
    }

    @Test
    void shouldPageNobodyForOldNewsUnlessAPersonSaysSo() {
        ingest.policy("");
        ingest.post("/v1/json", BODY, JSON);
        ingest.policy(MAPPING);
        ingest.clock.advance(Duration.ofMinutes(61));

        replay(false);

        assertThat(ingest.alerts()).isEmpty();
        assertThat(ingest.replayed()).singleElement().returns(ReplayState.STALE, QuarantineReplay::getState).satisfies(
                outcome -> assertThat(outcome.getDetail()).contains("1 h", "Disk is full (firing since"));
        replay(true);
        assertThat(ingest.alerts()).hasSize(1);
        assertThat(ingest.replayed()).last().returns(ReplayState.REPLAYED, QuarantineReplay::getState);
    }

    @Test
    void shouldReplayAnOldChange() {
        ingest.policy("");
        var request = QuarantinedRequest.newBuilder(quarantinedChange()).setReceivedAt(ingest.clock.instant().minus(
                Duration.ofDays(3))).build();

        ingest.replays.replay(asked(request.getId(), false), Optional.of(request)).join();

        assertThat(ingest.replayed()).singleElement().returns(ReplayState.REPLAYED, QuarantineReplay::getState);
        assertThat(ingest.signals()).hasSize(1);
    }

    @Test
    void shouldNotReplayAnAlertWhoseSenderGaveAnEndThatHasPassed() {
        ingest.policy("");
        var request = QuarantinedRequest.newBuilder(quarantinedChange()).setSource("alertmanager").setFormat(
                "alertmanager").setBody(java.nio.ByteBuffer.wrap("""
                        [{"labels": {"alertname": "Down"}, "startsAt": "2026-03-10T11:50:00Z",
                          "endsAt": "2026-03-10T12:04:00Z"}]""".getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                .setReceivedAt(ingest.clock.instant()).build();
        ingest.clock.advance(Duration.ofMinutes(10));

        ingest.replays.replay(asked(request.getId(), true), Optional.of(request)).join();

        assertThat(ingest.replayed()).singleElement().returns(ReplayState.STALE, QuarantineReplay::getState);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldNotReplayWhatIsNotAuthenticOrIncomplete() {
        ingest.policy("");
        ingest.post("/v1/changes", "{}", JSON);
        var forged = request();
        var cut = QuarantinedRequest.newBuilder(quarantinedChange()).setBodyTruncated(true).build();

        ingest.replays.replay(asked(forged.getId(), true), Optional.of(forged)).join();
        ingest.replays.replay(asked(cut.getId(), true), Optional.of(cut)).join();
        ingest.replays.replay(asked("gone", true), Optional.empty()).join();

        assertThat(ingest.replayed()).extracting(QuarantineReplay::getReason).containsExactly("not-authentic",
                "truncated", "missing");
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldTryLaterWhileThePolicyIsNotKnown() {
        ingest.policy("");
        ingest.post("/v1/alertmanager", "{", JSON);
        var request = request();
        ingest.forgetPolicy();

        assertThat(ingest.replays.ready()).isFalse();
        var json = QuarantinedRequest.newBuilder(request).setSource("json").setFormat("json").build();
        assertThatThrownBy(() -> ingest.replays.replay(asked(json.getId(), false), Optional.of(json)).join())
                .hasMessageContaining("policy");
        assertThat(ingest.replayed()).isEmpty();
    }

    private void replay(boolean old) {
        ingest.replays.replay(asked(request().getId(), old), Optional.of(request())).join();
    }

    private QuarantinedRequest request() {
        return ingest.quarantined().getFirst();
    }

    private QuarantineReplay asked(String id, boolean old) {
        return QuarantineReplay.newBuilder().setId(id).setState(ReplayState.REQUESTED).setActor("ada").setRequestedAt(
                ingest.clock.instant()).setOld(old).build();
    }

    /** As if the reader of changes had failed on it. */
    private QuarantinedRequest quarantinedChange() {
        return QuarantinedRequest.newBuilder().setId("01m8q6eezn667bva594403thtv").setSource("changes").setFormat(
                "changes").setReceivedAt(ingest.clock.instant()).setPath("/v1/changes").setHeaders(java.util.Map.of(
                        "content-type", "application/json")).setBody(java.nio.ByteBuffer.wrap(
                                "{\"service\": \"billing\", \"summary\": \"4.2.0\", \"id\": \"17\"}".getBytes(
                                        java.nio.charset.StandardCharsets.UTF_8))).setAuthenticity(
                                                dev.tocsin.event.Authenticity.VERIFIED).setReason("reader-failed")
                .setDetail("").build();
    }
}
