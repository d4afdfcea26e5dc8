package dev.tocsin.notifier.channel.statuspage;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.notFound;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.STATUS_PAGE;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class StatuspageChannelTest extends ChannelContract {

    private static final Optional<String> RECEIPT = Optional.of("p31zjtct2jer");
    private static final String OURS = "[{\"id\":\"other\",\"metadata\":{}},{\"id\":\"p31zjtct2jer\",\"metadata\":{\"tocsin\":"
            + "{\"incident\":\"0a1b2c3d-abcdefghijkl\"}}}]";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("statuspage", settings -> new StatuspageChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
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
    protected Optional<String> key(LoggedRequest request) {
        return Optional.empty();
    }

    @Override
    protected int largest() {
        return 60_000;
    }

    @Override
    protected Notifications opening() {
        return a(STATUS_PAGE).on("status-page", "status", "investigating", "text", "We are investigating checkout");
    }

    /** The public does not see the console. */
    @Override
    protected String link() {
        return "";
    }

    @Override
    protected String content() {
        return "We are investigating";
    }

    @Test
    void shouldPublishWhatWasWordedForCustomersAndNothingElse() {
        answers(taken());

        var outcome = deliver(opening());

        var request = requests().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered("p31zjtct2jer", 201));
        assertThat(request.getUrl()).isEqualTo("/v1/pages/abc123/incidents");
        assertThat(request.getHeader("Authorization")).isEqualTo("OAuth " + SECRET);
        assertThat(json(request).path("name").asString()).isEqualTo("Incident affecting checkout");
        assertThat(json(request).path("status").asString()).isEqualTo("investigating");
        assertThat(json(request).path("metadata").path("tocsin").path("incident").asString()).isEqualTo(
                "0a1b2c3d-abcdefghijkl");
        assertThat(text(request)).doesNotContain("Error rate", "SEV1", "payments", "tocsin.example.org");
    }

    @Test
    void shouldUpdateAndResolveWhatItPublished() {
        answers(taken());

        deliver(says("monitoring"), RECEIPT);
        deliver(says("resolved"), RECEIPT);

        assertThat(requests()).allMatch(it -> it.getMethod().getName().equals("PATCH") && it.getUrl().endsWith(
                "/incidents/p31zjtct2jer"));
        assertThat(requests()).extracting(request -> json(request).path("status").asString()).containsExactly(
                "monitoring",
                "resolved");
    }

    @Test
    void shouldLookForItWhereItsIdIsForgotten() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/unresolved")).willReturn(okJson(OURS)));

        deliver(says("resolved"));

        assertThat(requests().getLast().getMethod().getName()).isEqualTo("PATCH");
        assertThat(requests().getLast().getUrl()).endsWith("/incidents/p31zjtct2jer");
    }

    @Test
    void shouldLookForItBeforeItPublishesInDoubt() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/unresolved")).willReturn(okJson(OURS)));

        deliver(opening().to("hook", address()).build(), Optional.empty(), true);

        assertThat(requests()).extracting(request -> request.getMethod().getName()).containsExactly("GET", "PATCH");
    }

    @Test
    void shouldNotPublishTheEndOfWhatIsNotThere() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/unresolved")).willReturn(okJson("[]")));

        assertThat(deliver(says("resolved"))).isInstanceOf(Outcome.Delivered.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldPublishAgainWhenAPersonRemovedItAndThereIsMoreToSay() {
        answers(taken());
        receiver.stubFor(patch(urlPathMatching(".*")).willReturn(notFound()));

        deliver(says("identified"), RECEIPT);
        assertThat(requests()).extracting(request -> request.getMethod().getName()).containsExactly("PATCH", "POST");

        assertThat(deliver(says("resolved"), RECEIPT)).isInstanceOf(Outcome.Delivered.class);
        assertThat(requests()).hasSize(3);
    }

    @Test
    void shouldNeverPublishAConfidentialIncident() {
        answers(taken());

        assertThat(deliver(opening().with(it -> it.setConfidential(true)))).isInstanceOf(Outcome.Rejected.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void shouldResolveWithoutAWordWhatBecameConfidential() {
        answers(taken());

        deliver(says("resolved").with(it -> it.setConfidential(true)), RECEIPT);

        assertThat(json(requests().getFirst()).path("body").asString()).isEqualTo("This incident is resolved.");
    }

    @Test
    void shouldTryAgainWhenItIsTooFast() {
        answers(aResponse().withStatus(420));

        assertThat(deliver(opening())).isInstanceOf(Outcome.RetryAfter.class);
    }

    private static Notifications says(String status) {
        return a(STATUS_PAGE).on("status-page/update/3", "status", status, "text", "Now it is " + status);
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody()).path("incident");
    }
}
