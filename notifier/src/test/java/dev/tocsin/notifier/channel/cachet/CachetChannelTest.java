package dev.tocsin.notifier.channel.cachet;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.put;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.publicpage.PublicPageChannel;
import dev.tocsin.notifier.channel.publicpage.PublicPageContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.policy.channel.ServiceNames;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class CachetChannelTest extends PublicPageContract {

    private boolean broken;

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("cachet", settings -> new PublicPageChannel(settings, new CachetPage(settings,
                client)));
    }

    @Override
    protected Map<String, String> page(String base) {
        return broken
                ? Map.of("url", base, "components", new ServiceNames(Map.of("checkout", List.of("3"))).text())
                : Map.of("url", base);
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"data\":{\"id\":\"777\",\"type\":\"incidents\"}}");
    }

    @Override
    protected String id() {
        return "777";
    }

    /** The page's zone is two hours ahead of UTC. */
    @Override
    protected String list() {
        var one = "{\"id\":\"%s\",\"attributes\":{\"name\":\"Incident affecting checkout\",\"status\":{\"value\":%s},"
                + "\"occurred\":{\"string\":\"2026-11-21 14:%s\"}}}";
        return "{\"data\":[" + one.formatted("1", "1", "03:00") + "," + one.formatted("2", "4", "00:00") + "," + one
                .formatted("777", "2", "00:00") + "]}";
    }

    @Override
    protected String listPath() {
        return "/api/incidents";
    }

    @Override
    protected Optional<String> status(LoggedRequest request) {
        return request.getUrl().contains("/incidents") ? json(request).path("status").asStringOpt() : Optional.empty();
    }

    @Override
    protected Map<String, String> components(LoggedRequest request) {
        return request.getUrl().contains("/components/")
                ? Map.of(request.getUrl().replaceFirst(".*/", ""), json(request).path("status").asString())
                : Map.of();
    }

    @Override
    protected List<String> words() {
        return List.of("4", "3", "1");
    }

    @Test
    void shouldPublishVisiblyAndMailSubscribers() {
        answers(taken());

        deliver(opening());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/api/incidents");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(json(request).path("visible").asBoolean()).isTrue();
        assertThat(json(request).path("notifications").asBoolean()).isTrue();
        assertThat(json(request).path("status").asInt()).isEqualTo(1);
        assertThat(json(request).path("occurred_at").asString()).isEqualTo("2026-11-21 12:00:00");
    }

    @Test
    void shouldPostUpdatesToWhatItPublished() {
        answers(taken());

        deliver(says("monitoring"), Optional.of(id()));
        deliver(says("resolved"), Optional.of(id()));

        assertThat(requests()).extracting(LoggedRequest::getUrl).containsOnly("/api/incidents/777/updates");
        assertThat(requests()).extracting(it -> json(it).path("status").asInt()).containsExactly(3, 4);
    }

    @Test
    void shouldSayThatAComponentWasNotSetAndLookForTheIncidentBeforeTheNextAttempt() {
        broken = true;
        answers(taken());
        receiver.stubFor(put(urlPathMatching("/api/components/3")).willReturn(aResponse().withStatus(503)));
        assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it
                .mayHaveArrived()).isTrue());

        receiver.stubFor(put(urlPathMatching("/api/components/3")).willReturn(aResponse().withStatus(404)));
        assertThat(deliver(opening()).reason()).contains("published, but not the state of a component", "components");
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
