package dev.tocsin.notifier.channel.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.tocsin.event.NotificationKind.ACKNOWLEDGED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.IncidentState;
import dev.tocsin.notifier.channel.AnswerButtons;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Receipts.Receipt;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.channel.ServiceNames;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whom a page mentions in Slack, and who is invited to an incident's own channel. */
class SlackPeopleTest {

    private static final String ROOM_OF_ITS_OWN = "#incident-1";

    @RegisterExtension
    private final WireMockExtension slack = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1")).build();

    private final GuardedHttp http = new GuardedHttp(new AddressGuard(List.of(Cidr.parse("127.0.0.1/32"))),
            new HttpLimits(Duration.ofMinutes(2), Duration.ofMinutes(2)), Clock.fixed(NOON, ZoneOffset.UTC));
    private final SlackAdapter type = new SlackAdapter(http);
    private final Map<String, String> settings = new HashMap<>();

    @BeforeEach
    void shouldTakeEverythingUnlessATestSaysOtherwise() {
        slack.stubFor(post(anyUrl()).willReturn(okJson("{\"ok\":true}")));
        answers("users.conversations", "{\"ok\":true,\"channels\":[]}");
        answers("conversations.create", "{\"ok\":true,\"channel\":{\"id\":\"C0NEW\",\"name\":\"x\"}}");
        answers("chat.postMessage", "{\"ok\":true,\"channel\":\"C0NEW\",\"ts\":\"1.5\"}");
        answers("usergroups.users.list", "{\"ok\":true,\"users\":[\"U0ERIN\",\"U0ALICE\"]}");
    }

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void shouldMentionNobodyUnlessThePolicySaysSo() {
        deliver(a(PAGE).to("chat", "C0ROOM"));

        assertThat(only("chat.postMessage").toString()).doesNotContain("<@", "<!subteam");
    }

    @Test
    void shouldMentionTheUserGroupOfTheServiceAndThePersonBelowTheHeadline() {
        mentions();

        deliver(a(PAGE).to("chat", "C0ROOM"));

        var message = only("chat.postMessage");
        assertThat(message.path("text").asString()).startsWith("[SEV1] checkout");
        assertThat(block(message, 0)).startsWith("*[SEV1] checkout");
        assertThat(block(message, 1)).isEqualTo("<!subteam^S0SHOP> <@U0ALICE>");
    }

    @ParameterizedTest
    @CsvSource({"search, <!subteam^S0REST> <@U0ALICE>", "checkout, <!subteam^S0SHOP> <@U0ALICE>"})
    void shouldMentionTheGroupOfAnyOtherService(String service, String mentioned) {
        mentions();

        deliver(a(PAGE).to("chat", "C0ROOM").with(it -> it.setService(service)));

        assertThat(block(only("chat.postMessage"), 1)).isEqualTo(mentioned);
    }

    @Test
    void shouldMentionNobodyInNewsNorInADirectMessage() {
        mentions();

        deliver(a(PAGE).to("chat", "U0ALICE"));
        deliver(a(UPDATED).to("chat", "C0ROOM"));

        assertThat(requests().toString()).doesNotContain("<@", "<!subteam");
    }

    @Test
    void shouldMentionNobodyInAnEdit() {
        mentions();

        deliver(a(ACKNOWLEDGED).to("chat", "C0ROOM").state(IncidentState.ACKNOWLEDGED, "alice"), Optional.of(
                new Receipt(
                        "C0ROOM/1.5", false)));

        assertThat(requests().toString()).doesNotContain("<@", "<!subteam");
    }

    @Test
    void shouldInviteWhomItPagesAndWhoHasARole() {
        var outcome = deliver(room().with(it -> it.setRoles(Map.of("commander", "carol"))));

        assertThat(outcome).isEqualTo(new Outcome.Delivered("C0NEW/1.5", 200));
        var invitation = only("conversations.invite");
        assertThat(invitation.path("channel").asString()).isEqualTo("C0NEW");
        assertThat(invitation.path("users").asString()).isEqualTo("U0ALICE,U0BOB,U0CAROL");
        assertThat(invitation.path("force").asBoolean()).isTrue();
    }

    @Test
    void shouldInviteTheMembersOfTheUserGroupOnce() {
        mentions();

        deliver(room());
        deliver(news());

        assertThat(called("usergroups.users.list")).hasSize(1);
        assertThat(only("conversations.invite").path("users").asString()).isEqualTo("U0ALICE,U0BOB,U0ERIN");
    }

    @Test
    void shouldInviteWhoeverAcknowledgesLater() {
        deliver(room());
        deliver(news().state(IncidentState.ACKNOWLEDGED, "carol"));

        assertThat(called("conversations.invite")).extracting(it -> it.path("users").asString()).containsExactly(
                "U0ALICE,U0BOB", "U0CAROL");
    }

    @Test
    void shouldInviteToAConfidentialChannelOnlyWhomSomebodyChose() {
        mentions();

        deliver(room().with(it -> it.setConfidential(true).setRoles(Map.of("commander", "carol"))));

        assertThat(only("conversations.invite").path("users").asString()).isEqualTo("U0CAROL");
        assertThat(called("usergroups.users.list")).isEmpty();
    }

    @Test
    void shouldInviteNobodyIfThePolicySaysSoNorAtTheEnd() {
        deliver(a(RESOLVED).on("resolved").target("room").to("chat", ROOM_OF_ITS_OWN).alsoTold("alice").state(
                IncidentState.RESOLVED, "alice"));
        settings.put("invite", "false");
        deliver(room());

        assertThat(called("conversations.invite")).isEmpty();
    }

    @Test
    void shouldSayThatItCouldNotInviteAndTryAgainWithTheNextMessage() {
        answers("conversations.invite", "{\"ok\":false,\"error\":\"missing_scope\"}");

        var outcome = deliver(room());
        answers("conversations.invite", "{\"ok\":true}");
        var next = deliver(news());

        assertThat(outcome.reason()).isEqualTo(
                "accepted with 200; people not invited: Slack answered missing_scope; allow the bot"
                        + " channels:manage and, for private channels, groups:write, or set 'invite: false'");
        assertThat(next.reason()).isEqualTo("accepted with 200");
        assertThat(called("conversations.invite")).hasSize(2);
    }

    @Test
    void shouldTakeSomebodyWhoIsThereAlreadyForInvited() {
        answers("conversations.invite", "{\"ok\":false,\"error\":\"already_in_channel\"}");

        assertThat(deliver(room()).reason()).isEqualTo("accepted with 200");
        deliver(news());

        assertThat(called("conversations.invite")).hasSize(1);
    }

    private void mentions() {
        settings.put("user-groups", new ServiceNames(Map.of("checkout", List.of("S0SHOP"), "*", List.of("S0REST")))
                .text());
        settings.put("mention", "true");
    }

    private static Notifications room() {
        return a(ROOM).on("room", "name", "incident-1").target("room").to("chat", ROOM_OF_ITS_OWN).alsoTold("alice",
                "bob",
                "nobody-known");
    }

    private static Notifications news() {
        return a(UPDATED).on("update/1").target("room").to("chat", ROOM_OF_ITS_OWN).alsoTold("alice", "bob");
    }

    private Outcome deliver(Notifications notification) {
        return deliver(notification, Optional.empty());
    }

    private Outcome deliver(Notifications notification, Optional<Receipt> first) {
        settings.put("api-url", slack.baseUrl() + "/api/");
        var spec = new ChannelSpec("chat", "slack", settings, Map.of("token", new SecretRef.Env("TOKEN")), Set.of());
        var built = notification.build();
        var accounts = Map.of("alice", "U0ALICE", "bob", "U0BOB", "carol", "U0CAROL");
        try {
            return type.open(new ChannelSettings(spec, new Secrets(_ -> Optional.of("xoxb-1")))).deliver(new Dispatch(
                    built,
                    new MessageWriter(Optional.empty()).write(built, false, NOON), false, first, NOON,
                    new AnswerButtons(
                            AnswerDoor.NONE, built, NOON), (_, person) -> Optional.ofNullable(accounts.get(person))));
        } catch (Exception unusable) {
            throw new AssertionError(unusable);
        }
    }

    private void answers(String method, String json) {
        slack.stubFor(post(urlPathEqualTo("/api/" + method)).willReturn(okJson(json)));
    }

    private List<String> requests() {
        return slack.findAll(anyRequestedFor(anyUrl())).stream().map(LoggedRequest::getBodyAsString).toList();
    }

    private List<JsonNode> called(String method) {
        return slack.findAll(anyRequestedFor(urlPathEqualTo("/api/" + method))).stream().map(
                LoggedRequest::getBodyAsString).map(
                        body -> body.startsWith("{")
                                ? JsonMapper.shared().readTree(body)
                                : JsonMapper.shared().createObjectNode())
                .toList();
    }

    private JsonNode only(String method) {
        assertThat(called(method)).hasSize(1);
        return called(method).getFirst();
    }

    private static String block(JsonNode message, int number) {
        return message.path("blocks").path(number).path("text").path("text").asString();
    }
}
