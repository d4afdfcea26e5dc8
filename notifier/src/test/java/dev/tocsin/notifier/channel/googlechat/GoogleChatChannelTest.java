package dev.tocsin.notifier.channel.googlechat;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
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

class GoogleChatChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("google-chat", settings -> new GoogleChatChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of();
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("webhook-url", base + "/v1/spaces/AAA/messages?key=" + SECRET + "&token=" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"name\":\"spaces/AAA/messages/BBB.CCC\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected int largest() {
        return 32_000;
    }

    @Override
    protected List<String> dangerous() {
        return List.of("<users/all>", "<!channel>", " *b* ", " _i_ ", "~s~", "`c`");
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("text").asString();
    }

    @Test
    void shouldKeepOneIncidentInOneThread() {
        answers(taken());

        var outcome = deliver(aPage());
        deliver(a(RESOLVED));
        deliver(aPage().of("0a1b2c3d-another", 1));

        assertThat(outcome).isEqualTo(new Outcome.Delivered("spaces/AAA/messages/BBB.CCC", 200));
        assertThat(thread(0)).isEqualTo(thread(1)).isNotEqualTo(thread(2));
        assertThat(requests().getFirst().getUrl()).startsWith("/v1/spaces/AAA/messages?").contains(
                "messageReplyOption=REPLY_MESSAGE_FALLBACK_TO_NEW_THREAD").endsWith("&key=" + SECRET + "&token="
                        + SECRET);
    }

    @Test
    void shouldStayWithinTheLargestMessage() {
        answers(taken());

        deliver(aPage().with(it -> it.setSummary("ü\"".repeat(20_000)).setNote("\uD83D\uDD25".repeat(20_000))));

        assertThat(requests().getFirst().getBody()).hasSizeLessThanOrEqualTo(32_000);
    }

    private String thread(int request) {
        return json(requests().get(request)).path("thread").path("threadKey").asString();
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
