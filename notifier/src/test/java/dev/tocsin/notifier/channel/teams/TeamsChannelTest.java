package dev.tocsin.notifier.channel.teams;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class TeamsChannelTest extends ChannelContract {

    private static final String QUERY = "?api-version=1&sp=%2Ftriggers%2Fmanual%2Frun&sv=1.0&sig=" + SECRET + "-%2b_";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("teams", settings -> new TeamsChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of();
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("webhook-url", base + "/workflows/0a1b/triggers/manual/paths/invoke" + QUERY);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(202);
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
        var card = card(request);
        return card.path("body").values().stream().map(block -> block.path("text").asString()).collect(Collectors
                .joining("\n")) + card.path("actions").path(0).path("url").asString("");
    }

    @Override
    protected List<String> dangerous() {
        return List.of("<at>", "</at>", " [click](", " *b* ", " _i_ ", "~~s~~", "`c`");
    }

    @Test
    void shouldKeepTheSignedQueryByteForByte() {
        answers(taken());

        deliver(aPage());

        assertThat(requests().getFirst().getUrl()).endsWith(QUERY);
    }

    @Test
    void shouldSendACardThatTeamsShows() {
        answers(taken());

        deliver(aPage());
        deliver(a(RESOLVED));

        var attachment = JsonMapper.shared().readTree(requests().getFirst().getBody()).path("attachments").path(0);
        assertThat(attachment.path("contentType").asString()).isEqualTo("application/vnd.microsoft.card.adaptive");
        assertThat(card(requests().getFirst()).path("version").asString()).isEqualTo("1.4");
        assertThat(card(requests().getFirst()).path("body").path(0).path("color").asString()).isEqualTo("Attention");
        assertThat(card(requests().get(1)).path("body").path(0).path("color").asString()).isEqualTo("Good");
        assertThat(card(requests().getFirst()).path("body").values()).allMatch(block -> block.path("wrap").asBoolean());
    }

    @Test
    void shouldTakeAConnectorsErrorForWhatItIs() {
        answers(ok("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 429"));
        assertThat(deliver(aPage())).isInstanceOf(Outcome.RetryAfter.class);

        answers(ok("Webhook message delivery failed with error: Microsoft Teams endpoint returned HTTP error 404"));
        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);

        answers(ok("1"));
        assertThat(deliver(aPage())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldTryAgainWhenAPreconditionFailed() {
        answers(aResponse().withStatus(412));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.RetryAfter.class);
    }

    @Test
    void shouldEscapeWhatBeginsAListOrAHeading() {
        assertThat(TeamsCard.escaped("# x")).isEqualTo("\\# x");
        assertThat(TeamsCard.escaped("1. x")).isEqualTo("\\1. x");
        assertThat(TeamsCard.escaped("a - b #1")).isEqualTo("a - b #1");
    }

    private static JsonNode card(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody()).path("attachments").path(0).path("content");
    }
}
