package dev.tocsin.notifier.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.tocsin.event.Notification;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.message.Reader;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.channel.ChannelType;
import dev.tocsin.policy.classify.Template;
import dev.tocsin.policy.message.MessageTemplate;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What every channel over HTTP must do, against a receiver that a test scripts. */
public abstract class ChannelContract {

    /** Part of every secret that the tests give to a channel. */
    protected static final String SECRET = "c2VjcmV0LXRoYXQtbXVzdC1ub3QtbGVhaw";

    /** What has a meaning somewhere: mentions, links, markup of many kinds, a bell, another direction of writing. */
    protected static final String HOSTILE = "<!channel> @everyone @here @channel <@U1> <users/all> [click](https://evil"
            + ".example/x) *b* _i_ ~~s~~ `c` <b>h</b> <script>x</script> <at>all</at> &amp; #1 \u0007\u202E<a href='x'>";

    private static final Duration PATIENT = Duration.ofMinutes(2);
    private static final Duration IMPATIENT = Duration.ofMillis(500);

    /** The receiver. */
    @RegisterExtension
    protected final WireMockExtension receiver = WireMockExtension.newInstance()
            .options(wireMockConfig().dynamicPort().bindAddress("127.0.0.1")).build();

    private final Map<String, String> environment = new HashMap<>();
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.tocsin");
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private GuardedHttp http = client("127.0.0.1/32", PATIENT);
    private int port;
    private String scheme = "http";

    /** The adapter under test. */
    protected abstract ChannelAdapter adapter(GuardedHttp client);

    /** Its plain settings, with the receiver's address where it is not a secret. */
    protected abstract Map<String, String> settings(String base);

    /** Its secrets, with the receiver's address where it is one. */
    protected abstract Map<String, String> secrets(String base);

    /** How a receiver says that it took something. */
    protected abstract ResponseDefinitionBuilder taken();

    /** By what the receiver knows a repeat; empty where it does not. */
    protected abstract Optional<String> key(LoggedRequest request);

    /** Largest body that the vendor takes. */
    protected abstract int largest();

    /** Where it is sent to. */
    protected String address() {
        return "C0123";
    }

    /** What opens something there: a page, unless nobody is paged by it. */
    protected Notifications opening() {
        return aPage();
    }

    /** Whether it tells title, summary and note of an incident; a status page tells only what was worded for customers. */
    protected boolean tellsAllTexts() {
        return true;
    }

    /** Whether it tells more than a first line; a call does not. */
    protected boolean tellsLines() {
        return tellsAllTexts();
    }

    /** A part of what is told by it. */
    protected String content() {
        return "Error rate above 5";
    }

    /** Whether a request tells something; a channel may have to look something up before. */
    protected boolean tells(LoggedRequest request) {
        return true;
    }

    /** What a person reads in a request. */
    protected String text(LoggedRequest request) {
        return request.getBodyAsString();
    }

    /** What leads the reader to the incident, also in the shortest message. */
    protected String link() {
        return "https://tocsin.example.org/?incident=0a1b2c3d-abcdefghijkl";
    }

    /** What means something to the vendor's readers and must not stand in a text that came from outside. */
    protected List<String> dangerous() {
        return List.of();
    }

    /** An answer by which the vendor asks in its own way, without Retry-After, to wait for 7 s from noon; if it has one. */
    protected Optional<ResponseDefinitionBuilder> limitedInItsOwnWay() {
        return Optional.empty();
    }

    @BeforeEach
    void listen() {
        port = receiver.getPort();
        logged.start();
        root.addAppender(logged);
        ours.setLevel(Level.TRACE);
    }

    @AfterEach
    void shouldNeverLogASecret() {
        root.detachAppender(logged);
        ours.setLevel(null);
        http.close();
        assertThat(logged.list).extracting(ChannelContract::everything).noneMatch(line -> line.contains(SECRET));
    }

    private static String everything(ILoggingEvent event) {
        return event.getFormattedMessage() + Optional.ofNullable(event.getThrowableProxy())
                .map(ch.qos.logback.classic.spi.ThrowableProxyUtil::asString).orElse("");
    }

    @Test
    void shouldDeliver() {
        answers(taken());

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        assertThat(told()).hasSize(1);
        assertThat(text(told().getFirst())).contains(content());
    }

    @Test
    protected void shouldHonourRetryAfter() {
        answers(aResponse().withStatus(429).withHeader("Retry-After", "17"));

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> {
            assertThat(it.asked()).contains(Duration.ofSeconds(17));
            assertThat(it.status()).isEqualTo(429);
            assertThat(it.mayHaveArrived()).isFalse();
        });
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 401, 403, 404, 410})
    void shouldRejectPermanentErrors(int status) {
        answers(aResponse().withStatus(status).withBody("nothing here " + SECRET));

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class,
                it -> assertThat(it.status()).isEqualTo(status));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {500, 502, 503, 504})
    void shouldTryAgainWhenTheReceiverIsBroken(int status) {
        answers(aResponse().withStatus(status).withBody(SECRET));

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> {
            assertThat(it.status()).isEqualTo(status);
            assertThat(it.mayHaveArrived()).isEqualTo(status == 502 || status == 504);
        });
    }

    @Test
    void shouldSayThatItMayHaveArrivedWhenNoAnswerComesInTime() {
        use(client("127.0.0.1/32", IMPATIENT));
        answers(taken().withFixedDelay(5000));

        assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isTrue());
    }

    @Test
    void shouldEndInTimeWhenTheAnswerDrips() {
        use(client("127.0.0.1/32", IMPATIENT));
        answers(aResponse().withStatus(200).withBody("x".repeat(100)).withChunkedDribbleDelay(50, 20_000));

        assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isTrue());
    }

    @Test
    void shouldSayThatItMayHaveArrivedWhenTheConnectionBreaks() {
        answers(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));

        assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isTrue());
    }

    @Test
    void shouldSayThatItDidNotArriveWhenThereIsNoConnection() {
        port = 1;

        assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isFalse());
    }

    /** Waiting mends no certificate: the reason says what to change, and the ladder goes on at once. */
    @Test
    void shouldRefuseACertificateOfAnUnknownAuthority() {
        port = UntrustedTls.port();
        scheme = "https";

        assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                .contains("certificate is not trusted", "trustStore"));
        assertThat(UntrustedTls.received()).isEmpty();
    }

    @Test
    void shouldNotFollowARedirect() {
        answers(aResponse().withStatus(302).withHeader("Location", base() + "/elsewhere"));

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        receiver.verify(0, postRequestedFor(urlEqualTo("/elsewhere")));
        assertThat(requests()).hasSize(1);
    }

    @Test
    void shouldNotCallAnInnerAddressThatNobodyAllowed() {
        use(client("10.0.0.0/8", PATIENT));
        answers(taken());

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOf(Outcome.Rejected.class);
        assertThat(requests()).isEmpty();
    }

    @Test
    void shouldSendOversizeTextCut() {
        answers(taken());
        var huge = "\uD83D\uDD25<&>".repeat(30_000);

        var outcome = deliver(opening().with(it -> it.setTitle(huge).setSummary(huge).setNote(huge).setRunbook(huge)));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        var body = told().getFirst().getBody();
        assertThat(body.length).isLessThanOrEqualTo(largest());
        assertThat(new String(body, java.nio.charset.StandardCharsets.UTF_8)).doesNotContain("\uFFFD");
        var text = text(told().getFirst());
        assertThat(text).contains("checkout").contains(link());
        assertThat(!tellsAllTexts() || text.contains("\u2026") || text.contains("...") || text.contains("more in the"
                + " console")).as("says that something is missing").isTrue();
        assertThat(text).as("no cut within an escape").doesNotContainPattern("&[a-z#0-9]{1,4}(\u2026|\\.\\.\\.)");
    }

    /** A text of exactly the longest is whole; one character more is cut at its end, never at the headline or the link. */
    @Test
    void shouldKeepHeadlineAndLinkWhateverTheLengthOfAText() {
        answers(taken());
        for (var length : List.of(10, 500, 5_000)) {
            receiver.resetRequests();

            deliver(opening().with(it -> it.setSummary("s".repeat(length) + " end").setNote("n".repeat(length))));

            assertThat(text(told().getFirst())).as("length " + length).contains("checkout").contains(link());
        }
    }

    @Test
    void shouldLeaveTextFromOutsideNoMeaningOfItsOwn() {
        answers(taken());

        var outcome = deliver(opening().with(it -> it.setTitle(HOSTILE).setSummary("first\n" + HOSTILE).setNote(HOSTILE)
                .setTeam(HOSTILE)));

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        var text = text(told().getFirst());
        assertThat(text).doesNotContain("\u202E", "\u0007");
        assertThat(dangerous()).noneMatch(text::contains);
    }

    @Test
    void shouldTellInTheWordsOfThePolicy() {
        answers(taken());
        var template = new MessageTemplate(1, MessageTemplate.USUAL, Set.of(), Template.parse(
                "Ours {severity} for {title}",
                (_, problem) -> fail(problem)), Optional.of(List.of(new MessageTemplate.Part.Own("Tenant", Template
                        .parse(
                                "blue {labels.tenant}", (_, problem) -> fail(problem)), Optional.empty()))));

        var outcome = deliver(opening().with(it -> it.setLabels(Map.of("tenant", "acme"))), template);

        assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
        var text = text(told().getFirst());
        assertThat(text).contains(link());
        if (tellsAllTexts()) {
            assertThat(text).contains("Ours SEV1 for Error rate above 5").doesNotContain("Also notified");
        } else {
            assertThat(text).doesNotContain("Ours", "acme");
        }
        assertThat(text.contains("blue acme")).isEqualTo(tellsLines());
    }

    @Test
    void shouldWaitAsTheVendorAsksInItsOwnWay() {
        limitedInItsOwnWay().ifPresent(limited -> {
            answers(limited);

            assertThat(deliver(opening())).isInstanceOfSatisfying(Outcome.RetryAfter.class, it -> assertThat(it.asked())
                    .contains(Duration.ofSeconds(7)));
        });
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(ints = {400, 500})
    void shouldNotRepeatAHugeReply(int status) {
        answers(aResponse().withStatus(status).withBody("{\"error\":\"" + SECRET.repeat(50_000) + "\"}"));

        var outcome = deliver(opening());

        assertThat(outcome).isNotInstanceOf(Outcome.Delivered.class);
        assertThat(outcome.reason()).hasSizeLessThan(300);
    }

    @Test
    void shouldSayMoreThanTheStatusWhenItIsNotAllowed() {
        answers(aResponse().withStatus(401));

        assertThat(deliver(opening()).reason()).contains("401").hasSizeGreaterThan(least());
    }

    /** How long a reason is that says what to change. */
    protected int least() {
        return 40;
    }

    @Test
    void shouldSendTheSameKeyAgainIfTheReceiverKnowsOne() {
        answers(taken());

        deliver(opening());
        deliver(opening());
        deliver(opening().id("another").of("another", 1));

        var keys = told().stream().map(this::key).toList();
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
        assertThat(keys).allMatch(key -> key.isPresent() == declared().repeats().known());
        assertThat(Set.copyOf(keys)).hasSize(declared().repeats().known() ? 2 : 1);
    }

    @Test
    void shouldRejectWithTheNameOfASecretThatIsMissing() {
        answers(taken());
        environment.put("missing", "true");

        var outcome = deliver(opening());

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Rejected.class,
                it -> assertThat(it.reason()).contains("environment variable SECRET_").contains("is not set"));
        assertThat(requests()).isEmpty();
    }

    /** Delivers as the notifier does, and sees to it that no reason holds a secret. */
    protected final Outcome deliver(Notifications notification) {
        return deliver(notification, Optional.empty());
    }

    /** The same, where the receiver's name for the page is known. */
    protected final Outcome deliver(Notifications notification, Optional<String> receipt) {
        return deliver(notification.to("hook", address()).build(), receipt.map(it -> new Receipts.Receipt(it, false)),
                false);
    }

    /** The same, where people have accounts. */
    protected final Outcome deliver(Notifications notification, String receipt, Accounts accounts) {
        var built = notification.to("hook", address()).build();
        return deliver(new Dispatch(built, message(built), false, Optional.of(new Receipts.Receipt(receipt, false)),
                NOON,
                new AnswerButtons(AnswerDoor.NONE, built, NOON), accounts));
    }

    private Outcome deliver(Notifications notification, MessageTemplate template) {
        var built = notification.to("hook", address()).build();
        var reader = new Reader(Optional.of("https://tocsin.example.org"), List.of(), Optional.of(template));
        return deliver(new Dispatch(built, new MessageWriter(_ -> reader).write(built, false, NOON), false, Optional
                .empty(),
                NOON));
    }

    /** The same, with all that a channel is told. */
    protected final Outcome deliver(Notification built, Optional<Receipts.Receipt> first, boolean possibleRepeat) {
        return deliver(new Dispatch(built, message(built), possibleRepeat, first, NOON));
    }

    private Outcome deliver(Dispatch dispatch) {
        try {
            var outcome = adapter(http).open(new ChannelSettings(spec(), new Secrets(this::variable))).deliver(
                    dispatch);
            assertThat(outcome.toString()).doesNotContain(SECRET);
            return outcome;
        } catch (dev.tocsin.notifier.secret.MissingSecretException | ChannelRefusedException unusable) {
            return new Outcome.Rejected(unusable.getMessage(), 0);
        }
    }

    /** What the catalogue says of the type under test. */
    protected final ChannelType declared() {
        return ChannelCatalogue.known(adapter(http).id());
    }

    private static dev.tocsin.notifier.message.Message message(Notification notification) {
        return new MessageWriter(Optional.of("https://tocsin.example.org")).write(notification, false, NOON);
    }

    private ChannelSpec spec() {
        var references = new HashMap<String, SecretRef>();
        secrets(base()).keySet().forEach(key -> references.put(key, new SecretRef.Env("SECRET_" + key)));
        return new ChannelSpec("hook", adapter(http).id(), settings(base()), references, Set.of());
    }

    private Optional<String> variable(String name) {
        return environment.containsKey("missing")
                ? Optional.empty()
                : Optional.ofNullable(secrets(base()).get(name.substring("SECRET_".length())));
    }

    private String base() {
        return scheme + "://127.0.0.1:" + port;
    }

    /** From now on the receiver answers everything like this. */
    protected final void answers(ResponseDefinitionBuilder response) {
        receiver.stubFor(any(anyUrl()).willReturn(response));
    }

    /** What arrived, oldest first. */
    protected final List<LoggedRequest> requests() {
        return receiver.findAll(com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor(anyUrl()));
    }

    /** What arrived and tells something, oldest first. */
    protected final List<LoggedRequest> told() {
        return requests().stream().filter(this::tells).toList();
    }

    private void use(GuardedHttp other) {
        http.close();
        http = other;
    }

    private static GuardedHttp client(String allowed, Duration limit) {
        return new GuardedHttp(new AddressGuard(List.of(Cidr.parse(allowed))), new HttpLimits(limit, limit),
                Clock.fixed(NOON, ZoneOffset.UTC));
    }
}
