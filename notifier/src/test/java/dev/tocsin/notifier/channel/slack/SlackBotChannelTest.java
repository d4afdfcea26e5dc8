package dev.tocsin.notifier.channel.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.tocsin.event.NotificationKind.LADDER_EXHAUSTED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.IncidentState;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SlackBotChannelTest extends ChannelContract {

    private static final Optional<String> RECEIPT = Optional.of("C0123/1700000000.000100");

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return new SlackAdapter(client);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("api-url", base + "/api/");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", "xoxb-" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"ok\":true,\"channel\":\"C0123\",\"ts\":\"1700000000.000100\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected List<String> dangerous() {
        return List.of("<!channel>", "<@U1>", "<b>", "<https://evil.example/x|");
    }

    @Override
    protected int largest() {
        return 40_000;
    }

    @Test
    void shouldKeepWhereTheMessageIs() {
        answers(taken());

        var outcome = deliver(aPage());

        assertThat(outcome).isEqualTo(new Outcome.Delivered(RECEIPT.orElseThrow(), 200));
        assertThat(requests().getFirst().getUrl()).isEqualTo("/api/chat.postMessage");
        assertThat(requests().getFirst().getHeader("Authorization")).isEqualTo("Bearer xoxb-" + SECRET);
        assertThat(json(0).path("channel").asString()).isEqualTo("C0123");
    }

    @Test
    void shouldUpdateThePageAndAnswerInItsThread() {
        answers(taken());

        deliver(a(RESOLVED).state(IncidentState.RESOLVED, "bob"), RECEIPT);

        assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly("/api/chat.update",
                "/api/chat.postMessage");
        assertThat(json(0).path("ts").asString()).isEqualTo("1700000000.000100");
        assertThat(json(1).path("thread_ts").asString()).isEqualTo("1700000000.000100");
    }

    /** The page above says the rest. */
    @Test
    void shouldSayOnlyTheNewsInTheThread() {
        answers(taken());

        deliver(a(RESOLVED).state(IncidentState.RESOLVED, "bob"), RECEIPT);

        assertThat(json(0).toString()).contains("*What*", "*Alerts*", "*Runbook*");
        assertThat(json(1).toString()).contains("Resolved by bob", "*Since*", "*Incident*").doesNotContain("*What*",
                "*Alerts*",
                "*Runbook*");
    }

    @Test
    void shouldAnswerEvenWhenThePageCannotBeUpdated() {
        answers(taken());
        receiver.stubFor(post("/api/chat.update")
                .willReturn(okJson("{\"ok\":false,\"error\":\"message_not_found\"}")));

        assertThat(deliver(a(RESOLVED), RECEIPT)).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldNotAnswerBeforeTheUpdateIsThroughSoThatNothingIsSaidTwice() {
        answers(taken());
        receiver.stubFor(post("/api/chat.update").willReturn(WireMock.serverError()));

        assertThat(deliver(a(RESOLVED), RECEIPT)).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldPostAnewWhereThePageIsNotKnown() {
        answers(taken());

        deliver(a(RESOLVED));

        assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly("/api/chat.postMessage");
        assertThat(json(0).has("thread_ts")).isFalse();
    }

    @Test
    void shouldShowInTheRoomThatNobodyAcknowledged() {
        answers(taken());

        deliver(a(LADDER_EXHAUSTED), RECEIPT);

        assertThat(json(0).path("reply_broadcast").asBoolean()).isTrue();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"ratelimited", "internal_error", "service_unavailable", "fatal_error"})
    void shouldTryAgainWhenSlackFails(String error) {
        answers(okJson("{\"ok\":false,\"error\":\"" + error + "\"}").withHeader("Retry-After", "3"));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.RetryAfter.class);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"{\"ok\":false,\"error\":\"channel_not_found\"}",
            "{\"ok\":false,\"error\":\"invalid_auth\"}",
            "<html>", "{}", ""})
    void shouldRejectPermanentErrorsWithAnyStatus(String body) {
        answers(okJson(body));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);
    }

    private JsonNode json(int request) {
        return JsonMapper.shared().readTree(requests().get(request).getBody());
    }
}
