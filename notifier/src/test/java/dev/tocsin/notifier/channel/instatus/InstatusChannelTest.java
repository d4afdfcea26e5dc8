package dev.tocsin.notifier.channel.instatus;

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
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class InstatusChannelTest extends PublicPageContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("instatus", settings -> new PublicPageChannel(settings, new InstatusPage(settings,
                client)));
    }

    @Override
    protected Map<String, String> page(String base) {
        return Map.of("url", base, "page", "ckf01fonve9i40a32oas5b0uw", "notify", "false");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("api-key", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(200).withBody("{\"id\":\"ckf01m59ueaqb0a32\"}");
    }

    @Override
    protected String id() {
        return "ckf01m59ueaqb0a32";
    }

    @Override
    protected String list() {
        var one = "{\"id\":\"%s\",\"name\":\"Incident affecting checkout\",\"status\":\"%s\",\"started\":\"2026-11-21T12:00:0%s.000Z\"}";
        return "[" + one.formatted("a", "RESOLVED", "0") + "," + one.formatted("b", "IDENTIFIED", "1") + "," + one
                .formatted("ckf01m59ueaqb0a32", "MONITORING", "0") + "]";
    }

    @Override
    protected String listPath() {
        return "/v1/ckf01fonve9i40a32oas5b0uw/incidents";
    }

    @Override
    protected Optional<String> status(LoggedRequest request) {
        return json(request).path("status").asStringOpt();
    }

    @Override
    protected Map<String, String> components(LoggedRequest request) {
        return json(request).path("statuses").valueStream().collect(Collectors.toMap(it -> it.path("id").asString(),
                it -> it.path("status").asString()));
    }

    @Override
    protected List<String> words() {
        return List.of("MAJOROUTAGE", "PARTIALOUTAGE", "OPERATIONAL");
    }

    @Test
    void shouldPublishAtOnceAndMailNobodyUnlessThePolicySaysSo() {
        answers(taken());

        deliver(opening());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo(listPath());
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + SECRET);
        assertThat(json(request).path("shouldPublish").asBoolean()).isTrue();
        assertThat(json(request).path("notify").asBoolean(true)).isFalse();
        assertThat(json(request).path("started").asString()).isEqualTo("2026-11-21T12:00:00Z");
    }

    @Test
    void shouldPostUpdatesToWhatItPublished() {
        answers(taken());

        deliver(says("resolved"), Optional.of(id()));

        assertThat(requests().getFirst().getUrl()).isEqualTo(listPath() + "/" + id() + "/incident-updates");
        assertThat(json(requests().getFirst()).path("status").asString()).isEqualTo("RESOLVED");
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
