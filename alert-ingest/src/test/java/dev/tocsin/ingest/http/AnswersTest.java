package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;

import dev.tocsin.event.Command;
import dev.tocsin.event.CommandKind;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.authenticity.PagerDutySignature;
import dev.tocsin.schemas.outside.OutsideKey;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An acknowledge comes back from where people were paged (D5). */
class AnswersTest {

    private static final String INCIDENT = "0a1b2c3d-abcdefgh2345";
    private static final String KEY = OutsideKey.of(INCIDENT, 1, "pager:").text();

    private final IngestHarness ingest = IngestHarness.with("sources.pagerduty.secret", "shared",
            "sources.opsgenie.token", "knock");

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAcknowledgeWhatAPersonAcknowledgedInPagerDuty() {
        var response = pagerDuty(event("incident.acknowledged", "user_reference", KEY));

        assertThat(response).isEqualTo(202);
        assertThat(ingest.written()).containsExactly("tocsin.received", "tocsin.signals");
        assertThat(commands()).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ACKNOWLEDGE);
            assertThat(command.getIncidentId()).isEqualTo(INCIDENT);
            assertThat(command.getActor()).isEqualTo("Ada Lovelace");
            assertThat(command.getVia()).isEqualTo("pagerduty");
            assertThat(command.getIssuedAt()).isEqualTo(Instant.parse("2026-03-10T11:59:58Z"));
            assertThat(command.getArguments()).containsEntry("round", "1");
        });
    }

    @Test
    void shouldKnowAPersonByTheirAccountAtThePager() {
        ingest.wholePolicy(Pages.POLICY);

        pagerDuty(event("incident.acknowledged", "user_reference", KEY).replace("\"agent\":{\"id\":\"PXPGF42\",",
                "\"agent\":{\"id\":\"PJ0LVEB\","));
        ingest.post("/v1/opsgenie", """
                {"action":"Acknowledge","alert":{"alertId":"a-1","alias":"%s","username":"Dora@example.org","updatedAt":1},
                "source":{"name":"","type":"web"}}""".formatted(KEY), "Content-Type", "application/json",
                "Authorization",
                "Bearer knock");

        assertThat(commands()).extracting(Command::getActor).containsExactly("dora", "dora");
    }

    @Test
    void shouldPutTheCommandWhereTheIncidentsLogLies() {
        pagerDuty(event("incident.resolved", "user_reference", KEY));

        assertThat(ingest.partitions(Topics.SIGNALS)).containsExactly(ServiceKeys.partitionOfIncident(INCIDENT,
                IngestHarness.PARTITIONS));
        assertThat(commands()).extracting(Command::getKind).containsExactly(CommandKind.RESOLVE);
    }

    @Test
    void shouldGiveTheSameEventTheSameCommandWhenPagerDutySendsItAgain() {
        pagerDuty(event("incident.acknowledged", "user_reference", KEY));
        pagerDuty(event("incident.acknowledged", "user_reference", KEY));

        assertThat(commands()).extracting(Command::getId).hasSize(2).containsOnly(commands().getFirst().getId());
    }

    @ParameterizedTest(name = "{0} by {1} is {2}")
    @CsvSource({"incident.unacknowledged, null, UNACKNOWLEDGE",
            "incident.unacknowledged, user_reference, UNACKNOWLEDGE",
            "incident.reopened, user_reference, REOPEN", "incident.reopened, service_reference, REOPEN"})
    @DisplayName("A9: what PagerDuty takes back or opens again, whoever did it, is a command")
    void shouldFollowPagerDutyBack(String type, String agent, CommandKind kind) {
        var body = event(type, agent, KEY);

        pagerDuty(agent.equals("null") ? body.replaceFirst("\"agent\":\\{[^}]*}", "\"agent\":null") : body);

        assertThat(commands()).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(kind);
            assertThat(command.getIncidentId()).isEqualTo(INCIDENT);
            assertThat(command.getActor()).isNotBlank();
            assertThat(command.getArguments()).containsEntry("round", "1");
        });
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"UnAcknowledge, UNACKNOWLEDGE", "unacknowledge, UNACKNOWLEDGE", "Reopen, REOPEN"})
    @DisplayName("A9: what Opsgenie takes back is a command, by its API too")
    void shouldFollowOpsgenieBack(String action, CommandKind kind) {
        var body = """
                {"action":"%s","alert":{"alertId":"a-1","alias":"%s","username":"ada@example.org","updatedAt":1},
                "source":{"name":"","type":"api"}}""".formatted(action, KEY);

        var response = ingest.post("/v1/opsgenie", body, "Content-Type", "application/json", "Authorization",
                "Bearer knock");

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(commands()).extracting(Command::getKind).containsExactly(kind);
    }

    @ParameterizedTest
    @CsvSource({"pagey.ping, user_reference, test-send",
            "incident.priority_updated, user_reference, answer-of-no-consequence",
            "incident.acknowledged, inbound_integration_reference, answer-of-a-machine",
            "incident.resolved, service_reference, answer-of-a-machine"})
    void shouldStoreButIgnoreEventsWithoutHumanAuthor(String type, String agent, String reason) {
        var response = post(event(type, agent, KEY));

        assertThat(json(response).path("reason").asString()).isEqualTo(reason);
        assertThat(ingest.signals()).isEmpty();
        assertThat(ingest.received()).hasSize(1);
    }

    @Test
    void shouldLeaveAloneWhatWeDidNotOpen() {
        var response = post(event("incident.acknowledged", "user_reference", "srv01/HTTP"));

        assertThat(json(response).path("reason").asString()).isEqualTo("answer-about-something-else");
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldLetNobodyAcknowledgeWithoutARightSignature() {
        var event = event("incident.acknowledged", "user_reference", KEY);

        assertThat(ingest.post("/v1/pagerduty", event, "Content-Type", "application/json").statusCode()).isEqualTo(401);
        assertThat(ingest.post("/v1/pagerduty", event, "Content-Type", "application/json", "X-PagerDuty-Signature",
                PagerDutySignature.of("other", event.getBytes(UTF_8))).statusCode()).isEqualTo(403);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldTakeOneRightSignatureAmongSeveralWhileASecretIsRotated() {
        var event = event("incident.acknowledged", "user_reference", KEY);
        var signatures = PagerDutySignature.of("next", event.getBytes(UTF_8)) + "," + PagerDutySignature.of("shared",
                event.getBytes(UTF_8));

        var response = ingest.post("/v1/pagerduty", event, "Content-Type", "application/json", "X-PagerDuty-Signature",
                signatures);

        assertThat(response.statusCode()).isEqualTo(202);
        assertThat(commands()).hasSize(1);
    }

    @Test
    void shouldRefuseBodyThatIsNotAPagerDutyWebhook() {
        assertThat(pagerDuty("{\"messages\":[]}")).isEqualTo(422);
        assertThat(ingest.quarantined()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Acknowledge, ACKNOWLEDGE", "Close, RESOLVE", "AddNote, ADD_NOTE"})
    void shouldTakeAnswersFromOpsgenie(String action, CommandKind kind) {
        var response = opsgenie(action, "web", "Authorization", "Bearer knock");

        assertThat(response).isEqualTo(202);
        assertThat(commands()).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(kind);
            assertThat(command.getIncidentId()).isEqualTo(INCIDENT);
            assertThat(command.getActor()).isEqualTo("ada@example.org");
            assertThat(command.getVia()).isEqualTo("opsgenie");
            assertThat(command.getNote()).isEqualTo("looking at it");
        });
    }

    @Test
    void shouldDoNothingForWhatWeToldOpsgenieOurselves() {
        assertThat(opsgenie("Close", "API", "Authorization", "Bearer knock")).isEqualTo(202);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldLetNobodyAnswerForOpsgenieWithoutTheToken() {
        assertThat(opsgenie("Acknowledge", "web")).isEqualTo(401);
        assertThat(opsgenie("Acknowledge", "web", "Authorization", "Bearer guess")).isEqualTo(401);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldTakeNoAnswersAtAllFromASourceThatIsNotConfigured() {
        try (var bare = IngestHarness.with()) {
            var response = bare.post("/v1/pagerduty", event("incident.acknowledged", "user_reference", KEY),
                    "Content-Type", "application/json");

            assertThat(response.statusCode()).isEqualTo(403);
            assertThat(bare.signals()).isEmpty();
        }
    }

    private int pagerDuty(String event) {
        return post(event).statusCode();
    }

    private java.net.http.HttpResponse<String> post(String event) {
        return ingest.post("/v1/pagerduty", event, "Content-Type", "application/json", "X-PagerDuty-Signature",
                PagerDutySignature.of("shared", event.getBytes(UTF_8)));
    }

    private int opsgenie(String action, String source, String... headers) {
        var all = new java.util.ArrayList<>(List.of("Content-Type", "application/json"));
        all.addAll(List.of(headers));
        return ingest.post("/v1/opsgenie", """
                {"action":"%s","alert":{"alertId":"052652ac","message":"[SEV1] checkout","alias":"%s",
                 "username":"ada@example.org","note":"looking at it","updatedAt":1773143998000},
                 "source":{"name":"","type":"%s"},"integrationName":"Tocsin","integrationType":"Webhook"}"""
                .formatted(action, KEY, source), all.toArray(String[]::new)).statusCode();
    }

    private static String event(String type, String agent, String key) {
        return """
                {"event":{"id":"01DEN0V3VHQ0H5ONZK9QTLX2L0","event_type":"%s","resource_type":"incident",
                 "occurred_at":"2026-03-10T11:59:58Z","agent":{"id":"PXPGF42","summary":"Ada Lovelace","type":"%s"},
                 "client":null,"data":{"id":"PT4KHLK","type":"incident","number":1234,"status":"acknowledged",
                 "incident_key":"%s","title":"[SEV1] checkout","service":{"id":"PIJ90N7","type":"service_reference"}}}}"""
                .formatted(type, agent, key);
    }

    private List<Command> commands() {
        return ingest.signals().stream().map(signal -> (Command) signal.getBody()).toList();
    }
}
