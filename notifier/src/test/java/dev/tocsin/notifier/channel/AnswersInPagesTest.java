package dev.tocsin.notifier.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.schemas.outside.ActionToken;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerKeys;
import dev.tocsin.schemas.outside.AnswerWay;
import dev.tocsin.schemas.outside.TokenVerdict;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A page says how to answer it in place, as far as its channel can carry that. */
class AnswersInPagesTest {

    private static final String DOOR = "https://alerts.example.org";
    private static final AnswerKeys KEYS = AnswerKeys.of(List.of("a-secret-of-this-installation"));
    private static final AnswerDoor OPEN = new AnswerDoor(Optional.of(DOOR), KEYS);
    private static final String INCIDENT = "0a1b2c3d-abcdefghijkl";
    private static final Map<String, Map<String, String>> PLAIN = Map.of("sms", Map.of("account", "AC1", "from",
            "+15550199"), "voice", Map.of("account", "AC1", "from", "+15550199"));
    private static final Pattern LINK = Pattern.compile(Pattern.quote(DOOR) + "/a/([A-Za-z0-9_-]{47})");

    @RegisterExtension
    static final WireMockExtension RECEIVER = WireMockExtension.newInstance().options(wireMockConfig().dynamicPort())
            .build();

    private final GuardedHttp http = new GuardedHttp(new AddressGuard(List.of(Cidr.parse("127.0.0.0/8"))),
            new HttpLimits(Duration.ofSeconds(20), Duration.ofSeconds(20)), Clock.fixed(NOON, ZoneOffset.UTC));

    @AfterEach
    void close() {
        http.close();
    }

    @Test
    void shouldPutButtonsUnderASlackPage() {
        var blocks = json(deliver("slack", aPage(), OPEN)).path("blocks");
        var actions = blocks.get(blocks.size() - 1);

        assertThat(actions.path("type").asString()).isEqualTo("actions");
        assertThat(actions.path("elements").size()).isEqualTo(3);
        var acknowledge = actions.path("elements").get(0);
        assertThat(acknowledge.path("action_id").asString()).isEqualTo("tocsin-acknowledge");
        assertThat(acknowledge.path("text").path("text").asString()).isEqualTo("Acknowledge");
        assertBound(acknowledge.path("value").asString(), AnswerWay.SLACK, AnswerAction.ACKNOWLEDGE);
        assertBound(actions.path("elements").get(1).path("value").asString(), AnswerWay.SLACK, AnswerAction.RESOLVE);
        assertBound(actions.path("elements").get(2).path("value").asString(), AnswerWay.SLACK, AnswerAction.ESCALATE);
    }

    /** One way to acknowledge is enough; the incident is still linked. */
    @ParameterizedTest
    @ValueSource(strings = {"slack", "telegram", "teams"})
    void shouldNotSayWhereToAcknowledgeAboveAButtonThatDoes(String type) {
        var body = deliver(type, aPage(), OPEN).getBodyAsString();

        assertThat(body).doesNotContain("*Acknowledge*", "<b>Acknowledge</b>", "**Acknowledge**").contains(
                "https://tocsin.example.org/?incident=");
    }

    @Test
    @DisplayName("the edit after an acknowledgement leaves Resolve, the one after the end leaves nothing")
    void shouldTakeButtonsAwayThatMakeNoSenseAnyMore() {
        deliver("slack", a(NotificationKind.ACKNOWLEDGED).state(IncidentState.ACKNOWLEDGED, "ada"), OPEN,
                Optional.of("C1/1.2"));
        deliver("slack", a(NotificationKind.RESOLVED).state(IncidentState.RESOLVED, "ada"), OPEN, Optional.of(
                "C1/1.2"));

        var edits = requests().stream().filter(request -> request.getUrl().endsWith("chat.update")).map(
                AnswersInPagesTest::json).toList();
        assertThat(edits).hasSize(2);
        assertThat(edits.getFirst().toString()).contains("tocsin-resolve").doesNotContain("tocsin-acknowledge");
        assertThat(edits.getLast().toString()).doesNotContain("tocsin-");
    }

    @Test
    void shouldPutNoButtonsUnderADigestWhichStandsForNoIncident() {
        assertThat(json(deliver("slack", a(NotificationKind.PAGE_DIGEST).on("digest", "messages", "2"), OPEN))
                .toString()).doesNotContain(
                        "tocsin-");
    }

    @Test
    void shouldPutAKeyboardUnderATelegramPage() {
        var rows = json(deliver("telegram", aPage(), OPEN)).path("reply_markup").path("inline_keyboard");
        var row = rows.get(0);

        assertThat(rows.size()).isEqualTo(2);
        assertThat(row.size()).isEqualTo(2);
        assertThat(row.get(0).path("text").asString()).isEqualTo("Acknowledge");
        assertThat(row.get(0).path("callback_data").asString().length()).isLessThanOrEqualTo(64);
        assertBound(row.get(0).path("callback_data").asString(), AnswerWay.TELEGRAM, AnswerAction.ACKNOWLEDGE);
        assertBound(rows.get(1).get(0).path("callback_data").asString(), AnswerWay.TELEGRAM, AnswerAction.ESCALATE);
        assertThat(rows.get(1).get(1).path("url").asString()).startsWith("https://tocsin.example.org");
    }

    @Test
    void shouldGiveNtfyAButtonThatPosts() {
        var actions = json(deliver("ntfy", aPage(), OPEN)).path("actions");

        assertThat(actions.get(0).path("action").asString()).isEqualTo("http");
        assertThat(actions.get(0).path("method").asString()).isEqualTo("POST");
        assertLink(actions.get(0).path("url").asString());
        assertThat(actions.get(1).path("action").asString()).isEqualTo("view");
    }

    @ParameterizedTest
    @ValueSource(strings = {"teams", "discord", "mattermost", "google-chat", "matrix"})
    void shouldGiveALinkWhereNobodyVouchesForWhoPressed(String type) {
        var body = deliver(type, aPage(), OPEN).getBodyAsString();

        assertLink(body);
        assertThat(body).contains("tocsin.example.org");
    }

    @Test
    void shouldAskForAKeyAndForReportsInACall() {
        var request = deliver("voice", aPage(), OPEN);

        var twiml = field(request, "Twiml");
        assertThat(twiml).contains("<Gather numDigits=\"1\"", "To acknowledge, press 1. To escalate, press 2.")
                .hasSizeLessThanOrEqualTo(
                        4_000);
        var key = Pattern.compile("action=\"" + Pattern.quote(DOOR) + "/v1/twilio\\?key=([A-Za-z0-9_-]{47})\"").matcher(
                twiml);
        assertThat(key.find()).isTrue();
        assertBound(key.group(1), AnswerWay.CALL, AnswerAction.ACKNOWLEDGE);
        assertReports(field(request, "StatusCallback"), "twilio");
    }

    @Test
    void shouldAskForACodeAndForReportsInAText() {
        var request = deliver("sms", aPage(), OPEN);

        assertThat(field(request, "Body")).endsWith("\nReply A" + KEYS.code(INCIDENT, 1) + " to ack, E" + KEYS
                .code(INCIDENT, 1) + " to escalate");
        assertReports(field(request, "StatusCallback"), "twilio");
    }

    @Test
    void shouldBeToldWhenAnEmergencyIsAcknowledgedInPushover() {
        assertReports(field(deliver("pushover", aPage(), OPEN), "callback"), "pushover");
    }

    @ParameterizedTest
    @CsvSource({"slack", "telegram", "ntfy", "teams", "discord", "mattermost", "voice", "sms", "pushover", "matrix",
            "google-chat"})
    @DisplayName("without a door, a page links to the console only")
    void shouldHaveNoButtonsWithoutADoor(String type) {
        assertThat(deliver(type, aPage(), AnswerDoor.NONE).getBodyAsString()).doesNotContain("/a/", "callback",
                "StatusCallback", "Gather", "tocsin-acknowledge", "Reply+A");
        assertThat(deliver(type, aPage(), new AnswerDoor(Optional.of(DOOR), AnswerKeys.of(List.of())))
                .getBodyAsString())
                .doesNotContain("alerts.example.org", "tocsin-acknowledge");
    }

    private static void assertLink(String text) {
        var link = LINK.matcher(text);
        assertThat(link.find()).as(text).isTrue();
        assertBound(link.group(1), AnswerWay.LINK, AnswerAction.ACKNOWLEDGE);
    }

    private static void assertBound(String token, AnswerWay way, AnswerAction action) {
        assertThat(KEYS.read(token, way, NOON)).isEqualTo(new TokenVerdict.Valid(new ActionToken(way, action, INCIDENT,
                1,
                ActionToken.personKey("alice"), NOON.plus(AnswerDoor.VALID))));
    }

    private static void assertReports(String address, String source) {
        var start = DOOR + "/v1/" + source + "?page=";
        assertThat(address).startsWith(start);
        assertThat(KEYS.page(address.substring(start.length()), NOON)).hasValueSatisfying(page -> {
            assertThat(page.incidentId()).isEqualTo(INCIDENT);
            assertThat(page.target()).isEqualTo("alice");
            assertThat(page.notificationId()).isEqualTo("page");
            assertThat(page.round()).isEqualTo(1);
        });
    }

    private LoggedRequest deliver(String type, Notifications page, AnswerDoor door) {
        return deliver(type, page, door, Optional.empty());
    }

    private LoggedRequest deliver(String type, Notifications page, AnswerDoor door, Optional<String> receipt) {
        RECEIVER.stubFor(any(anyUrl()).willReturn(aResponse().withBody(
                "{\"ok\":true,\"status\":1,\"channel\":\"C1\",\"ts\":\"1.2\"}")));
        var built = page.to("hook", "C0123456789").build();
        try {
            var channel = ChannelAdapters.all(http, new AddressGuard(List.of())).named(type).orElseThrow().open(
                    new ChannelSettings(spec(type), new Secrets(this::variable)));
            assertThat(channel.deliver(dispatch(built, door, receipt))).isInstanceOf(Outcome.class);
        } catch (dev.tocsin.notifier.secret.MissingSecretException | ChannelRefusedException wrong) {
            throw new IllegalArgumentException(wrong);
        }
        return requests().getLast();
    }

    private static Dispatch dispatch(Notification built, AnswerDoor door, Optional<String> receipt) {
        return new Dispatch(built, new MessageWriter(Optional.of("https://tocsin.example.org")).write(built, false,
                NOON),
                false, receipt.map(it -> new Receipts.Receipt(it, false)), NOON, new AnswerButtons(door, built, NOON));
    }

    private static ChannelSpec spec(String type) {
        var settings = new HashMap<>(PLAIN.getOrDefault(type, Map.of()));
        settings.put("url", RECEIVER.baseUrl());
        settings.put("api-url", RECEIVER.baseUrl());
        var secrets = new HashMap<String, SecretRef>();
        if (Set.of("teams", "discord", "mattermost", "google-chat").contains(type)) {
            secrets.put("webhook-url", new SecretRef.Env("HOOK"));
        } else {
            secrets.put("token", new SecretRef.Env("TOKEN"));
        }
        return new ChannelSpec("hook", type, settings, secrets, Set.of());
    }

    private Optional<String> variable(String name) {
        return Optional.of(name.equals("HOOK") ? RECEIVER.baseUrl() + "/hook" : "secret");
    }

    private static List<LoggedRequest> requests() {
        return RECEIVER.findAll(anyRequestedFor(anyUrl()));
    }

    private static JsonNode json(LoggedRequest request) {
        return JsonMapper.shared().readTree(request.getBodyAsString());
    }

    private static String field(LoggedRequest request, String name) {
        return request.formParameter(name).firstValue();
    }
}
