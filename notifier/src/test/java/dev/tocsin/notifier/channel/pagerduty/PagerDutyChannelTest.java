package dev.tocsin.notifier.channel.pagerduty;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.policy.channel.ChannelCatalogue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PagerDutyChannelTest extends ChannelContract {

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return new PagerDutyAdapter(client);
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base + "/v2/enqueue");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("routing-key", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(202).withBody("{\"status\":\"success\",\"dedup_key\":\"x\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("dedup_key").asString(""));
    }

    @Override
    protected int largest() {
        return 512 * 1024;
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({"PAGE,trigger", "LADDER_EXHAUSTED,trigger", "ACKNOWLEDGED,acknowledge", "MITIGATED,acknowledge",
            "RESOLVED,resolve", "CLOSED,resolve", "UNKNOWN,trigger"})
    void shouldSayWhatHappened(NotificationKind kind, String action) {
        answers(taken());

        deliver(a(kind));

        assertThat(event().path("event_action").asString()).isEqualTo(action);
        assertThat(event().has("payload")).isEqualTo(action.equals("trigger"));
    }

    /** None of these may wake anybody, nor open again what is closed. */
    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, mode = EnumSource.Mode.EXCLUDE, names = {"PAGE", "LADDER_EXHAUSTED",
            "PAGE_DIGEST", "UNKNOWN", "ACKNOWLEDGED", "MITIGATED", "RESOLVED", "CLOSED"})
    void shouldSendNothingThatPagerDutyHasNoWordFor(NotificationKind kind) {
        answers(taken());

        assertThat(deliver(a(kind))).isInstanceOf(Outcome.Rejected.class);
        assertThat(requests()).isEmpty();
        assertThat(ChannelCatalogue.known("pagerduty").carries(kind)).isFalse();
    }

    @Test
    void shouldResolveWhatItTriggered() {
        answers(taken());

        deliver(aPage().id("one"));
        deliver(a(RESOLVED).id("two"));

        assertThat(requests()).extracting(this::key).containsOnly(key(requests().getFirst()));
        assertThat(key(requests().getFirst()).orElseThrow()).hasSizeLessThanOrEqualTo(255);
    }

    /** B14: after an acknowledge that expired, or a mitigation that failed, somebody must be woken again. */
    @Test
    void shouldEndWhatIsAcknowledgedThereBeforeItRingsAgain() {
        answers(taken());

        deliver(aPage().id("one"));
        deliver(aPage().id("two").on("", "again", "true"));

        assertThat(requests()).extracting(request -> json(request).path("event_action").asString()).containsExactly(
                "trigger", "resolve", "trigger");
        assertThat(requests()).extracting(this::key).containsOnly(key(requests().getFirst()));
    }

    @Test
    void shouldOpenAnotherAlertForAnotherRound() {
        answers(taken());

        deliver(aPage());
        deliver(aPage().with(it -> it.setRound(2)));

        assertThat(requests()).extracting(this::key).doesNotHaveDuplicates();
    }

    @ParameterizedTest(name = "rank {0} is {1}")
    @CsvSource({"1,critical", "2,error", "3,warning", "4,info", "9,info"})
    void shouldTranslateTheSeverity(int rank, String severity) {
        answers(taken());

        deliver(aPage().with(it -> it.setSeverity(new Severity("S", rank))));

        assertThat(event().path("payload").path("severity").asString()).isEqualTo(severity);
    }

    @Test
    void shouldNotMistakeAnotherSuccessForAcceptance() {
        answers(ok());

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);
    }

    @Test
    void shouldNameWhatPagerDutyNeeds() {
        answers(taken());

        deliver(aPage());

        var payload = event().path("payload");
        assertThat(payload.path("summary").asString()).startsWith("[SEV1] checkout");
        assertThat(payload.path("source").asString()).isEqualTo("checkout");
        assertThat(payload.path("timestamp").asString()).isEqualTo("2026-11-21T12:00:00Z");
        assertThat(event().path("links")).hasSize(3);
        assertThat(payload.path("custom_details").path("What").asString()).isEqualTo("12 % of requests fail");
    }

    private JsonNode event() {
        return json(requests().getFirst());
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
