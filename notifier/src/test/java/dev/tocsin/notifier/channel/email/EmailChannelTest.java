package dev.tocsin.notifier.channel.email;

import static dev.tocsin.event.NotificationKind.RESOLVED;
import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static dev.tocsin.notifier.fixture.Notifications.a;
import static dev.tocsin.notifier.fixture.Notifications.aPage;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.Set;
import java.util.stream.IntStream;

import javax.net.ssl.SSLSocket;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.tocsin.event.IncidentState;
import dev.tocsin.event.Link;
import dev.tocsin.notifier.channel.AnswerButtons;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.UntrustedTls;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.fixture.Notifications;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.schemas.outside.AnswerAction;
import dev.tocsin.schemas.outside.AnswerKeys;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

class EmailChannelTest {

    private static final AnswerDoor OPEN = new AnswerDoor(Optional.of("https://alerts.example.org"), AnswerKeys.of(List
            .of(
                    "a-secret-of-this-installation")));
    private static final String PASSWORD = "s3cret-of-the-relay";

    private static final Logger ROOT = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private static final Logger OURS = (Logger) LoggerFactory.getLogger("dev.tocsin");

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private final Map<String, String> settings = new HashMap<>();
    private String allowed = "127.0.0.1/32";

    @BeforeEach
    void start() {
        logged.start();
        ROOT.addAppender(logged);
        OURS.setLevel(Level.TRACE);
        server.start();
        settings.putAll(Map.of("host", "127.0.0.1", "port", Integer.toString(server.getSmtp().getPort()), "from",
                "tocsin@example.org"));
    }

    @AfterEach
    void stop() {
        server.stop();
        ROOT.detachAppender(logged);
        OURS.setLevel(null);
        assertThat(logged.list).as("no secret in a log").noneMatch(event -> event.getFormattedMessage().contains(
                PASSWORD));
    }

    @Test
    void shouldDeliver() throws Exception {
        var outcome = deliver(aPage());

        var mail = received().getFirst();
        assertThat(outcome).isEqualTo(new Outcome.Delivered(mail.getMessageID(), 250));
        assertThat(mail.getSubject()).isEqualTo(
                "[SEV1] checkout (production): Error rate above 5 % - customers affected");
        assertThat(mail.getAllRecipients()[0]).hasToString("alice@example.org");
        assertThat(part(mail, "text/plain")).contains("Runbook: https://runbooks.example.org/checkout");
        assertThat(part(mail, "text/html")).contains("href=\"https://runbooks.example.org/checkout\"");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
    }

    @Test
    void shouldHaveTheSameIdAtEachAttempt() throws Exception {
        deliver(aPage());
        deliver(aPage());
        deliver(aPage().id("another"));

        var ids = received().stream().map(EmailChannelTest::id).toList();
        assertThat(ids.get(0)).isEqualTo(ids.get(1)).isNotEqualTo(ids.get(2)).matches("<[0-9a-f]{40}@example.org>");
    }

    @Test
    void shouldBeOneThreadForOneIncident() throws Exception {
        deliver(aPage());
        deliver(a(RESOLVED));
        deliver(aPage().id("other").of("other", 1));

        var threads = received().stream().map(it -> header(it, "References")).toList();
        assertThat(threads.get(0)).isEqualTo(threads.get(1)).isNotEqualTo(threads.get(2));
    }

    @Test
    void shouldLetNoTitleBecomeAHeader() throws Exception {
        deliver(aPage().with(it -> it.setTitle("x\r\nBcc: evil@example.org\r\n\r\nbody")));

        var mail = received().getFirst();
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(mail.getSubject()).contains("x Bcc: evil@example.org body");
    }

    @Test
    void shouldEncodeWhatIsNotAscii() throws Exception {
        deliver(aPage().with(it -> it.setTitle("Störung \uD83D\uDD25").setSummary("größer")));

        var mail = received().getFirst();
        assertThat(mail.getHeader("Subject")[0]).startsWith("=?UTF-8?");
        assertThat(mail.getSubject()).contains("Störung \uD83D\uDD25");
        assertThat(part(mail, "text/plain")).contains("größer");
        assertThat(part(mail, "text/html")).contains("größer", "Störung \uD83D\uDD25");
    }

    @Test
    void shouldSendTextAndThenHtmlSoThatProgramsShowTheBestTheyCan() throws Exception {
        deliver(aPage());

        var mail = received().getFirst();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        var parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getCount()).isEqualTo(2);
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain").containsIgnoringCase("UTF-8");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html").containsIgnoringCase("UTF-8");
        assertThat(part(mail, "text/plain").lines().findFirst()).contains(
                "[SEV1] checkout (production): Error rate above 5 % - customers affected");
    }

    @Test
    void shouldLoadNothingAndSuitPhonesAndDarkMode() throws Exception {
        deliver(aPage());

        assertThat(part(received().getFirst(), "text/html")).contains("name=\"viewport\"",
                "name=\"color-scheme\" content=\"light dark\"", "prefers-color-scheme: dark", "max-width: 480px")
                .doesNotContainIgnoringCase("<img", "<script", "<link", "@import", "url(", "src=", "background=\"",
                        "<form", "<iframe");
    }

    /** The inbox shows the subject and the begin of the body: that must not be the subject once more. */
    @Test
    void shouldPreviewWhatTheSubjectDoesNotSay() throws Exception {
        deliver(aPage());

        var html = part(received().getFirst(), "text/html");
        var shownFirst = html.substring(html.indexOf("<body")).replaceAll("<[^>]*>", "").strip();
        assertThat(shownFirst).startsWith("What: 12 % of requests fail \u00b7 Since:");
    }

    @Test
    void shouldLeaveTextFromOutsideNoMeaningInHtml() throws Exception {
        var hostile = "<script>x</script> <img src=x onerror=y> \" onmouseover=\"z ' &amp; </style></title></table> \u202E\u0007";

        deliver(aPage().with(it -> it.setTitle(hostile).setSummary("first\n" + hostile).setNote(hostile).setTeam(
                hostile)
                .setRunbook("https://x.example/\"><script>1</script>").setLinks(List.of(new Link("javascript",
                        "javascript:alert(1)"), new Link(hostile, "https://ok.example/?a=1&b='2'")))));

        var html = part(received().getFirst(), "text/html");
        assertThat(html).doesNotContain("<script", "<img", "\" onmouseover", "href=\"javascript", "&amp; </style>",
                "\u202E",
                "\u0007");
        assertThat(html).contains("&lt;script&gt;x&lt;/script&gt;", "&quot; onmouseover=&quot;z &#39; &amp;amp;",
                "href=\"https://ok.example/?a=1&amp;b=&#39;2&#39;\"");
        assertThat(html.split("</style>", -1)).hasSize(2);
        assertThat(html.split("<table", -1)).hasSameSizeAs(html.split("</table", -1));
    }

    @Test
    void shouldLeadToTheSignedPageByAButton() throws Exception {
        deliver(aPage(), OPEN);

        var mail = received().getFirst();
        var link = OPEN.link(AnswerAction.ACKNOWLEDGE, aPage().to("mail", "alice@example.org").build(), NOON)
                .orElseThrow();
        assertThat(part(mail, "text/html")).containsOnlyOnce("href=\"" + link + "\"").contains(">Acknowledge</a>");
        assertThat(part(mail, "text/plain")).containsOnlyOnce("Acknowledge: with one click " + link);
    }

    @Test
    void shouldAskNobodyToAcknowledgeWhatIsResolved() throws Exception {
        deliver(a(RESOLVED).state(IncidentState.RESOLVED, "bob"), OPEN);

        assertThat(part(received().getFirst(), "text/html")).doesNotContain("Acknowledge<").contains("Open incident");
    }

    /** Gmail hides what is longer; what is left out is the least important, and the mail says so. */
    @Test
    void shouldCutHtmlAtTheLeastImportantEnd() throws Exception {
        deliver(aPage().with(it -> it.setSummary("<".repeat(200_000)).setNote("\"&'\n".repeat(5_000)).setSteps(
                Collections.nCopies(50, "\"".repeat(5_000))).setSuspects(List.of()).setLinks(IntStream.range(0, 10)
                        .mapToObj(number -> new Link("&".repeat(5_000), "https://x.example/" + number + "&".repeat(
                                6_000)))
                        .toList())), OPEN);

        var html = part(received().getFirst(), "text/html");
        assertThat(html.getBytes(UTF_8).length).isLessThanOrEqualTo(90_000);
        assertThat(html).contains("Error rate above 5 %", "more in the console", ">Acknowledge</a>", "</html>");
    }

    @Test
    void shouldRejectAMalformedAddress() {
        assertThat(deliver(aPage().to("mail", "alice@example.org\r\nRCPT TO:<evil@example.org>")))
                .isInstanceOf(Outcome.Rejected.class);
        assertThat(received()).isEmpty();
    }

    @Test
    void shouldLogIn() {
        server.setUser("relay", "relay", PASSWORD);
        settings.putAll(Map.of("username", "relay", "starttls", "false"));

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Delivered.class);
    }

    @Test
    void shouldRejectAWrongPassword() {
        server.setUser("relay", "relay", "another");
        settings.putAll(Map.of("username", "relay", "starttls", "false"));

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class,
                it -> assertThat(it.reason()).doesNotContain(PASSWORD));
    }

    @Test
    void shouldNotSendAPasswordWithoutEncryptionUnlessTold() {
        server.setUser("relay", "relay", PASSWORD);
        settings.put("username", "relay");

        assertThat(deliver(aPage())).isInstanceOf(Outcome.RetryAfter.class);
        assertThat(received()).isEmpty();
    }

    @Test
    void shouldTryAgainWhenThereIsNoServer() {
        server.stop();

        assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isFalse());
    }

    @Test
    void shouldNotTalkToAnInnerServerThatNobodyAllowed() {
        allowed = "10.0.0.0/8";

        assertThat(deliver(aPage())).isInstanceOf(Outcome.Rejected.class);
        assertThat(received()).isEmpty();
    }

    @Test
    void shouldGoByTheServersAnswer() throws Exception {
        assertThat(answered("MAIL", "451 later")).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.status()).isEqualTo(451));
        assertThat(answered("RCPT", "550 no such user")).isInstanceOfSatisfying(Outcome.Rejected.class,
                it -> assertThat(it.status()).isEqualTo(550));
        assertThat(answered("RCPT", "450 mailbox busy")).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isFalse());
        assertThat(answered(".", "554 spam")).isInstanceOfSatisfying(Outcome.Rejected.class,
                it -> assertThat(it.status()).isEqualTo(554));
    }

    @Test
    void shouldSayThatItMayHaveArrivedWhenTheConnectionBreaksAfterTheLastDot() throws Exception {
        assertThat(answered(".", "")).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                it -> assertThat(it.mayHaveArrived()).isTrue());
    }

    /** Waiting mends no certificate: the reason says what to change, and the ladder goes on at once. */
    @Test
    void shouldRefuseACertificateOfAnUnknownAuthorityAndKeepThePassword() throws Exception {
        settings.put("username", "relay");
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var said = new StringBuffer();
            var talk = Thread.ofVirtual().start(() -> startTls(listening, said));
            settings.put("port", Integer.toString(listening.getLocalPort()));

            assertThat(deliver(aPage())).isInstanceOfSatisfying(Outcome.Rejected.class, it -> assertThat(it.reason())
                    .contains("certificate is not trusted", "trustStore"));
            talk.join();
            assertThat(said.toString()).contains("STARTTLS").doesNotContain("AUTH", PASSWORD);
        }
    }

    /** Agrees to TLS and shows a certificate that nobody trusts. */
    private static void startTls(ServerSocket listening, StringBuffer said) {
        try (var socket = listening.accept()) {
            var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
            var out = socket.getOutputStream();
            out.write("220 mail.example.org\r\n".getBytes(UTF_8));
            for (var line = in.readLine(); line != null && !line.startsWith("STARTTLS"); line = in.readLine()) {
                said.append(line);
                out.write("250-mail.example.org\r\n250 STARTTLS\r\n".getBytes(UTF_8));
            }
            said.append("STARTTLS");
            out.write("220 go ahead\r\n".getBytes(UTF_8));
            try (var secure = (SSLSocket) UntrustedTls.context().getSocketFactory().createSocket(socket, null, socket
                    .getPort(), true)) {
                secure.setUseClientMode(false);
                secure.startHandshake();
                said.append(new String(secure.getInputStream().readAllBytes(), UTF_8));
            }
        } catch (IOException hungUp) {
            said.append(' ');
        }
    }

    @Test
    void shouldNotRepeatAHugeReplyNorTellItsPassword() throws Exception {
        assertThat(answered("RCPT", "550 " + "x".repeat(100_000))).isInstanceOfSatisfying(Outcome.Rejected.class,
                it -> assertThat(it.reason()).hasSizeLessThan(500).doesNotContain(PASSWORD));
    }

    /** The delivery loop interrupts what takes longer than its deadline; a byte now and then would keep any time-out of a read away. */
    @ParameterizedTest
    @ValueSource(strings = {"", "x"})
    void shouldEndWhenItIsInterruptedWhileTheServerHangsOrDrips(String drop) throws Exception {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            settings.put("port", Integer.toString(listening.getLocalPort()));
            var outcome = new CompletableFuture<Outcome>();
            var sending = Thread.ofVirtual().start(() -> outcome.complete(deliver(aPage())));
            try (var socket = listening.accept()) {
                for (var count = 0; count < 10; count++) {
                    socket.getOutputStream().write(drop.getBytes(UTF_8));
                }
                while (sending.getState() != Thread.State.WAITING && sending.getState() != Thread.State.TIMED_WAITING) {
                    Thread.onSpinWait();
                }
                assertThat(outcome).isNotDone();

                sending.interrupt();

                assertThat(outcome.get(4, TimeUnit.SECONDS)).isInstanceOfSatisfying(Outcome.RetryAfter.class,
                        it -> assertThat(it.mayHaveArrived()).isFalse());
            }
        }
    }

    /** Delivers to a server that takes everything but one command; an empty answer cuts the connection. */
    private Outcome answered(String command, String answer) throws IOException {
        try (var listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var talk = Thread.ofVirtual().start(() -> new ScriptedSmtp(command, answer).serve(listening));
            settings.put("port", Integer.toString(listening.getLocalPort()));
            var outcome = deliver(aPage());
            talk.interrupt();
            return outcome;
        }
    }

    private Outcome deliver(Notifications notification) {
        return deliver(notification, AnswerDoor.NONE);
    }

    private Outcome deliver(Notifications notification, AnswerDoor door) {
        var built = notification.build();
        var mailed = built.getAddress().contains("@") ? built : notification.to("mail", "alice@example.org").build();
        var spec = new ChannelSpec("mail", "email", settings, Map.of("password", new SecretRef.Env("PASSWORD")),
                Set.of());
        try {
            var channel = new EmailAdapter(new AddressGuard(List.of(Cidr.parse(allowed))))
                    .open(new ChannelSettings(spec, new Secrets(_ -> Optional.of(PASSWORD))));
            return channel.deliver(new Dispatch(mailed, new MessageWriter(Optional.of("https://tocsin.example.org"))
                    .write(
                            mailed, false, NOON), false, Optional.empty(), NOON, new AnswerButtons(door, mailed,
                                    NOON)));
        } catch (dev.tocsin.notifier.secret.MissingSecretException
                | dev.tocsin.notifier.channel.ChannelRefusedException unusable) {
            throw new AssertionError(unusable);
        }
    }

    private List<MimeMessage> received() {
        return List.of(server.getReceivedMessages());
    }

    /** The text of the part of a type. */
    private static String part(MimeMessage mail, String type) throws Exception {
        var parts = (MimeMultipart) mail.getContent();
        for (var i = 0; i < parts.getCount(); i++) {
            if (parts.getBodyPart(i).isMimeType(type)) {
                return parts.getBodyPart(i).getContent().toString().replace("\r\n", "\n");
            }
        }
        throw new AssertionError("no " + type);
    }

    private static String id(MimeMessage mail) {
        return header(mail, "Message-ID");
    }

    private static String header(MimeMessage mail, String name) {
        try {
            return mail.getHeader(name)[0];
        } catch (jakarta.mail.MessagingException broken) {
            throw new AssertionError(broken);
        }
    }
}
