package dev.tocsin.notifier.channel.telegram;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TelegramChannelTest extends ChannelContract {

    private static final Optional<String> RECEIPT = Optional.of("-100123/45");

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("telegram", settings -> new TelegramChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base);
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", "110201543:" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"ok\":true,\"result\":{\"message_id\":45,\"chat\":{\"id\":-100123}}}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected String address() {
        return "-100123";
    }

    @Override
    protected int largest() {
        return 16_000;
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("text").asString() + json(request).path("reply_markup").toString();
    }

    @Override
    protected List<String> dangerous() {
        return List.of("<script>", "<a href='", "<b>h</b>", "<!channel>");
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(429).withBody(
                "{\"ok\":false,\"error_code\":429,\"parameters\":{\"retry_after\":7}}"));
    }

    @Test
    void shouldPostAsTheBotAndRememberTheMessage() {
        answers(taken());

        var outcome = deliver(aPage());

        assertThat(outcome).isEqualTo(new Outcome.Delivered("-100123/45", 200));
        assertThat(requests().getFirst().getUrl()).isEqualTo("/bot110201543:" + SECRET + "/sendMessage");
        assertThat(json(requests().getFirst()).path("chat_id").asString()).isEqualTo("-100123");
        assertThat(json(requests().getFirst()).path("disable_notification").asBoolean()).isFalse();
    }

    @Test
    void shouldKeepWithinTheLongestText() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("&".repeat(4_000)).setSummary("<".repeat(9_000)).setNote("&".repeat(
                9_000))));

        assertThat(json(requests().getFirst()).path("text").asString()).hasSizeLessThanOrEqualTo(4_096)
                .doesNotContainPattern("&(?!amp;|lt;|gt;|quot;)");
    }

    @Test
    void shouldEditThePageAndAnswerIt() {
        answers(taken());

        deliver(a(ACKNOWLEDGED), RECEIPT);

        assertThat(requests()).extracting(request -> request.getUrl().replaceAll(".*/", "")).containsExactly(
                "editMessageText", "sendMessage");
        assertThat(json(requests().getFirst()).path("message_id").asInt()).isEqualTo(45);
        assertThat(json(requests().get(1)).path("reply_parameters").path("message_id").asInt()).isEqualTo(45);
        assertThat(json(requests().get(1)).path("disable_notification").asBoolean()).isTrue();
    }

    @Test
    void shouldOnlyAnswerWhereThePageStandsAsItIs() {
        answers(taken());

        deliver(a(UPDATED), RECEIPT);

        assertThat(requests()).hasSize(1);
        assertThat(requests().getFirst().getUrl()).endsWith("/sendMessage");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"Bad Request: message is not modified", "Bad Request: message can't be edited"})
    void shouldAnswerEvenWhenThePageCannotBeEdited(String description) {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*/editMessageText")).willReturn(aResponse().withStatus(400).withBody(
                "{\"ok\":false,\"error_code\":400,\"description\":\"" + description + "\"}")));

        assertThat(deliver(a(ACKNOWLEDGED), RECEIPT)).isInstanceOf(Outcome.Delivered.class);
        assertThat(requests()).hasSize(2);
    }

    @Test
    void shouldNotAnswerBeforeTheEditIsThrough() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*/editMessageText")).willReturn(serverError()));

        assertThat(deliver(a(ACKNOWLEDGED), RECEIPT)).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldSendPlainTextOnceWhatItCannotParse() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*")).withRequestBody(matchingJsonPath("$.parse_mode")).willReturn(
                aResponse()
                        .withStatus(400).withBody(
                                "{\"ok\":false,\"description\":\"Bad Request: can't parse entities: x\"}")));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Delivered.class);
        assertThat(json(requests().get(1)).has("parse_mode")).isFalse();
        assertThat(json(requests().get(1)).path("text").asString()).startsWith("[SEV1] checkout");
    }

    @Test
    void shouldFollowAGroupThatBecameASupergroup() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*")).withRequestBody(matchingJsonPath("$[?(@.chat_id == '-100123')]"))
                .willReturn(aResponse().withStatus(400).withBody(
                        "{\"ok\":false,\"parameters\":{\"migrate_to_chat_id\":-1009}}")));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Delivered.class);
        assertThat(json(requests().get(1)).path("chat_id").asString()).isEqualTo("-1009");
    }

    @Test
    void shouldSayThatAPersonMustPressStart() {
        answers(aResponse().withStatus(403).withBody("{\"ok\":false,\"description\":\"Forbidden: bot was blocked\"}"));

        assertThat(deliver(aPage()).reason()).contains("press Start");
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
