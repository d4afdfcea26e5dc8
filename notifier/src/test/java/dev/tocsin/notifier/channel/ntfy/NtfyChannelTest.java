package dev.tocsin.notifier.channel.ntfy;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class NtfyChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("ntfy", settings -> new NtfyChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base + "/");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", "tk_" + SECRET, "topic", "t-" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"id\":\"sPs71M8A2T\",\"event\":\"message\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("sequence_id").asString());
    }

    @Override
    protected int largest() {
        return 4_096 + 1_500;
    }

    @Test
    void shouldPublishToTheRootOfTheServer() {
        answers(taken());

        deliver(aPage());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer tk_" + SECRET);
        assertThat(json(request).path("topic").asString()).isEqualTo("t-" + SECRET);
        assertThat(json(request).path("title").asString()).startsWith("[SEV1] checkout");
        assertThat(json(request).path("click").asString()).isEqualTo(link());
    }

    @Test
    void shouldKeepTheMessageWithinWhatWouldBecomeAnAttachment() {
        answers(taken());

        deliver(aPage().with(it -> it.setSummary("ü".repeat(9_000)).setNote("\uD83D\uDD25".repeat(9_000))));

        assertThat(json(requests().getFirst()).path("message").asString().getBytes(
                java.nio.charset.StandardCharsets.UTF_8))
                .hasSizeLessThanOrEqualTo(declared().limit("message").most());
    }

    @ParameterizedTest(name = "rank {0} has priority {1}")
    @CsvSource({"1,5", "2,5", "3,4"})
    void shouldRingLouderForWhatIsWorse(int rank, int priority) {
        answers(taken());

        deliver(aPage().with(it -> it.setSeverity(new Severity("S", rank))));

        assertThat(json(requests().getFirst()).path("priority").asInt()).isEqualTo(priority);
    }

    @Test
    void shouldReplaceThePageByItsEndAndNotByOtherNews() {
        answers(taken());

        var page = (Outcome.Delivered) deliver(aPage());
        deliver(a(RESOLVED), Optional.of(page.receipt()));
        deliver(a(UPDATED), Optional.of(page.receipt()));

        assertThat(requests()).extracting(request -> key(request).orElseThrow()).first().isEqualTo(key(requests().get(
                1))
                .orElseThrow()).isNotEqualTo(key(requests().get(2)).orElseThrow());
        assertThat(json(requests().get(1)).path("priority").asInt()).isEqualTo(3);
    }

    @Test
    void shouldGiveUpWhenTheDaysQuotaIsUsedUp() {
        answers(aResponse().withStatus(429).withBody("{\"code\":42908,\"http\":429,\"error\":\"limit reached\"}"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains("the daily message quota is used up"));
    }

    @Test
    void shouldTryAgainWhenItIsOnlyTooFast() {
        answers(aResponse().withStatus(429).withBody("{\"code\":42901,\"http\":429,\"error\":\"too many requests\"}"));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.RetryAfter.class);
    }

    @Test
    void shouldNotBelieveA200OfSomethingElse() {
        answers(aResponse().withStatus(200).withBody("<html>welcome</html>"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains("'url' is an ntfy server"));
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
