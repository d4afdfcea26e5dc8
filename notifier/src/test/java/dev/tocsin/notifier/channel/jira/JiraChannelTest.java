package dev.tocsin.notifier.channel.jira;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.REOPENED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.TICKET;
import static dev.tocsin.event.NotificationKind.UPDATED;
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
import dev.tocsin.schemas.outside.TicketMark;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class JiraChannelTest extends ChannelContract {

    private static final Optional<String> RECEIPT = Optional.of("OPS-42");
    private static final String OURS = "{\"issues\":[{\"key\":\"OPS-1\"},{\"key\":\"OPS-42\",\"properties\":{\"tocsin\":"
            + "{\"incident\":\"0a1b2c3d-abcdefghijkl\"}}}]}";
    private static final String TRANSITIONS = "{\"transitions\":[{\"id\":\"11\",\"to\":{\"statusCategory\":{\"key\":\"new\"}}},"
            + "{\"id\":\"31\",\"to\":{\"statusCategory\":{\"key\":\"done\"}}}]}";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("jira", settings -> new JiraChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "user", "tocsin@example.org", "project", "OPS");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"id\":\"10000\",\"key\":\"OPS-42\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("properties").path(0).path("value").path("incident").asString(""));
    }

    @Override
    protected String address() {
        return "";
    }

    @Override
    protected int largest() {
        return 40_000;
    }

    @Override
    protected Notifications opening() {
        return a(TICKET);
    }

    @Test
    void shouldFileAnIssueOfTheProjectWithOurIdInAProperty() {
        answers(taken());

        var outcome = deliver(a(TICKET));

        var fields = json(requests().getFirst()).path("fields");
        assertThat(outcome).isEqualTo(new Outcome.Delivered("OPS-42", 201));
        assertThat(requests().getFirst().getUrl()).isEqualTo("/rest/api/3/issue");
        assertThat(fields.path("project").path("key").asString()).isEqualTo("OPS");
        assertThat(fields.path("issuetype").path("name").asString()).isEqualTo("Task");
        assertThat(fields.path("summary").asString()).contains("[SEV1] checkout").hasSizeLessThanOrEqualTo(255);
        assertThat(fields.path("description").path("type").asString()).isEqualTo("doc");
        assertThat(key(requests().getFirst())).contains("0a1b2c3d-abcdefghijkl");
    }

    @Test
    void shouldEndWithTheMarkThatBringsBackWhatPeopleDoWithIt() {
        answers(taken());

        deliver(a(TICKET).with(it -> it.setSummary("tocsin:0a1b2c3d-other ".repeat(2_000))));

        var description = json(requests().getFirst()).path("fields").path("description");
        assertThat(TicketMark.last(description.toString())).contains("0a1b2c3d-abcdefghijkl");
        assertThat(description.toString()).hasSizeLessThanOrEqualTo(32_000);
    }

    @Test
    void shouldMoveItToDoneByCategoryAndSayWhy() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/transitions")).willReturn(okJson(TRANSITIONS)));

        deliver(a(RESOLVED), RECEIPT);
        deliver(a(REOPENED), RECEIPT);

        assertThat(requests()).extracting(it -> it.getMethod().getName() + " " + it.getUrl().replace(
                "/rest/api/3/issue/OPS-42", "")).containsExactly("GET /transitions", "POST /transitions",
                        "POST /comment",
                        "GET /transitions", "POST /transitions", "POST /comment");
        assertThat(json(requests().get(1)).path("transition").path("id").asString()).isEqualTo("31");
        assertThat(json(requests().get(4)).path("transition").path("id").asString()).isEqualTo("11");
    }

    @Test
    void shouldLookForTheIssueWhereItsKeyIsForgotten() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*/search/jql")).willReturn(okJson(OURS)));

        deliver(a(UPDATED));

        assertThat(requests().getLast().getUrl()).isEqualTo("/rest/api/3/issue/OPS-42/comment");
    }

    @Test
    void shouldNotFileASecondOneInDoubt() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*/search/jql")).willReturn(okJson(OURS)));

        var outcome = deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true);

        assertThat(outcome).isEqualTo(new Outcome.Delivered("OPS-42", 200));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldNeedAProject() {
        answers(taken());

        assertThat(deliver(a(TICKET).to("hook", "no such key").build(), Optional.empty(), false).reason()).contains(
                "'project'");
        assertThat(requests()).isEmpty();
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
