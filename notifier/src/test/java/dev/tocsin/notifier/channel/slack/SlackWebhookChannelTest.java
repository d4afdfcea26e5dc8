package dev.tocsin.notifier.channel.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class SlackWebhookChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return new SlackAdapter(client);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of();
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("webhook-url", base + "/services/T0/B0/" + SECRET);
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
    protected List<String> dangerous() {
        return List.of("<!channel>", "<@U1>", "<b>", "<https://evil.example/x|");
    }

    @Override
    protected int largest() {
        return 40_000;
    }

    @Test
    void shouldNotBelieveA200WithoutOk() {
        answers(ok("invalid_payload"));

        assertThat(deliver(aPage())).isEqualTo(new Outcome.Rejected("Slack answered 200 with invalid_payload", 200));
    }

    @Test
    void shouldLeaveNothingOfSlacksSyntaxInTextFromOutside() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("<!channel> & <@U123>").setSummary("<https://evil.example|click>")));

        var json = JsonMapper.shared().readTree(requests().getFirst().getBody());
        assertThat(json.path("text").asString()).contains("&lt;!channel&gt; &amp; &lt;@U123&gt;")
                .doesNotContain("<!", "<@");
        assertThat(requests().getFirst().getBodyAsString()).doesNotContain("<!channel", "<https://evil");
    }

    @Test
    void shouldKeepEachBlockWithinSlacksLimits() {
        answers(taken());

        deliver(aPage().with(it -> it.setSummary("&".repeat(5000)).setNote("<".repeat(5000)).setTeam("x".repeat(
                3000))));

        var blocks = JsonMapper.shared().readTree(requests().getFirst().getBody()).path("blocks");
        assertThat(blocks.size()).isBetween(2, 50);
        blocks.forEach(block -> {
            assertThat(block.path("type").asString()).isEqualTo("section");
            assertThat(block.path("text").path("type").asString()).isEqualTo("mrkdwn");
            assertThat(block.path("text").path("text").asString()).hasSizeLessThanOrEqualTo(3000)
                    .doesNotContainPattern("&(?!amp;|lt;|gt;)");
        });
    }
}
