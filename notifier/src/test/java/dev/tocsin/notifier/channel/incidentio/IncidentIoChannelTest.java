package dev.tocsin.notifier.channel.incidentio;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
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

class IncidentIoChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("incident-io", settings -> new IncidentIoChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "source", "01GW2G3V0S59R238FAHPDS1R66");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(202).withBody("{\"status\":\"success\",\"deduplication_key\":\"x\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("deduplication_key").asString());
    }

    @Override
    protected int largest() {
        return 60_000;
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("description").asString() + json(request).path("title").asString() + json(request)
                .path("source_url");
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"PAGE,firing", "LADDER_EXHAUSTED,firing", "RESOLVED,resolved", "CLOSED,resolved"})
    void shouldSayWhatHappened(NotificationKind kind, String status) {
        answers(taken());

        var outcome = deliver(a(kind));

        var request = requests().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered(key(request).orElseThrow(), 202));
        assertThat(request.getUrl()).isEqualTo("/v2/alert_events/http/01GW2G3V0S59R238FAHPDS1R66");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(json(request).path("status").asString()).isEqualTo(status);
        assertThat(json(request).path("metadata").path("severity").asString()).isEqualTo("SEV1");
    }

    @Test
    void shouldResolveWhatFiresThereBeforeItRingsAgain() {
        answers(taken());

        deliver(aPage().on("", "again", "true"));

        assertThat(requests()).extracting(request -> json(request).path("status").asString()).containsExactly(
                "resolved",
                "firing");
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
