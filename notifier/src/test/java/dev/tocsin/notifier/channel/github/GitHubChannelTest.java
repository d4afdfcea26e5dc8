package dev.tocsin.notifier.channel.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
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
import dev.tocsin.event.IncidentState;
import dev.tocsin.policy.model.Vendor;
import dev.tocsin.notifier.channel.ChannelAdapter;
import dev.tocsin.notifier.channel.ChannelContract;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.GuardedHttp;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GitHubChannelTest extends ChannelContract {

    private static final String OURS = "[{\"number\":1,\"body\":\"x\"},{\"number\":1347,\"body\":\"<!--"
            + " tocsin:0a1b2c3d-abcdefghijkl -->\"}]";

    private String repository = "octo-org/shop";

    @Override
    protected ChannelAdapter adapter(GuardedHttp client) {
        return ChannelAdapter.of("github", settings -> new GitHubChannel(settings, client));
    }

    @Override
    protected Map<String, String> settings(String base) {
        return Map.of("url", base, "repository", repository, "label", "incident");
    }

    @Override
    protected Map<String, String> secrets(String base) {
        return Map.of("token", "ghp_" + SECRET);
    }

    @Override
    protected ResponseDefinitionBuilder taken() {
        return aResponse().withStatus(201).withBody("{\"number\":1347,\"state\":\"open\"}");
    }

    @Override
    protected Optional<String> key(LoggedRequest request) {
        return Optional.of(json(request).path("body").asString().lines().findFirst().orElseThrow());
    }

    @Override
    protected int largest() {
        return 180_000;
    }

    @Override
    protected Notifications opening() {
        return a(TICKET);
    }

    @Override
    protected String text(LoggedRequest request) {
        return json(request).path("body").asString();
    }

    @Override
    protected List<String> dangerous() {
        return List.of(" [click](", "- **Note** *b*", "~~s~~", " \n<b>", "- **Team** <!channel>");
    }

    @Override
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.of(aResponse().withStatus(403).withHeader("x-ratelimit-remaining", "0").withHeader(
                "x-ratelimit-reset", Long.toString(NOON.plusSeconds(7).getEpochSecond())));
    }

    @Test
    void shouldFileAnIssueWithAMarkerThatReadersDoNotSee() {
        answers(taken());

        var outcome = deliver(a(TICKET));

        var request = requests().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered("1347", 201));
        assertThat(request.getUrl()).isEqualTo("/repos/octo-org/shop/issues");
        assertThat(request.getHeader("Authorization")).isEqualTo("Bearer ghp_" + SECRET);
        assertThat(json(request).path("body").asString()).startsWith("<!-- tocsin:0a1b2c3d-abcdefghijkl -->\n");
        assertThat(json(request).path("labels").path(0).asString()).isEqualTo("incident");
    }

    @Test
    void shouldMentionNobodyAndReferToNothing() {
        answers(taken());

        deliver(a(TICKET).with(it -> it.setSummary("@octocat broke #12 and octo/shop#3")));

        assertThat(json(requests().getFirst()).path("body").asString()).doesNotContain("@octocat", "#12", "#3");
    }

    @Test
    void shouldCloseItAtTheEndAndSayWhy() {
        answers(taken());

        deliver(a(RESOLVED), Optional.of("1347"));

        assertThat(requests()).extracting(it -> it.getMethod().getName() + " " + it.getUrl()).containsExactly(
                "PATCH /repos/octo-org/shop/issues/1347", "POST /repos/octo-org/shop/issues/1347/comments");
        assertThat(json(requests().getFirst()).path("state").asString()).isEqualTo("closed");
    }

    @Test
    void shouldAssignWhoeverAcknowledged() {
        answers(taken());

        var outcome = deliver(a(ACKNOWLEDGED).state(IncidentState.ACKNOWLEDGED, "alice"), "1347", (vendor,
                person) -> vendor == Vendor.GITHUB && person.equals("alice")
                        ? Optional.of("octocat")
                        : Optional.empty());

        assertThat(outcome).isEqualTo(new Outcome.Delivered("1347", 201));
        assertThat(requests()).extracting(LoggedRequest::getUrl).containsExactly(
                "/repos/octo-org/shop/issues/1347/comments",
                "/repos/octo-org/shop/issues/1347/assignees");
        assertThat(json(requests().getLast()).path("assignees").path(0).asString()).isEqualTo("octocat");
    }

    @Test
    void shouldSayThatItIsNotAssigned() {
        answers(taken());
        receiver.stubFor(post(urlPathMatching(".*/assignees")).willReturn(aResponse().withStatus(403)));

        assertThat(deliver(a(ACKNOWLEDGED).state(IncidentState.ACKNOWLEDGED, "alice"), "1347", (_, _) -> Optional.of(
                "octocat")))
                .isInstanceOfSatisfying(Outcome.Delivered.class, it -> assertThat(it.reason()).startsWith(
                        "accepted with 201; not assigned to octocat: "));
    }

    @Test
    void shouldLookForTheIssueWhereItsNumberIsForgotten() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/issues")).willReturn(okJson(OURS)));

        deliver(a(UPDATED));

        assertThat(requests().getLast().getUrl()).isEqualTo("/repos/octo-org/shop/issues/1347/comments");
    }

    @Test
    void shouldNotFileASecondOneInDoubt() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/issues")).willReturn(okJson(OURS)));

        var outcome = deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true);

        assertThat(outcome).isEqualTo(new Outcome.Delivered("1347", 200));
        assertThat(requests()).extracting(it -> it.getMethod().getName()).containsExactly("GET");
    }

    @Test
    void shouldFindTheIssueInALongListAndFileNoneWhenTheListCannotBeRead() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/issues")).willReturn(okJson(OURS.replace("\"x\"", "\"" + "x".repeat(
                300_000) + "\""))));
        assertThat(deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true)).isEqualTo(
                new Outcome.Delivered(
                        "1347", 200));

        receiver.stubFor(get(urlPathMatching(".*/issues")).willReturn(okJson("<html>")));
        assertThat(deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true)).isInstanceOf(
                Outcome.Rejected.class);
    }

    @Test
    void shouldFileItInDoubtWhenItIsNotThere() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching(".*/issues")).willReturn(okJson("[]")));

        deliver(a(TICKET).to("hook", address()).build(), Optional.empty(), true);

        assertThat(requests()).extracting(it -> it.getMethod().getName()).containsExactly("GET", "POST");
    }

    @Test
    void shouldFileAConfidentialIncidentInAPrivateRepositoryOnly() {
        answers(taken());
        receiver.stubFor(get(urlPathMatching("/repos/octo-org/shop")).willReturn(okJson("{\"private\":false}")));
        assertThat(deliver(a(TICKET).with(it -> it.setConfidential(true)))).isInstanceOf(Outcome.Rejected.class);

        receiver.stubFor(get(urlPathMatching("/repos/octo-org/shop")).willReturn(okJson("{\"private\":true}")));
        assertThat(deliver(a(TICKET).with(it -> it.setConfidential(true)))).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldTakeASecondaryLimitForNoLackOfPermission() {
        answers(aResponse().withStatus(403).withHeader("Retry-After", "60"));

        assertThat(deliver(a(TICKET))).isInstanceOf(Outcome.RetryAfter.class);
    }

    @Test
    void shouldRefuseAMalformedRepository() {
        answers(taken());
        repository = "shop/../admin";

        assertThat(deliver(a(TICKET)).reason()).contains("owner/name");
        assertThat(requests()).isEmpty();
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
