package dev.tocsin.notifier.channel.opsgenie;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.SEVERITY_CHANGED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class OpsgenieChannelTest extends ChannelContract {

    private String path = "/";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("opsgenie", settings -> new OpsgenieChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base + path);
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("api-key", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(202).withBody(
                "{\"result\":\"Request will be processed\",\"took\":0.302,\"requestId\":\"43a29c5c\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("alias").asString(""));
    }

    @Override
    protected int largest() {
        return 64 * 1024;
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(429).withHeader("X-RateLimit-State", "THROTTLED").withHeader(
                "X-RateLimit-Period-In-Sec", "7"));
    }

    @Test
    void shouldCreateAnAlertForATeam() {
        answers(taken());

        deliver(aPage());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/v2/alerts");
        assertThat(request.getHeader("Authorization")).isEqualTo("GenieKey " + SECRET);
        assertThat(json(request).path("responders").path(0).path("name").asString()).isEqualTo("C0123");
        assertThat(json(request).path("responders").path(0).path("type").asString()).isEqualTo("team");
        assertThat(json(request).path("message").asString()).startsWith("[SEV1] checkout").hasSizeLessThanOrEqualTo(
                130);
        assertThat(json(request).path("details").path("console").asString()).isEqualTo(link());
    }

    @ParameterizedTest(name = "{0} ends in {1}")
    @CsvSource({"ACKNOWLEDGED,acknowledge", "MITIGATED,acknowledge", "RESOLVED,close", "CLOSED,close", "UPDATED,notes",
            "UPDATE_DUE,notes"})
    void shouldKeepTheAlertInStepByItsAlias(NotificationKind kind, String verb) {
        answers(taken());

        deliver(a(kind));

        assertThat(requests().getFirst().getUrl()).isEqualTo("/v2/alerts/" + DeduplicationKeys.ofIncident(a(kind).to(
                "hook",
                address()).build()) + "/" + verb + "?identifierType=alias");
        assertThat(json(requests().getFirst()).path("note").asString()).contains("checkout");
    }

    @Test
    void shouldChangeThePriorityWithTheSeverity() {
        answers(taken());

        deliver(a(SEVERITY_CHANGED).with(it -> it.setSeverity(new Severity("SEV3", 3))));

        assertThat(requests().getFirst().getMethod().getName()).isEqualTo("PUT");
        assertThat(requests().getFirst().getUrl()).contains("/priority?identifierType=alias");
        assertThat(json(requests().getFirst()).path("priority").asString()).isEqualTo("P3");
    }

    @Test
    void shouldCloseWhatIsAcknowledgedThereBeforeItRingsAgain() {
        answers(taken());

        deliver(aPage().on("", "again", "true"));

        assertThat(requests()).extracting(LoggedRequest::getUrl).satisfiesExactly(
                first -> assertThat(first).contains("/close?"), second -> assertThat(second).endsWith("/v2/alerts"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"/jsm/ops/integration/v2/alerts", "/jsm/ops/integration/v2/alerts/",
            "/jsm/ops/integration"})
    void shouldFindItsSuccessorUnderItsOwnAddress(String address) {
        answers(taken());
        path = address;

        deliver(aPage());
        deliver(a(RESOLVED));

        assertThat(requests().getFirst().getUrl()).startsWith("/jsm/ops/integration/v2/alerts");
        assertThat(requests().get(1).getUrl()).contains("/v2/alerts/tocsin-").contains("/close?");
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
