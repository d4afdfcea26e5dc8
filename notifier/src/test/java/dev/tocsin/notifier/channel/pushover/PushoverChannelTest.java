package dev.tocsin.notifier.channel.pushover;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.serverError;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
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
import dev.tocsin.notifier.channel.DeduplicationKeys;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PushoverChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("pushover", settings -> new PushoverChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base);
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson("{\"status\":1,\"request\":\"647d2300\",\"receipt\":\"r0123456789\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(field(request, "tags"));
    }

    @Override
    protected String address() {
        return "uQiRzpo4DXghDmr9QzzfQu27cmVRsG";
    }

    @Override
    protected int largest() {
        return 10_000;
    }

    @Override
    protected String text(LoggedRequest request) {
        return field(request, "title") + "\n" + field(request, "message") + "\n" + field(request, "url");
    }

    /** A month's messages do not come back in minutes. */
    @Override
    @Test
    protected void shouldHonourRetryAfter() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "17"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains("used up"));
    }

    @Test
    void shouldPutTheTokenIntoTheBodyAndNotIntoTheAddress() {
        answers(taken());

        deliver(aPage());

        var request = requests().getFirst();
        assertThat(request.getUrl()).isEqualTo("/1/messages.json");
        assertThat(field(request, "token")).isEqualTo(SECRET);
        assertThat(field(request, "user")).isEqualTo(address());
    }

    @ParameterizedTest(name = "rank {0} has priority {1}")
    @CsvSource({"1,2", "2,2", "3,1"})
    void shouldRingAgainAndAgainForWhatIsBad(int rank, String priority) {
        answers(taken());

        deliver(aPage().with(it -> it.setSeverity(new Severity("S", rank))));

        assertThat(field(requests().getFirst(), "priority")).isEqualTo(priority);
        assertThat(requests().getFirst().formParameters().containsKey("expire")).isEqualTo(priority.equals("2"));
    }

    @Test
    void shouldStopTheRingingWhenSomebodyAcknowledged() {
        answers(taken());

        deliver(aPage());
        deliver(a(ACKNOWLEDGED));
        deliver(a(UPDATED));

        var tag = DeduplicationKeys.ofIncident(aPage().to("hook", address()).build());
        assertThat(field(requests().getFirst(), "tags")).isEqualTo(tag);
        assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly("/1/messages.json",
                "/1/receipts/cancel_by_tag/" + tag + ".json", "/1/messages.json", "/1/messages.json");
    }

    @Test
    void shouldTryToStopTheRingingUntilItStops() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching("/1/receipts/.*")).willReturn(serverError()));

        assertThat(deliver(a(ACKNOWLEDGED))).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldStayWithinItsLimits() {
        answers(taken());

        deliver(aPage().with(it -> it.setTitle("x ".repeat(2_000)).setSummary("y ".repeat(4_000))));

        assertThat(field(requests().getFirst(), "title")).hasSizeLessThanOrEqualTo(250);
        assertThat(field(requests().getFirst(), "message")).hasSizeLessThanOrEqualTo(1_024);
    }

    private static String field(LoggedRequest request, String name) {
        return request.formParameter(name).firstValue();
    }
}
