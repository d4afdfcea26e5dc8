package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.Pages.INCIDENT;
import static dev.tocsin.ingest.Pages.commands;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.time.Instant;

import dev.tocsin.event.CommandKind;
import dev.tocsin.event.IncidentState;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.ingest.authenticity.SlackSignature;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.topic.ServiceKeys;
import dev.tocsin.schemas.topic.Topics;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody presses a button of a page in Slack. */
class SlackAnswersTest {

    private static final String SIGNING = "8f742231b10e8888abcd99yyyzzz85a5";
    private static final String HOOK = "https://hooks.slack.com/actions/T1/2/3";

    private final IngestHarness ingest = Pages.ingest("sources.slack.secret", SIGNING);

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAcknowledgeForThePersonOfThePolicyWhoPressed() {
        var response = press(button(AnswerAction.ACKNOWLEDGE), "U0BEN");

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.body()).isEmpty();
        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ACKNOWLEDGE);
            assertThat(command.getIncidentId()).isEqualTo(INCIDENT);
            assertThat(command.getActor()).isEqualTo("ben");
            assertThat(command.getVia()).isEqualTo("slack");
            assertThat(command.getArguments()).containsEntry("round", "1");
        });
        assertThat(ingest.partitions(Topics.SIGNALS)).containsExactly(ServiceKeys.partitionOfIncident(INCIDENT,
                IngestHarness.PARTITIONS));
        assertThat(ingest.said).isEmpty();
    }

    @Test
    void shouldEscalateOnceHoweverOftenAndByWhomAButtonIsPressed() {
        press(button(AnswerAction.ESCALATE), "U0BEN");
        press(button(AnswerAction.ESCALATE).strip(), "U0DORA");

        assertThat(commands(ingest)).hasSize(2).allSatisfy(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ESCALATE);
            assertThat(command.getArguments()).containsEntry("to", "next-step").containsEntry("round", "1");
            assertThat(command.getId()).isEqualTo(commands(ingest).getFirst().getId());
        });
        assertThat(commands(ingest).getFirst().getActor()).isEqualTo("ben");
    }

    @Test
    void shouldKnowAPersonByTheirAccount() {
        press(button(AnswerAction.ACKNOWLEDGE), "U0DORA");

        assertThat(commands(ingest)).singleElement().satisfies(command -> assertThat(command.getActor()).isEqualTo(
                "dora"));
    }

    @Test
    void shouldNameSomebodyWhomThePolicyDoesNotKnowAsSlackDoes() {
        press(button(AnswerAction.RESOLVE), "U0CLEO");

        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.RESOLVE);
            assertThat(command.getActor()).isEqualTo("name-of-U0CLEO");
        });
    }

    @Test
    @DisplayName("one press is one command, however often Slack sends it; another press is another")
    void shouldBeIdempotent() {
        press(button(AnswerAction.ACKNOWLEDGE), "U0ADA");
        press(button(AnswerAction.ACKNOWLEDGE), "U0ADA");
        press(button(AnswerAction.ACKNOWLEDGE), "U0BEN");

        var ids = commands(ingest).stream().map(command -> command.getId()).toList();
        assertThat(ids).hasSize(3);
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2));
    }

    @ParameterizedTest(name = "{0} seconds")
    @CsvSource({"-301, 403", "-300, 200", "300, 200", "301, 403"})
    void shouldRefuseAReplayFromFiveMinutesOn(long seconds, int status) {
        var at = Long.toString(now().getEpochSecond() + seconds);
        var body = body(button(AnswerAction.ACKNOWLEDGE), "U0ADA");

        assertThat(post(body, at, SlackSignature.of(SIGNING, at, body.getBytes(UTF_8))).statusCode()).isEqualTo(status);
        assertThat(commands(ingest)).hasSize(status == 200 ? 1 : 0);
    }

    @Test
    void shouldRefuseWhatSlackDidNotSign() {
        var at = Long.toString(now().getEpochSecond());
        var body = body(button(AnswerAction.ACKNOWLEDGE), "U0ADA");

        assertThat(post(body, at, SlackSignature.of("another", at, body.getBytes(UTF_8))).statusCode()).isEqualTo(403);
        assertThat(ingest.post("/v1/slack", body).statusCode()).isEqualTo(401);
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldTakeNothingWithoutASigningSecret() {
        try (var bare = Pages.ingest()) {
            assertThat(bare.post("/v1/slack", body(button(AnswerAction.ACKNOWLEDGE), "U0ADA")).statusCode()).isEqualTo(
                    403);
        }
    }

    @Test
    void shouldTellThePersonAloneThatAButtonHasExpired() {
        var old = Pages.token(AnswerWay.SLACK, AnswerAction.ACKNOWLEDGE, now().minusSeconds(3_600));

        assertThat(press(old, "U0ADA").statusCode()).isEqualTo(200);
        assertThat(commands(ingest)).isEmpty();
        assertThat(ingest.said).singleElement().satisfies(later -> {
            assertThat(later.to()).hasToString(HOOK);
            assertThat(later.json()).contains("\"ephemeral\"", "expired");
        });
    }

    @ParameterizedTest(name = "{0} of round {1}: {2}")
    @CsvSource({"RESOLVED, 1, already resolved by ben", "OPEN, 2, sent for round 1"})
    void shouldTellWhyAStaleButtonDoesNothing(IncidentState state, int round, String why) {
        ingest.incidents.saw(Pages.incident(round, state, "ben", now()));

        press(button(AnswerAction.ACKNOWLEDGE), "U0ADA");

        assertThat(commands(ingest)).isEmpty();
        assertThat(ingest.said).singleElement().satisfies(later -> assertThat(later.json()).contains(why));
    }

    @Test
    @DisplayName("somebody else was first: the correlator decides, the person hears of it")
    void shouldSayWhoWasFirst() {
        ingest.incidents.saw(Pages.incident(1, IncidentState.ACKNOWLEDGED, "ben", now()));

        press(button(AnswerAction.ACKNOWLEDGE), "U0ADA");

        assertThat(commands(ingest)).hasSize(1);
        assertThat(ingest.said).singleElement().satisfies(later -> assertThat(later.json()).contains(
                "Already acknowledged by ben"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://evil.example.org/x", "http://hooks.slack.com/x",
            "https://hooks.slack.com@evil.example.org/", "https://hooks.slack.com:8443/x", "not an address"})
    void shouldAnswerNowhereButAtSlack(String address) {
        var body = body("nonsense", "U0ADA").replace(URLEncoder.encode(HOOK, UTF_8), URLEncoder.encode(address, UTF_8));

        assertThat(signed(body).statusCode()).isEqualTo(200);
        assertThat(ingest.said).isEmpty();
    }

    @Test
    void shouldNotTakeATokenOfAnotherWay() {
        press(Pages.token(AnswerWay.LINK, AnswerAction.ACKNOWLEDGE, now()), "U0ADA");

        assertThat(commands(ingest)).isEmpty();
        assertThat(ingest.said).hasSize(1);
    }

    @Test
    void shouldStoreNoTokenAndNoAddress() {
        press(button(AnswerAction.ACKNOWLEDGE), "U0ADA");

        var stored = UTF_8.decode(ingest.received().getFirst().getBody()).toString();
        assertThat(stored).contains("U0ADA", "block_actions").doesNotContain(button(AnswerAction.ACKNOWLEDGE),
                "hooks.slack.com", "legacy-token");
    }

    @Test
    void shouldAskAgainWhileTheLogIsAway() {
        ingest.breakLog(new RuntimeException("away"));

        assertThat(press(button(AnswerAction.ACKNOWLEDGE), "U0ADA").statusCode()).isEqualTo(503);
    }

    @Test
    void shouldRefuseWhatIsNoInteraction() {
        assertThat(signed("payload=%7B").statusCode()).isEqualTo(422);
        assertThat(signed("x=y").statusCode()).isEqualTo(422);
    }

    private Instant now() {
        return ingest.clock.instant();
    }

    private String button(AnswerAction action) {
        return Pages.token(AnswerWay.SLACK, action, now());
    }

    private HttpResponse<String> press(String value, String user) {
        return signed(body(value, user));
    }

    private HttpResponse<String> signed(String body) {
        var at = Long.toString(now().getEpochSecond());
        return post(body, at, SlackSignature.of(SIGNING, at, body.getBytes(UTF_8)));
    }

    private HttpResponse<String> post(String body, String at, String signature) {
        return ingest.post("/v1/slack", body, "Content-Type", "application/x-www-form-urlencoded",
                "X-Slack-Request-Timestamp", at, "X-Slack-Signature", signature);
    }

    private static String body(String value, String user) {
        return "payload=" + URLEncoder.encode("""
                {"type":"block_actions","user":{"id":"%s","username":"name-of-%s","name":"x","team_id":"T1"},
                 "token":"legacy-token","trigger_id":"1.2","team":{"id":"T1","domain":"shop"},
                 "container":{"type":"message","message_ts":"1773143998.000100","channel_id":"C0123456789"},
                 "response_url":"%s",
                 "actions":[{"action_id":"tocsin-acknowledge","block_id":"b","type":"button","value":"%s",
                 "action_ts":"1773144000.123456"}]}""".formatted(user, user, HOOK, value), UTF_8);
    }
}
