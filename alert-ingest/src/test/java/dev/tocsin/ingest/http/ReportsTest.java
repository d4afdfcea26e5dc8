package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;

import dev.tocsin.event.Alert;
import dev.tocsin.event.AlertStatus;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.authenticity.SlackSignature;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reports over the API and by the command of Slack. */
class ReportsTest {

    private static final String SIGNING = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String POLICY = """
            service: {labels: [service]}
            services: {checkout: {}, payments: {}}
            reports:
              impacts:
                - {name: down, title: Nothing works, severity: SEV1}
                - {name: slow, title: It is slow, severity: SEV1}
            """;
    private static final String[] JSON = {"Content-Type", "application/json"};

    private final IngestHarness ingest = Pages.ingest("sources.slack.secret", SIGNING);

    @BeforeEach
    void publish() {
        ingest.policy(POLICY);
    }

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldTakeAReportOfAHelpDesk() {
        var answer = ingest.post("/v1/report", """
                {"id": "TICKET-17", "summary": "Nobody can pay", "service": "CHECKOUT", "impact": "down",
                 "reporter": {"name": "Ada", "email": "ada@example.org", "kind": "staff"}, "customer": "Acme",
                 "startedAt": "2026-03-10T11:30:00Z", "url": "https://desk.example.org/17",
                 "labels": {"environment": "prod", "via": "pigeon"}}""", JSON);

        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(json(answer).path("reference").asString()).matches("R-[0-9A-F]{8}");
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getLabels()).containsEntry("service", "checkout").containsEntry("severity", "SEV1")
                    .containsEntry("reporter", "staff").containsEntry("environment", "prod").containsEntry("via",
                            "api");
            assertThat(alert.getAnnotations()).containsEntry("reporter_contact", "ada@example.org").containsEntry(
                    "customer", "Acme");
            assertThat(alert.getStartsAt()).isEqualTo("2026-03-10T11:30:00Z");
            assertThat(alert.getLinks()).singleElement().satisfies(link -> assertThat(link.getHref()).isEqualTo(
                    "https://desk.example.org/17"));
        });
    }

    @Test
    void shouldKnowARepeatAndItsEndByTheId() {
        post("{\"id\": \"T1\", \"summary\": \"Down\", \"service\": \"checkout\"}");
        post("{\"id\": \"T1\", \"summary\": \"Still down\", \"service\": \"checkout\"}");
        post("{\"id\": \"T1\", \"summary\": \"Works again\", \"status\": \"solved\"}");
        post("{\"summary\": \"Down\"}");
        post("{\"summary\": \"Down\"}");

        var ids = ingest.alerts().stream().map(Alert::getIdentity).toList();
        assertThat(ids.subList(0, 3)).containsOnly(ids.getFirst());
        assertThat(ids.subList(2, 5)).doesNotHaveDuplicates();
        assertThat(ingest.alerts()).extracting(Alert::getStatus).containsExactly(AlertStatus.FIRING, AlertStatus.FIRING,
                AlertStatus.RESOLVED, AlertStatus.FIRING, AlertStatus.FIRING);
    }

    @Test
    void shouldTakeWordsThatThePolicyDoesNotKnowAndSaySo() {
        var answer = post("{\"summary\": \"Down\", \"service\": \"billing\", \"severity\": \"urgent\"}");

        assertThat(json(answer).path("remarks").toString()).contains("billing", "urgent");
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> assertThat(alert.getLabels()).containsEntry(
                "service", "billing").containsEntry("severity", "high").containsEntry("sender_severity", "urgent")
                .doesNotContainKey("impact"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {}                                            | missing-field
            {"summary": " "}                              | missing-field
            {"summary": "Fine", "status": "resolved"}     | missing-field
            [1]                                           | unknown-shape
            {                                             | not-json
            """)
    void shouldQuarantineWhatSaysNothing(String body, String reason) {
        assertThat(post(body).statusCode()).isBetween(400, 422);
        assertThat(ingest.quarantined()).singleElement().satisfies(record -> assertThat(record.getReason()).isEqualTo(
                reason));
    }

    @Test
    void shouldRequireTheTokenWhereOneIsSet() {
        try (var closed = Pages.ingest("sources.report.token", "a-token-of-the-help-desk")) {
            closed.policy(POLICY);
            assertThat(closed.post("/v1/report", "{\"summary\": \"Down\"}", JSON).statusCode()).isEqualTo(401);
            assertThat(closed.post("/v1/report", "{\"summary\": \"Down\"}", "Content-Type", "application/json",
                    "Authorization", "Bearer a-token-of-the-help-desk").statusCode()).isEqualTo(202);
        }
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            down checkout Nobody can pay    | checkout | down | Nobody can pay
            checkout: down, nobody can pay  | checkout | down | nobody can pay
            sev1 Payments all fail          | payments | down | all fail
            It is slow today                | ''       | ''   | It is slow today
            checkout checkout is down       | checkout | ''   | checkout is down
            """)
    void shouldReadTheCommandOfSlack(String text, String service, String impact, String summary) {
        var answer = command(text, "trigger-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("response_type").asString()).isEqualTo("ephemeral");
        assertThat(json(answer).path("text").asString()).startsWith("Reported as R-");
        assertThat(ingest.alerts()).singleElement().satisfies(alert -> {
            assertThat(alert.getLabels().getOrDefault("service", "")).isEqualTo(service);
            assertThat(alert.getLabels().getOrDefault("impact", "")).isEqualTo(impact);
            assertThat(alert.getSummary()).startsWith(summary + " (R-");
            assertThat(alert.getLabels()).containsEntry("reporter", "staff").containsEntry("via", "slack");
            assertThat(alert.getDescription()).contains("Reported by ada, Slack <@U0ADA> (staff).");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "help", "down checkout"})
    void shouldSayHowTheCommandIsUsed(String text) {
        var said = json(command(text, "trigger-1")).path("text").asString();

        assertThat(said).contains("Usage: /incident [impact] [service] what is wrong", "down (Nothing works)",
                "Services: checkout, payments");
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    void shouldStoreNoneOfSlacksSecrets() {
        command("down checkout Nobody can pay", "trigger-1");

        assertThat(ingest.received()).singleElement().satisfies(request -> assertThat(UTF_8.decode(request.getBody()
                .duplicate()).toString()).contains("text=down", "user_id=U0ADA").doesNotContain("trigger-1", "hooks",
                        "legacy"));
    }

    @Test
    void shouldTakeNoCommandWithoutSlacksSignature() {
        assertThat(ingest.post("/v1/slack", form("Down", "t"), "Content-Type", "application/x-www-form-urlencoded")
                .statusCode()).isEqualTo(401);
        assertThat(ingest.alerts()).isEmpty();
    }

    @Test
    void shouldTellSlackThatACommandWasNotStored() {
        ingest.forgetPolicy();

        assertThat(command("down Nobody can pay", "trigger-1").statusCode()).isEqualTo(503);
        assertThat(ingest.quarantined()).isEmpty();
    }

    @Test
    void shouldAnswerSlacksCheckOfTheAddress() {
        var body = "ssl_check=1&token=legacy";

        assertThat(signed(body).statusCode()).isEqualTo(200);
        assertThat(ingest.quarantined()).isEmpty();
    }

    private HttpResponse<String> post(String body) {
        return ingest.post("/v1/report", body, JSON);
    }

    private HttpResponse<String> command(String text, String trigger) {
        return signed(form(text, trigger));
    }

    private static String form(String text, String trigger) {
        return "token=legacy&team_id=T1&channel_id=C1&user_id=U0ADA&user_name=ada&command=%2Fincident&text="
                + URLEncoder
                        .encode(text, UTF_8) + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2F1&trigger_id="
                + trigger;
    }

    private HttpResponse<String> signed(String body) {
        var timestamp = Long.toString(ingest.clock.instant().getEpochSecond());
        return ingest.post("/v1/slack", body, "Content-Type", "application/x-www-form-urlencoded",
                "X-Slack-Request-Timestamp", timestamp, "X-Slack-Signature", SlackSignature.of(SIGNING, timestamp, body
                        .getBytes(UTF_8)));
    }
}
