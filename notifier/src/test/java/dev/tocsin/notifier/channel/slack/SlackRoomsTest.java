package dev.tocsin.notifier.channel.slack;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.tocsin.event.NotificationKind.LADDER_EXHAUSTED;
import static dev.tocsin.event.NotificationKind.PAGE;
import static dev.tocsin.event.NotificationKind.REOPENED;
import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.event.NotificationKind.ROOM;
import static dev.tocsin.event.NotificationKind.UPDATED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
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
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.net.Cidr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A room for each incident, or a thread in a shared one (rows A6, B5, B6), against a Slack that a test scripts. */
class SlackRoomsTest {

    private static final String ID = "0a1b2c3d-abcdefghijkl";
    private static final String CREATE = "/api/conversations.create";
    private static final String POST = "/api/chat.postMessage";

    @RegisterExtension
    private final WireMockExtension slack = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1")).build();

    private final GuardedHttp http = new GuardedHttp(new AddressGuard(List.of(Cidr.parse("127.0.0.1/32"))),
            new HttpLimits(Duration.ofMinutes(2), Duration.ofMinutes(2)), Clock.fixed(NOON, ZoneOffset.UTC));
    private final SlackAdapter type = new SlackAdapter(http);

    @BeforeEach
    void shouldTakeEverythingUnlessATestSaysOtherwise() {
        answers("/api/conversations.setPurpose", ok());
        answers("/api/conversations.setTopic", ok());
        answers("/api/users.conversations", okJson("{\"ok\":true,\"channels\":[]}"));
        answers(CREATE, okJson("{\"ok\":true,\"channel\":{\"id\":\"C0NEW\",\"name\":\"x\"}}"));
        answers(POST, okJson("{\"ok\":true,\"channel\":\"C0NEW\",\"ts\":\"1.5\"}"));
    }

    @AfterEach
    void close() {
        http.close();
    }

    /** Runbook rows A6, B6. */
    @Test
    void shouldCreateAnIncidentChannelAndPostTheFirstMessage() {
        var outcome = deliver(aRoom("incident-20261120-checkout-errors"));

        assertThat(outcome).isEqualTo(new Outcome.Delivered("C0NEW/1.5", 200));
        assertThat(called()).containsExactly("conversations.create", "conversations.setPurpose",
                "conversations.setTopic", "chat.postMessage");
        assertThat(body(0).path("name").asString()).isEqualTo("incident-20261120-checkout-errors");
        assertThat(body(0).path("is_private").asBoolean()).isFalse();
        assertThat(body(1).path("purpose").asString()).contains(ID);
        assertThat(body(2).path("topic").asString()).startsWith("Declared: [SEV1] checkout");
        assertThat(body(3).path("channel").asString()).isEqualTo("C0NEW");
        assertThat(body(3).toString()).contains("*Severity* SEV1").contains("*Commander*");
    }

    /** Runbook row A6. */
    @Test
    void shouldTakeTheNextNumberThatIsFree() {
        taken("incident-20261120-01");
        taken("incident-20261120-02");

        deliver(aRoom("incident-20261120-NN"));
        deliver(aRoom("incident-20261120-NN").of("another", 1));

        assertThat(names()).containsExactly("incident-20261120-01", "incident-20261120-02", "incident-20261120-03",
                "incident-20261120-04");
    }

    @Test
    void shouldGoOnWithLaterNumbersInTheNextAttempt() {
        for (var number = 1; number <= 9; number++) {
            taken("incident-20261120-0" + number);
        }

        var outcome = deliver(aRoom("incident-20261120-NN"));
        var again = deliver(aRoom("incident-20261120-NN"));

        assertThat(outcome).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(again).isInstanceOf(Outcome.Delivered.class);
        assertThat(names()).hasSize(10).endsWith("incident-20261120-10");
    }

    @Test
    void shouldUseTheRoomThatHasTheNameAlready() {
        taken("incident-20261120-checkout-errors");

        var outcome = deliver(aRoom("incident-20261120-checkout-errors"));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(last().path("channel").asString()).isEqualTo("#incident-20261120-checkout-errors");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"is_archived", "not_in_channel", "channel_not_found"})
    void shouldOpenARoomBesideOneInWhichNothingCanBeSaid(String error) {
        taken("incident-1");
        slack.stubFor(post(POST).withRequestBody(containing("#incident-1")).willReturn(failed(error)));

        var outcome = deliver(aRoom("incident-1"));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(names()).containsExactly("incident-1", "incident-1-abcdefghijkl");
        assertThat(last().path("channel").asString()).isEqualTo("C0NEW");
    }

    /** Runbook row B13. */
    @Test
    void shouldPostNothingConfidentialInAChannelThatMayBePublic() {
        taken("incident-1");

        deliver(aRoom("incident-1").with(it -> it.setConfidential(true)));

        assertThat(names()).containsExactly("incident-1", "incident-1-abcdefghijkl");
        assertThat(body(0).path("is_private").asBoolean()).isTrue();
        assertThat(posts()).allMatch(it -> it.path("channel").asString().equals("C0NEW"));
    }

    /** What failed after the room was there goes on in it. */
    @ParameterizedTest(name = "{0}")
    @CsvSource({"429", "500", "503"})
    void shouldNotCreateASecondChannelWhenTheFirstMessageFails(int status) {
        answers(POST, aResponse().withStatus(status).withHeader("Retry-After", "7"));
        var failed = deliver(aRoom("incident-20261120-NN"));
        answers(POST, okJson("{\"ok\":true,\"channel\":\"C0NEW\",\"ts\":\"1.5\"}"));

        var outcome = deliver(aRoom("incident-20261120-NN"));

        assertThat(failed).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it.asked()).contains(
                Duration.ofSeconds(7)));
        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(names()).hasSize(1);
    }

    /** After a crash nothing is known but that it may have been opened: its purpose tells. */
    @Test
    void shouldFindItsRoomAgainAfterACrash() {
        answers("/api/users.conversations", okJson("""
                {"ok":true,"channels":[{"id":"C0OTHER","purpose":{"value":"Incident other, opened by Tocsin"}}],
                 "response_metadata":{"next_cursor":"more"}}"""));
        slack.stubFor(post(urlPathEqualTo("/api/users.conversations")).withRequestBody(containing("cursor=more"))
                .willReturn(okJson("{\"ok\":true,\"channels\":[{\"id\":\"C0MINE\",\"purpose\":{\"value\":\"Incident "
                        + ID + ", opened by Tocsin\"}}]}")));

        deliver(aRoom("incident-20261120-NN").build(), Optional.empty(), true);

        assertThat(called()).containsExactly("users.conversations", "users.conversations", "chat.postMessage");
        assertThat(last().path("channel").asString()).isEqualTo("C0MINE");
    }

    @Test
    void shouldOpenARoomAfterACrashWhenThereIsNone() {
        answers("/api/users.conversations", failed("missing_scope"));

        deliver(aRoom("incident-20261120-NN").build(), Optional.empty(), true);

        assertThat(names()).containsExactly("incident-20261120-01");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"429,", "500,", "200,ratelimited", "200,fatal_error"})
    void shouldTryAgainWhenSlackOpensNoRoomNow(int status, String error) {
        answers(CREATE, error == null
                ? aResponse().withStatus(status).withHeader("Retry-After", "3")
                : failed(error).withHeader("Retry-After", "3"));

        assertThat(deliver(aRoom("incident-1"))).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it
                .asked()).contains(Duration.ofSeconds(3)));
        assertThat(posts()).isEmpty();
    }

    @Test
    void shouldSayWhatTheBotNeedsWhenItMayNotOpenRooms() {
        answers(CREATE, failed("missing_scope"));

        assertThat(deliver(aRoom("incident-1"))).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it
                .reason()).contains("missing_scope").contains("channels:manage"));
    }

    @Test
    void shouldOpenARoomWhoseTopicSlackDoesNotTake() {
        answers("/api/conversations.setTopic", failed("too_long"));
        answers("/api/conversations.setPurpose", aResponse().withStatus(500));

        assertThat(deliver(aRoom("incident-1"))).isInstanceOf(Outcome.Delivered.class);
    }

    /** Runbook rows B10, B11. */
    @Test
    void shouldSayWhatFollowsInTheRoomAndNotInAThread() {
        deliver(a(RESOLVED).on("resolved").to("chat", "#incident-1").build(), Optional.of(new Receipt("C0NEW/1.5",
                true)), false);

        assertThat(called()).containsExactly("chat.postMessage");
        assertThat(last().path("channel").asString()).isEqualTo("C0NEW");
        assertThat(last().has("thread_ts")).isFalse();
    }

    @Test
    void shouldFindTheRoomOfAnIncidentWhoseNumberIsForgotten() {
        slack.stubFor(post(POST).withRequestBody(containing("\"#incident-")).willReturn(failed("channel_not_found")));
        answers("/api/users.conversations", okJson("{\"ok\":true,\"channels\":[{\"id\":\"C0MINE\",\"purpose\":"
                + "{\"value\":\"Incident " + ID + "\"}}]}"));

        deliver(a(UPDATED).on("update/1").to("chat", "#incident-20261120-abcd").build(), Optional.empty(), false);
        deliver(a(UPDATED).on("update/2").to("chat", "#incident-20261120-abcd").build(), Optional.empty(), false);

        assertThat(called()).containsExactly("chat.postMessage", "users.conversations", "chat.postMessage",
                "chat.postMessage");
        assertThat(last().path("channel").asString()).isEqualTo("C0MINE");
    }

    /** Its opening was dropped, as the incident was over before Slack came back; now it is reopened. */
    @Test
    void shouldOpenTheRoomWithTheNextNewsWhenItsOpeningWasDropped() {
        notThere("#incident-1");

        var outcome = deliver(forRoom(REOPENED));
        deliver(forRoom(UPDATED));

        assertThat(outcome).isEqualTo(new Outcome.Delivered("C0NEW/1.5", 200));
        assertThat(names()).containsExactly("incident-1");
        assertThat(posts()).extracting(it -> it.path("channel").asString()).containsExactly("#incident-1", "C0NEW",
                "C0NEW");
    }

    @ParameterizedTest(name = "{0}")
    @EnumSource(value = NotificationKind.class, names = {"RESOLVED", "CLOSED"})
    void shouldNotCreateAChannelForTheEnd(NotificationKind end) {
        notThere("#incident-1");

        assertThat(deliver(forRoom(end))).isInstanceOf(Outcome.Rejected.class);
        assertThat(names()).isEmpty();
    }

    @ParameterizedTest(name = "{0} to {1}")
    @CsvSource({"PAGE,alice", "UPDATED,alice", "PAGE,room", "LADDER_EXHAUSTED,room"})
    void shouldOpenNoRoomWherePeopleAreReachedByAnAddressThatIsWrong(NotificationKind kind, String target) {
        notThere("#incident-1");

        assertThat(deliver(forRoom(kind).target(target))).isInstanceOf(Outcome.Rejected.class);
        assertThat(names()).isEmpty();
    }

    @Test
    void shouldTryAgainWhenSlackDoesNotSayWhetherTheRoomIsThere() {
        notThere("#incident-1");
        answers("/api/users.conversations", aResponse().withStatus(503));

        assertThat(deliver(forRoom(UPDATED))).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it
                .mayHaveArrived()).isFalse());
        assertThat(names()).isEmpty();
    }

    /** Runbook row B13. */
    @Test
    void shouldFindThePrivateRoomOfAConfidentialIncidentBeforeAnythingIsSaid() {
        found("C0PUBLIC", false);
        assertThat(deliver(confidential(RESOLVED))).isInstanceOf(Outcome.Rejected.class);
        found("C0MINE", true);

        deliver(confidential(UPDATED));
        deliver(confidential(RESOLVED));

        assertThat(names()).isEmpty();
        assertThat(posts()).extracting(it -> it.path("channel").asString()).containsExactly("C0MINE", "C0MINE");
    }

    /** Runbook row B13. */
    @Test
    void shouldPostNothingConfidentialByNameAndCreateAPrivateChannelForNews() {
        taken("incident-1");

        var end = deliver(confidential(RESOLVED));
        var news = deliver(confidential(UPDATED));

        assertThat(end).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason()).contains(
                "private channel"));
        assertThat(news).isInstanceOf(Outcome.Delivered.class);
        assertThat(names()).containsExactly("incident-1", "incident-1-abcdefghijkl");
        assertThat(posts()).extracting(it -> it.path("channel").asString()).containsExactly("C0NEW");
    }

    /** Runbook row B13. */
    @Test
    void shouldNotTrustANameThatSeemsItsOwnWithWhatIsConfidential() {
        taken("incident-1");
        taken("incident-1-abcdefghijkl");

        assertThat(deliver(confidential(UPDATED))).isInstanceOf(Outcome.Rejected.class);
        assertThat(posts()).isEmpty();
    }

    /** Runbook row B13. */
    @Test
    void shouldTryAgainWhenSlackDoesNotSayWhereThePrivateRoomIs() {
        answers("/api/users.conversations", aResponse().withStatus(429).withHeader("Retry-After", "7"));

        assertThat(deliver(confidential(UPDATED))).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(posts()).isEmpty();
    }

    /** It is opened once more for an incident that became confidential in a room that anybody can read. Runbook row B13. */
    @Test
    void shouldOpenAPrivateRoomThoughAPublicOneIsKnown() {
        deliver(aRoom("incident-1"));
        answers(CREATE, okJson("{\"ok\":true,\"channel\":{\"id\":\"C0SECRET\"}}"));

        deliver(aRoom("incident-2").with(it -> it.setConfidential(true)).build(), Optional.of(new Receipt("C0NEW/1.5",
                true)), false);
        deliver(a(UPDATED).target("room").to("chat", "#incident").with(it -> it.setConfidential(true)));

        assertThat(posts()).extracting(it -> it.path("channel").asString()).containsExactly("C0NEW", "C0SECRET",
                "C0SECRET");
    }

    /** A page must reach people also where they share a room; it says no more there than its channel may hear. */
    @Test
    void shouldPageByNameAlsoWhatIsConfidential() {
        deliver(confidential(PAGE).target("oncall"));
        deliver(confidential(LADDER_EXHAUSTED).target("room"));

        assertThat(posts()).extracting(it -> it.path("channel").asString()).containsExactly("#incident-1",
                "#incident-1");
    }

    /** Runbook row B5. */
    @Test
    void shouldSayWhatFollowsInTheThreadOfTheFirstPostInASharedRoom() {
        var first = Optional.of(new Receipt("C0ENG/1.5", true));

        deliver(a(ROOM).on("room").to("chat", "C0ENG").build(), Optional.empty(), false);
        deliver(aPage().to("chat", "C0ENG").build(), first, false);
        deliver(a(UPDATED).on("update/1").to("chat", "C0ENG").build(), first, false);
        deliver(a(RESOLVED).to("chat", "C0ENG").build(), first, false);

        assertThat(names()).isEmpty();
        assertThat(called()).containsExactly("chat.postMessage", "chat.postMessage", "chat.postMessage", "chat.update",
                "chat.postMessage");
        assertThat(body(0).has("thread_ts")).isFalse();
        assertThat(List.of(body(1), body(2), body(4))).allMatch(it -> it.path("thread_ts").asString().equals("1.5"));
        assertThat(body(1).path("reply_broadcast").asBoolean()).isTrue();
        assertThat(body(2).path("reply_broadcast").asBoolean()).isFalse();
    }

    /** Runbook row B5. */
    @Test
    void shouldKeepTheThreadOfAPageThatCameBeforeTheRoom() {
        var outcome = deliver(a(ROOM).on("room").to("chat", "C0ENG").build(), Optional.of(new Receipt("C0ENG/1.5",
                false)), false);

        assertThat(outcome).isEqualTo(new Outcome.Delivered("C0ENG/1.5", 200));
        assertThat(last().path("thread_ts").asString()).isEqualTo("1.5");
    }

    private static Notifications aRoom(String name) {
        return a(ROOM).on("room/declared", "name", name).to("chat", "#incident");
    }

    private static Notifications forRoom(NotificationKind kind) {
        return a(kind).on("news").target("room").to("chat", "#incident-1");
    }

    private static Notifications confidential(NotificationKind kind) {
        return forRoom(kind).with(it -> it.setConfidential(true));
    }

    private void notThere(String name) {
        slack.stubFor(post(POST).withRequestBody(containing("\"" + name + "\"")).willReturn(failed(
                "channel_not_found")));
    }

    private void found(String id, boolean closed) {
        answers("/api/users.conversations", okJson("{\"ok\":true,\"channels\":[{\"id\":\"" + id
                + "\",\"is_private\":" + closed + ",\"purpose\":{\"value\":\"Incident " + ID + "\"}}]}"));
    }

    private Outcome deliver(Notifications notification) {
        return deliver(notification.build(), Optional.empty(), false);
    }

    private Outcome deliver(Notification notification, Optional<Receipt> first, boolean possibleRepeat) {
        var spec = new ChannelSpec("chat", "slack", Map.of("api-url", slack.baseUrl() + "/api/"), Map.of("token",
                new SecretRef.Env("TOKEN")), Set.of());
        try {
            return type.open(new ChannelSettings(spec, new Secrets(_ -> Optional.of("xoxb-1")))).deliver(new Dispatch(
                    notification, new MessageWriter(Optional.empty()).write(notification, possibleRepeat, NOON),
                    possibleRepeat, first, NOON));
        } catch (Exception unusable) {
            throw new AssertionError(unusable);
        }
    }

    private void answers(String path, ResponseDefinitionBuilder response) {
        slack.stubFor(post(urlPathEqualTo(path)).willReturn(response));
    }

    private void taken(String name) {
        slack.stubFor(post(CREATE).withRequestBody(containing("\"" + name + "\"")).willReturn(failed("name_taken")));
    }

    private static ResponseDefinitionBuilder ok() {
        return okJson("{\"ok\":true}");
    }

    private static ResponseDefinitionBuilder failed(String error) {
        return okJson("{\"ok\":false,\"error\":\"" + error + "\"}");
    }

    private List<LoggedRequest> requests() {
        return slack.findAll(anyRequestedFor(anyUrl()));
    }

    private List<String> called() {
        return requests().stream().map(it -> it.getUrl().substring("/api/".length())).toList();
    }

    private List<String> names() {
        return requests().stream().filter(it -> it.getUrl().equals(CREATE)).map(SlackRoomsTest::json).map(it -> it
                .path("name").asString()).toList();
    }

    private List<JsonNode> posts() {
        return requests().stream().filter(it -> it.getUrl().equals(POST)).map(SlackRoomsTest::json).toList();
    }

    private JsonNode body(int request) {
        return json(requests().get(request));
    }

    private JsonNode last() {
        return json(requests().getLast());
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBody());
    }
}
