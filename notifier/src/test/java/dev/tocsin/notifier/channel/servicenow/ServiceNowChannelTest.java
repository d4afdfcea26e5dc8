package dev.tocsin.notifier.channel.servicenow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.REOPENED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.Severity;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServiceNowChannelTest extends ChannelContract {

    private static final String ID = "9d385017c611228701d22104cc95c371";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("servicenow", settings -> new ServiceNowChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "user", "tocsin", "assignment-group", "Service Desk");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("password", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"result\":{\"sys_id\":\"" + ID
                + "\",\"number\":\"INC0010001\",\"state\":\"1\"}}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return json(request).path("correlation_id").asStringOpt();
    }

    @Override
    protected int largest() {
        return 20_000;
    }

    @Override
    protected String address() {
        return "";
    }

    @Override
    protected Notifications opening() {
        return a(TICKET);
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("description").asString();
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(429).withHeader("X-RateLimit-Reset", Long.toString(NOON.plusSeconds(7)
                .getEpochSecond())));
    }

    @Test
    void shouldFileAnIncidentForTheGroup() {
        answers(taken());

        var outcome = deliver(a(TICKET));

        var request = requests().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered(ID, 201));
        assertThat(request.getUrl()).startsWith("/api/now/table/incident?");
        assertThat(request.getHeader("Authorization")).startsWith("Basic ");
        assertThat(json(request).path("assignment_group").asString()).isEqualTo("Service Desk");
        assertThat(json(request).path("urgency").asString()).isEqualTo("1");
        assertThat(json(request).path("short_description").asString()).hasSizeLessThanOrEqualTo(160);
    }

    @Test
    void shouldNotLetTextFromOutsideBecomeHtml() {
        answers(taken());

        deliver(a(TICKET).with(it -> it.setSummary("[code]<a href='x'>[/code][CODE]")));

        assertThat(text(requests().getFirst())).contains("[ code]", "[/ code]").doesNotContainIgnoringCase("[code]",
                "[/code]");
    }

    @Test
    void shouldTellTheTeamAndNeverTheCaller() {
        answers(taken());

        deliver(a(UPDATED).with(it -> it.setSeverity(new Severity("SEV2", 2))), Optional.of(ID));

        assertThat(requests().getFirst().getUrl()).startsWith("/api/now/table/incident/" + ID + "?");
        assertThat(json(requests().getFirst()).path("work_notes").asString()).contains("checkout");
        assertThat(json(requests().getFirst()).has("comments")).isFalse();
        assertThat(json(requests().getFirst()).path("urgency").asString()).isEqualTo("2");
    }

    @Test
    void shouldResolveItWithCodeAndNotesAndReopenIt() {
        answers(taken());
        changesTo("6");
        assertThat(deliver(a(RESOLVED), Optional.of(ID))).isEqualTo(new Outcome.Delivered(ID, 200));
        assertThat(json(requests().getLast()).path("state").asString()).isEqualTo("6");
        assertThat(json(requests().getLast()).path("close_code").asString()).isEqualTo("Solution provided");
        assertThat(json(requests().getLast()).path("close_notes").asString()).isNotBlank();

        changesTo("2");
        assertThat(deliver(a(REOPENED), Optional.of(ID))).isEqualTo(new Outcome.Delivered(ID, 200));
        assertThat(json(requests().getLast()).has("close_code")).isFalse();
    }

    @Test
    void shouldSayWhenServiceNowSilentlyKeptTheState() {
        answers(taken());
        changesTo("1");

        assertThat(deliver(a(RESOLVED), Optional.of(ID)).reason()).contains("not the state", "close_code");
    }

    @Test
    void shouldLookForTheIncidentInDoubtAndWhereItsIdIsForgotten() {
        answers(taken());
        finds("[{\"sys_id\":\"" + ID + "\",\"state\":\"1\"}]");

        assertThat(deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true)).isEqualTo(
                new Outcome.Delivered(ID, 200));
        assertThat(requests()).hasSize(1).allMatch(it -> it.getUrl().contains("correlation_id%3D0a1b2c3d"));
        deliver(a(UPDATED));
        assertThat(requests().getLast().getUrl()).contains(ID);
    }

    @Test
    void shouldFileItInDoubtWhenItIsNotThere() {
        answers(taken());
        finds("[]");

        deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true);

        assertThat(requests()).extracting(it -> it.getMethod().getName()).containsExactly("GET", "POST");
        assertThat(deliver(a(RESOLVED)).reason()).contains("find it by hand");
    }

    @Test
    void shouldNotTakeTheLoginPageOfASleepingInstanceForSuccess() {
        answers(aResponse().withStatus(200).withBody("<html>Your instance is hibernating</html>"));

        assertThat(deliver(a(TICKET)).reason()).contains("instance is awake");
    }

    private void changesTo(String state) {
        receiver.stubFor(patch(urlPathMatching(".*")).willReturn(okJson("{\"result\":{\"sys_id\":\"" + ID
                + "\",\"state\":\"" + state + "\"}}")));
    }

    private void finds(String list) {
        receiver.stubFor(get(urlPathMatching(".*/incident")).willReturn(okJson("{\"result\":" + list + "}")));
    }

    @Override
    protected List<String> dangerous() {
        return List.of("[code]");
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
