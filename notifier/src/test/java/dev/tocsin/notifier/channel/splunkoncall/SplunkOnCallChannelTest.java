package dev.tocsin.notifier.channel.splunkoncall;

import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class SplunkOnCallChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("splunk-on-call", settings -> new SplunkOnCallChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base + "/integrations/generic/20131114");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("api-key", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"result\":\"success\",\"entity_id\":\"x\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("entity_id").asString());
    }

    @Override
    protected int largest() {
        return 30_000;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"PAGE,CRITICAL", "LADDER_EXHAUSTED,CRITICAL", "ACKNOWLEDGED,ACKNOWLEDGEMENT", "RESOLVED,RECOVERY",
            "CLOSED,RECOVERY"})
    void shouldSayWhatHappened(NotificationKind kind, String type) {
        answers(taken());

        deliver(a(kind));

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/integrations/generic/20131114/alert/" + SECRET + "/C0123");
        assertThat(json(request).path("message_type").asString()).isEqualTo(type);
        assertThat(json(request).path("state_message").asString()).hasSizeLessThanOrEqualTo(20_480);
    }

    @Test
    void shouldEndWhatIsAcknowledgedThereBeforeItRingsAgain() {
        answers(taken());

        deliver(aPage().on("", "again", "true"));

        assertThat(requests()).extracting(request -> json(request).path("message_type").asString()).containsExactly(
                "RECOVERY", "CRITICAL");
    }

    @Test
    void shouldNotBelieveA200WithoutSuccess() {
        answers(okJson("{\"result\":\"failure\",\"messages\":\"no\"}"));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
