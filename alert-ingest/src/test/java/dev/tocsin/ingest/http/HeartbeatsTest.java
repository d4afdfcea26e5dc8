package dev.tocsin.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.event.ReceivedRequest;
import dev.tocsin.event.Signal;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.policy.heartbeat.Beat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Calls of heartbeats, in the forms that clients of Healthchecks.io use. */
class HeartbeatsTest {

    private static final String POLICY = """
            heartbeats:
              - {name: backup, every: 1d, service: billing}
              - {name: watchdog, every: 5m, service: monitoring, match: 'alertname="Watchdog"'}
            """;
    private static final String[] JSON = {"Content-Type", "application/json"};

    private final IngestHarness ingest = IngestHarness.with();

    @BeforeEach
    void declare() {
        ingest.policy(POLICY);
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "POST", "PUT"})
    void shouldTakeAnyMethodAsABeatOfOneRecord(String method) {
        var answer = ingest.send(method, "/v1/heartbeat/backup", BodyPublishers.noBody());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(ingest.written()).containsExactly("tocsin.signals");
        assertThat(ingest.signals()).extracting(Signal::getServiceKey).containsExactly("billing");
        assertThat(beat()).isEqualTo(Beat.SUCCESS);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(textBlock = """
            /v1/heartbeat/backup/start, START,   RESOLVED, Heartbeat backup: a run started
            /v1/heartbeat/backup/fail,  FAIL,    FIRING,   Heartbeat backup: the run failed
            /v1/heartbeat/backup/0,     SUCCESS, RESOLVED, Heartbeat backup came
            /v1/heartbeat/backup/3,     FAIL,    FIRING,   Heartbeat backup: the run failed: exit code 3
            /v1/heartbeat/backup/,      SUCCESS, RESOLVED, Heartbeat backup came
            /v1/heartbeat/backup?rid=1, SUCCESS, RESOLVED, Heartbeat backup came
            """)
    void shouldReadWhatTheCallSays(String path, Beat beat, AlertStatus status, String summary) {
        ingest.get(path);

        assertThat(beat()).isEqualTo(beat);
        assertThat(ingest.alerts()).singleElement().returns(status, Alert::getStatus).returns(summary,
                Alert::getSummary).returns("heartbeat:backup", Alert::getIdentity);
    }

    @Test
    void shouldKeepTheTextOfTheSender() {
        ingest.post("/v1/heartbeat/backup/fail", "disk full\u0000");

        assertThat(ingest.alerts()).singleElement().extracting(Alert::getDescription).asString().startsWith(
                "disk full");
        assertThat(ingest.received()).singleElement().extracting(ReceivedRequest::getSource).isEqualTo("heartbeat");
    }

    @Test
    void shouldStoreALogEntryThatIsNoBeat() {
        var answer = ingest.post("/v1/heartbeat/backup/log", "halfway");

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(ingest.signals()).isEmpty();
        assertThat(ingest.received()).hasSize(1);
    }

    /** Whoever calls it believes to be watched. */
    @ParameterizedTest
    @ValueSource(strings = {"/v1/heartbeat/back-up", "/v1/heartbeat/backup/256", "/v1/heartbeat/backup/begin",
            "/v1/heartbeat/backup/0/0"})
    void shouldRefuseAndQuarantineWhatIsUnknown(String path) {
        var answer = ingest.get(path);

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(ingest.quarantined()).hasSize(1);
        assertThat(ingest.ownAlerts()).hasSize(1);
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    void shouldAskForTheTokenOfTheSource() {
        try (var guarded = IngestHarness.with("sources.heartbeat.token", "right")) {
            guarded.policy(POLICY);
            var right = guarded.send("GET", "/v1/heartbeat/backup", BodyPublishers.noBody(), "Authorization",
                    "Bearer right");

            assertThat(right.statusCode()).isEqualTo(200);
            assertThat(guarded.get("/v1/heartbeat/backup").statusCode()).isEqualTo(401);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            /v1/alertmanager | {"alerts":[{"status":"firing","labels":{"alertname":"Watchdog"}},{"status":"firing","labels":{"alertname":"Down","job":"db"}}]}
            /api/v2/alerts   | [{"labels":{"alertname":"Watchdog"}},{"labels":{"alertname":"Down","job":"db"}}]
            """)
    void shouldTakeTheWatchdogOfEveryRoadAsABeatAndNoIncident(String path, String body) {
        ingest.post(path, body, JSON);

        assertThat(ingest.alerts()).extracting(Alert::getName).containsExactly("Down", "HeartbeatMissed");
        assertThat(ingest.alerts().getLast()).returns("heartbeat:watchdog", Alert::getIdentity).returns(
                AlertStatus.RESOLVED, Alert::getStatus);
        assertThat(ingest.signals()).extracting(Signal::getServiceKey).containsExactly("db", "monitoring");
    }

    @Test
    void shouldNotTakeTheResolveOfTheWatchdogAsABeat() {
        ingest.post("/v1/alertmanager", """
                {"alerts":[{"status":"resolved","labels":{"alertname":"Watchdog"}}]}""", JSON);

        assertThat(ingest.alerts()).extracting(Alert::getName).containsExactly("Watchdog");
    }

    @Test
    void shouldBeToldToComeAgainWhileThePolicyIsUnknown() {
        ingest.forgetPolicy();

        assertThat(ingest.get("/v1/heartbeat/backup").statusCode()).isEqualTo(503);
    }

    private Beat beat() {
        return ingest.alerts().stream().map(Beat::of).flatMap(Optional::stream).findFirst().orElseThrow();
    }
}
