package dev.tocsin.notifier.channel.statuspage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.publicpage.PublicPageChannel;
import dev.tocsin.notifier.channel.publicpage.PublicPageContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatuspageChannelTest extends PublicPageContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("statuspage", settings -> new PublicPageChannel(settings, new StatuspagePage(settings,
                client)));
    }

    @Override
    protected Map<String, String> page(String base) {
        return Map.of("url", base, "page", "abc123");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("api-key", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"id\":\"p31zjtct2jer\",\"status\":\"investigating\"}");
    }

    @Override
    protected String id() {
        return "p31zjtct2jer";
    }

    @Override
    protected String list() {
        return "[{\"id\":\"other\",\"metadata\":{}},{\"id\":\"p31zjtct2jer\",\"metadata\":{\"tocsin\":"
                + "{\"incident\":\"0a1b2c3d-abcdefghijkl\"}}}]";
    }

    @Override
    protected String listPath() {
        return ".*/unresolved";
    }

    @Override
    protected Optional<String> status(LoggedRequest request) {
        return json(request).path("status").asStringOpt();
    }

    @Override
    protected Map<String, String> components(LoggedRequest request) {
        return json(request).path("components").propertyStream().collect(Collectors.toMap(Map.Entry::getKey,
                it -> it.getValue().asString()));
    }

    @Override
    protected List<String> words() {
        return List.of("major_outage", "partial_outage", "operational");
    }

    @Test
    void shouldPublishWithOurIdAndTheComponents() {
        answers(taken());

        deliver(opening());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/v1/pages/abc123/incidents");
        assertThat(request.getHeader("Authorization")).isEqualTo("OAuth " + SECRET);
        assertThat(json(request).path("name").asString()).isEqualTo("Incident affecting checkout");
        assertThat(json(request).path("status").asString()).isEqualTo("investigating");
        assertThat(json(request).path("impact_override").asString()).isEqualTo("critical");
        assertThat(json(request).path("metadata").path("tocsin").path("incident").asString()).isEqualTo(
                "0a1b2c3d-abcdefghijkl");
    }

    @Test
    void shouldUpdateAndResolveWhatItPublished() {
        answers(taken());

        deliver(says("monitoring"), Optional.of(id()));
        deliver(says("resolved"), Optional.of(id()));

        assertThat(requests()).allMatch(it -> it.getMethod().getName().equals("PATCH") && it.getUrl().endsWith(
                "/incidents/p31zjtct2jer"));
        assertThat(requests()).extracting(request -> json(request).path("status").asString()).containsExactly(
                "monitoring", "resolved");
    }

    @Test
    void shouldTakeItsOwnStatusForTooManyRequests() {
        answers(aResponse().withStatus(420));

        assertThat(deliver(opening())).isInstanceOf(Outcome.RetryAfter.class);
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody()).path("incident");
    }
}
