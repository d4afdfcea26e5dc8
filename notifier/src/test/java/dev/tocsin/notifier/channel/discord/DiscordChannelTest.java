package dev.tocsin.notifier.channel.discord;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.RESOLVED;
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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class DiscordChannelTest extends ChannelContract {

    private static final Optional<String> RECEIPT = Optional.of("1234567890");

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("discord", settings -> new DiscordChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of();
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("webhook-url", base + "/api/webhooks/1/" + SECRET + "?thread_id=9");
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"id\":\"1234567890\",\"channel_id\":\"2\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected int largest() {
        return 20_000;
    }

    @Override
    protected String text(LoggedRequest request) {
        var json = json(request);
        return json.path("content").asString() + "\n" + json.path("embeds").path(0).path("description").asString()
                + "\n"
                + json.path("embeds").path(0).path("url").asString("");
    }

    @Override
    protected List<String> dangerous() {
        return List.of("@everyone", "@here", "<@U1>".replace("<", " <"), "[click](https", " *b* ", "~~s~~");
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(429).withBody("{\"message\":\"slow\",\"retry_after\":7.0}"));
    }

    @Test
    void shouldWaitForTheMessageToBeKeptAndMentionNobody() {
        answers(taken());

        var outcome = deliver(aPage());

        assertThat(outcome).isEqualTo(new Outcome.Delivered("1234567890", 200));
        assertThat(requests().getFirst().getUrl()).isEqualTo("/api/webhooks/1/" + SECRET + "?wait=true&thread_id=9");
        assertThat(json(requests().getFirst()).path("allowed_mentions").path("parse").isEmpty()).isTrue();
    }

    @Test
    void shouldStayWithinEachOfItsLimits() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("*".repeat(4_000)).setSummary("_".repeat(9_000)).setNote("[".repeat(
                9_000))));

        var json = json(requests().getFirst());
        assertThat(json.path("content").asString()).hasSizeLessThanOrEqualTo(2_000);
        assertThat(json.path("embeds").path(0).path("description").asString()).hasSizeLessThanOrEqualTo(4_096);
        assertThat(json.path("embeds").path(0).path("title").asString()).hasSizeLessThanOrEqualTo(256);
    }

    @Test
    void shouldEditThePageAtItsEndAndSaySo() {
        answers(taken());

        deliver(a(RESOLVED), RECEIPT);

        assertThat(requests()).extracting(request -> request.getMethod().getName()).containsExactly("PATCH", "POST");
        assertThat(requests().getFirst().getUrl()).isEqualTo("/api/webhooks/1/" + SECRET
                + "/messages/1234567890?thread_id=9");
    }

    @Test
    void shouldPostOtherNewsAlone() {
        answers(taken());

        deliver(a(UPDATED), RECEIPT);

        assertThat(requests()).extracting(request -> request.getMethod().getName()).containsExactly("POST");
    }

    @Test
    void shouldPostWhereThePageWasRemovedAndWaitWhereTheEditMayWorkYet() {
        answers(taken());
        receiver.stubFor(patch(urlPathMatching(".*")).willReturn(notFound()));
        assertThat(deliver(a(RESOLVED), RECEIPT)).isInstanceOf(Outcome.Delivered.class);

        receiver.stubFor(patch(urlPathMatching(".*")).willReturn(serverError()));
        assertThat(deliver(a(RESOLVED), RECEIPT)).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(requests()).extracting(request -> request.getMethod().getName()).containsExactly("PATCH", "POST",
                "PATCH");
    }

    @Test
    void shouldWaitAsTheHeaderOfTheBucketSays() {
        answers(aResponse().withStatus(429).withHeader("X-RateLimit-Reset-After", "0.65"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it.asked())
                .contains(java.time.Duration.ofMillis(650)));
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
