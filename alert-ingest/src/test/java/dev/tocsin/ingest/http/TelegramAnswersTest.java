package dev.tocsin.ingest.http;

import static dev.tocsin.ingest.IngestHarness.json;
import static dev.tocsin.ingest.Pages.commands;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Instant;

import dev.tocsin.event.CommandKind;
import dev.tocsin.ingest.IngestHarness;
import dev.tocsin.ingest.Pages;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerWay;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Somebody presses a button of a page in Telegram. */
class TelegramAnswersTest {

    private static final String SECRET = "webhook-secret_1";

    private final IngestHarness ingest = Pages.ingest("sources.telegram.token", SECRET);

    @AfterEach
    void close() {
        ingest.close();
    }

    @Test
    void shouldAcknowledgeAndStopTheButtonFromTurning() {
        var response = press(token(), 4711, 4711);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(json(response).path("method").asString()).isEqualTo("answerCallbackQuery");
        assertThat(json(response).path("callback_query_id").asString()).isEqualTo("q1");
        assertThat(json(response).path("text").asString()).isEqualTo("Acknowledged.");
        assertThat(commands(ingest)).singleElement().satisfies(command -> {
            assertThat(command.getKind()).isEqualTo(CommandKind.ACKNOWLEDGE);
            assertThat(command.getActor()).isEqualTo("ada");
            assertThat(command.getVia()).isEqualTo("telegram");
        });
    }

    @Test
    void shouldNameSomebodyElseInAChatOfThePolicyAsTelegramDoes() {
        press(token(), 99, 4711);

        assertThat(commands(ingest)).extracting(command -> command.getActor()).containsExactly("name_of_99");
    }

    @Test
    void shouldKnowAPersonByTheirAccount() {
        press(token(), 815, 4711);

        assertThat(commands(ingest)).extracting(command -> command.getActor()).containsExactly("dora");
    }

    @Test
    void shouldTakeNothingFromAChatThatThePolicyDoesNotKnow() {
        assertThat(json(press(token(), 4711, -100)).path("text").asString()).contains("not in the policy");
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldTakeNothingWithoutTheSecretOfTheWebhook() {
        assertThat(post(body(token(), 4711, 4711), "wrong").statusCode()).isEqualTo(401);
        assertThat(ingest.post("/v1/telegram", body(token(), 4711, 4711), "Content-Type", "application/json")
                .statusCode()).isEqualTo(401);
        assertThat(ingest.signals()).isEmpty();
    }

    @Test
    void shouldSayThatAButtonHasExpired() {
        var old = Pages.token(AnswerWay.TELEGRAM, AnswerAction.ACKNOWLEDGE, now().minusSeconds(3_600));

        assertThat(json(press(old, 4711, 4711)).path("text").asString()).contains("expired");
        assertThat(commands(ingest)).isEmpty();
    }

    @Test
    void shouldBeOneCommandForOnePress() {
        press(token(), 4711, 4711);
        press(token(), 4711, 4711);

        assertThat(commands(ingest)).extracting(command -> command.getId()).hasSize(2).containsOnly(commands(ingest)
                .getFirst().getId());
    }

    @Test
    void shouldPassOverWhatPeopleWriteAndStoreNoneOfIt() {
        var response = post("{\"update_id\":2,\"message\":{\"message_id\":5,\"text\":\"private words\"}}", SECRET);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ingest.signals()).isEmpty();
        press(token(), 4711, 4711);
        ingest.received().forEach(request -> assertThat(UTF_8.decode(request.getBody().duplicate()).toString())
                .doesNotContain("private words", token()));
        assertThat(ingest.received().toString()).doesNotContain(SECRET);
    }

    private Instant now() {
        return ingest.clock.instant();
    }

    private String token() {
        return Pages.token(AnswerWay.TELEGRAM, AnswerAction.ACKNOWLEDGE, now());
    }

    private HttpResponse<String> press(String data, long from, long chat) {
        return post(body(data, from, chat), SECRET);
    }

    private HttpResponse<String> post(String body, String secret) {
        return ingest.post("/v1/telegram", body, "Content-Type", "application/json", "X-Telegram-Bot-Api-Secret-Token",
                secret);
    }

    private static String body(String data, long from, long chat) {
        return """
                {"update_id":1,"callback_query":{"id":"q1","from":{"id":%d,"is_bot":false,"first_name":"A",
                 "username":"name_of_%d"},"message":{"message_id":7,"chat":{"id":%d,"type":"private"},"date":1},
                 "chat_instance":"1","data":"%s"}}""".formatted(from, from, chat, data);
    }
}
