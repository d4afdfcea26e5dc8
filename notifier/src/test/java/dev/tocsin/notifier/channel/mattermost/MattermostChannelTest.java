package dev.tocsin.notifier.channel.mattermost;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.tocsin.event.NotificationKind.RESOLVED;
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

class MattermostChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("mattermost", settings -> new MattermostChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of();
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("webhook-url", base + "/hooks/" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return ok("ok");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected int largest() {
        return 60_000;
    }

    @Override
    protected List<String> dangerous() {
        return List.of("@everyone", "@here", "@channel", "[click](https", " *b* ", "~~s~~");
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("text").asString();
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(429).withHeader("X-Ratelimit-Reset", "7"));
    }

    @Test
    void shouldPostUrgentPagesToTheNamedChannel() {
        answers(taken());

        deliver(aPage());
        deliver(a(RESOLVED));

        assertThat(json(requests().getFirst()).path("channel").asString()).isEqualTo("C0123");
        assertThat(json(requests().getFirst()).path("priority").path("priority").asString()).isEqualTo("urgent");
        assertThat(json(requests().get(1)).has("priority")).isFalse();
    }

    @Test
    void shouldNotLetALongTextBecomeSeveralPosts() {
        answers(taken());

        deliver(aPage().with(it -> it.setSummary("*".repeat(20_000)).setNote("[".repeat(20_000)).setTitle("_".repeat(
                9_000))));

        assertThat(text(requests().getFirst())).hasSizeLessThanOrEqualTo(16_383);
    }

    @Test
    void shouldNotBelieveA200WithoutOk() {
        answers(ok("<html>"));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
