package dev.tocsin.notifier.channel.linear;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.SEVERITY_CHANGED;
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
import dev.tocsin.schemas.outside.TicketMark;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LinearChannelTest extends ChannelContract {

    private static final String STATES = "\"states\":{\"nodes\":[{\"id\":\"todo\",\"type\":\"unstarted\",\"position\":1},"
            + "{\"id\":\"shipped\",\"type\":\"completed\",\"position\":3},{\"id\":\"done\",\"type\":\"completed\",\"position\":"
            + "2}]}";
    private static final String DATA = "{\"data\":{\"teams\":{\"nodes\":[{\"id\":\"team-1\"," + STATES
            + "}]},\"issueCreate\":"
            + "{\"success\":true},\"commentCreate\":{\"success\":true},\"issueUpdate\":{\"success\":true},\"issue\":{\"team\":{"
            + STATES + "}}}}";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("linear", settings -> new LinearChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "team", "ENG");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("api-key", "lin_api_" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return okJson(DATA);
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(input(request).path("id").asString(""));
    }

    @Override
    protected String address() {
        return "";
    }

    @Override
    protected int largest() {
        return 80_000;
    }

    @Override
    protected Notifications opening() {
        return a(TICKET);
    }

    @Override
    protected boolean tells(LoggedRequest request) {
        return request.getBodyAsString().contains("issueCreate") || request.getBodyAsString().contains("commentCreate");
    }

    @Override
    protected String text(LoggedRequest request) {
        return input(request).path("description").asString("") + input(request).path("body").asString("");
    }

    @Override
    protected List<String> dangerous() {
        return List.of(" [click](", " *b* ", "~~s~~", " <b>", " <script>", "@here", "#1 ");
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(400).withHeader("x-ratelimit-requests-reset", Long.toString(NOON
                .plusSeconds(7).toEpochMilli())).withBody(
                        "{\"errors\":[{\"message\":\"x\",\"extensions\":{\"code\":\"RATELIMITED\"}}]}"));
    }

    @Test
    void shouldFileAnIssueOfTheTeamUnderAnIdOfOurOwn() {
        answers(taken());

        var outcome = deliver(a(TICKET));

        var input = input(told().getFirst());
        assertThat(outcome).isEqualTo(new Outcome.Delivered(input.path("id").asString(), 200));
        assertThat(input.path("id").asString()).matches(
                "[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");
        assertThat(input.path("teamId").asString()).isEqualTo("team-1");
        assertThat(input.path("title").asString()).contains("[SEV1] checkout");
        assertThat(input.path("priority").asInt()).isEqualTo(1);
        assertThat(requests().getFirst().getUrl()).isEqualTo("/graphql");
        assertThat(requests().getFirst().getHeader("Authorization")).isEqualTo("lin_api_" + SECRET);
        assertThat(variables(requests().getFirst()).path("key").asString()).isEqualTo("ENG");
    }

    @Test
    void shouldEndWithTheMarkThatBringsBackWhatPeopleDoWithIt() {
        answers(taken());

        deliver(a(TICKET).with(it -> it.setSummary("tocsin:0a1b2c3d-other ".repeat(2_000))));

        var description = input(told().getFirst()).path("description").asString("");
        assertThat(TicketMark.last(description)).contains("0a1b2c3d-abcdefghijkl");
        assertThat(description).hasSizeLessThanOrEqualTo(20_000);
    }

    @Test
    void shouldTakeAnIssueThatIsThereAlreadyAsFiled() {
        answers(taken());
        receiver.stubFor(post("/graphql").withRequestBody(containing("issueCreate")).willReturn(okJson(
                "{\"errors\":[{\"extensions\":{\"type\":\"invalid input\"}}]}")));
        deliver(a(TICKET));
        var id = input(told().getFirst()).path("id").asString();
        receiver.stubFor(post("/graphql").withRequestBody(containing("issue(id")).willReturn(okJson(
                "{\"data\":{\"issue\":{\"id\":\"" + id + "\"}}}")));

        assertThat(deliver(a(TICKET))).isEqualTo(new Outcome.Delivered(id, 200));
    }

    @Test
    void shouldMoveTheIssueToTheFirstCompletedStateAtTheEndAndSayWhy() {
        answers(taken());

        deliver(a(TICKET));
        deliver(a(RESOLVED));

        var id = input(told().getFirst()).path("id").asString();
        var update = requests().stream().filter(it -> it.getBodyAsString().contains("issueUpdate")).findFirst()
                .orElseThrow();
        assertThat(variables(update).path("id").asString()).isEqualTo(id);
        assertThat(input(update).path("stateId").asString()).isEqualTo("done");
        assertThat(input(told().getLast()).path("issueId").asString()).isEqualTo(id);
        assertThat(text(told().getLast())).contains("Resolved");
    }

    @Test
    void shouldCommentNewsAndChangeThePriorityWithTheSeverity() {
        answers(taken());

        deliver(a(UPDATED));
        deliver(a(SEVERITY_CHANGED).with(it -> it.setSeverity(new Severity("SEV3", 3))));

        assertThat(told()).hasSize(2);
        assertThat(requests().stream().filter(it -> it.getBodyAsString().contains("issueUpdate"))).singleElement()
                .satisfies(it -> assertThat(input(it).path("priority").asInt()).isEqualTo(3));
    }

    @Test
    void shouldSayThatThereIsNoSuchTeam() {
        answers(okJson("{\"data\":{\"teams\":{\"nodes\":[]}}}"));

        assertThat(deliver(a(TICKET)).reason()).contains("no team with that key").contains("'team'");
    }

    @Test
    void shouldTryAgainWhenLinearSaysSoWith200() {
        answers(okJson("{\"errors\":[{\"extensions\":{\"type\":\"lock timeout\"}}]}"));

        assertThat(deliver(a(TICKET))).isInstanceOf(Outcome.RetryAfter.class);
    }

    @Test
    void shouldSayWhichKeyIsWrong() {
        answers(okJson("{\"errors\":[{\"extensions\":{\"type\":\"authentication error\"}}]}"));

        assertThat(deliver(a(TICKET)).reason()).contains("'api-key'");
    }

    private static JsonNode variables(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody()).path("variables");
    }

    private static JsonNode input(LoggedRequest request) {
        return variables(request).path("input");
    }
}
