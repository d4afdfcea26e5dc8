package dev.tocsin.notifier.gallery;

import static dev.tocsin.notifier.fixture.Notifications.NOON;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.AnswerButtons;
import dev.tocsin.notifier.channel.ChannelRefusedException;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.channel.Receipts.Receipt;
import dev.tocsin.notifier.delivery.Outcome;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.gallery.Drawing.Card;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.MissingSecretException;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.answer.AnswerDoor;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.schemas.outside.AnswerKeys;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/gallery.md} and the files beside it show what the channels send. With {@code -Dtocsin.documents=write} they are written,
 * and the pages that {@code docs/gallery/draw} makes pictures of are written to {@code target/gallery}.
 */
class GalleryTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);
    private static final Path DOCS = Path.of("..", "docs");
    private static final AnswerDoor DOOR = new AnswerDoor(Optional.of("https://alerts.example.org"), AnswerKeys.of(List
            .of(
                    "a-secret-of-this-installation")));
    private static final AddressGuard LOOPBACK = new AddressGuard(List.of(Cidr.parse("127.0.0.1/32")));
    private static final List<String> MAIL_PICTURES = List.of("email", "email-phone");

    private final List<Sent> received = new CopyOnWriteArrayList<>();
    private final GuardedHttp http = new GuardedHttp(LOOPBACK, new HttpLimits(PATIENT, PATIENT), Clock.fixed(NOON,
            ZoneOffset.UTC));
    private final GreenMail mails = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    private volatile GalleryChannel.Reply reply = new GalleryChannel.Reply(200, "");
    private HttpServer vendor;

    /** A request to a vendor. */
    private record Sent(String method, String path, String body) {

        boolean isEdit() {
            return method.equals("PATCH") || path.endsWith("chat.update") || path.contains("/editMessageText") || body
                    .contains(
                            "\"m.replace\"");
        }
    }

    @BeforeEach
    void listen() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            var body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
            received.add(new Sent(exchange.getRequestMethod(), exchange.getRequestURI().getPath(), body));
            // What is looked for does not exist yet.
            var looks = exchange.getRequestMethod().equals("GET");
            var answer = (looks ? reply.nothing() : reply.to(body)).getBytes(UTF_8);
            exchange.sendResponseHeaders(looks ? 200 : reply.status(), answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        vendor.start();
        mails.start();
    }

    @AfterEach
    void stop() {
        vendor.stop(0);
        mails.stop();
        http.close();
    }

    @Test
    void shouldHaveEveryKind() {
        assertThat(Scene.all()).extracting(it -> it.notification().build().getKind()).containsAll(Arrays.stream(
                NotificationKind
                        .values()).filter(kind -> kind != NotificationKind.UNKNOWN).toList());
    }

    @Test
    void shouldShowWhatTheChannelsSend() throws Exception {
        var pictures = new LinkedHashMap<String, String>();
        var documents = new LinkedHashMap<String, String>();
        for (var channel : GalleryChannel.all()) {
            var cards = cards(channel);
            if (channel.isVisual()) {
                pictures.put(channel.type(), Drawing.page(cards));
            } else {
                documents.put(channel.type(), document(channel.type(), cards));
            }
        }
        var written = mails();
        documents.put("email", document("email", written.stream().map(mail -> new Card(mail.title(), mail.text(),
                false)).toList()));
        pictures.put("email", Drawing.page(written.stream().map(mail -> new Card(mail.title(), shadow(mail.html()),
                false)).toList()));
        pictures.put("email-phone", written.getFirst().html());

        write(pictures);
        hold(documents, index(pictures.keySet(), documents.keySet()));
    }

    private static String index(Set<String> pictures, Set<String> documents) {
        return """
                # Gallery

                Every kind of message in every channel that tells it, made from the requests to the vendors by `GalleryTest`. The pictures are drawn
                from these requests by `docs/gallery/draw`; a chat shows them in its own style. What is indented replies to the message
                that the page was.

                """ + pictures.stream().map(name -> "## " + title(name) + "\n\n![Messages in " + title(name)
                + "](gallery/" + name
                + ".png)\n").collect(Collectors.joining("\n")) + "\n## As text\n\n" + documents.stream().map(
                        name -> "- [" + name
                                + "](gallery/" + name + ".md)").collect(Collectors.joining("\n")) + "\n";
    }

    private static String title(String picture) {
        return picture.equals("email-phone") ? "email, on a phone in dark mode" : picture;
    }

    private static String document(String type, List<Card> cards) {
        return "# Messages in " + type + "\n\n" + cards.stream().map(card -> "**" + card.title() + "**\n\n```text\n"
                + card.html()
                        .strip() + "\n```\n").collect(Collectors.joining("\n"));
    }

    private List<Card> cards(GalleryChannel channel) {
        reply = channel.reply();
        var cards = new ArrayList<Card>();
        for (var scene : Scene.all()) {
            if (ChannelCatalogue.known(channel.type()).carries(scene.notification().build().getKind())) {
                var sent = send(channel, scene).stream().filter(it -> !it.body().isEmpty() && !it.method().equals(
                        "GET")).toList();
                var several = sent.size() > 1;
                sent.stream().filter(it -> !channel.seen().apply(it.body()).isEmpty()).forEach(it -> cards.add(new Card(
                        scene.title() + (it.isEdit()
                                ? ": the page, edited"
                                : several
                                        && sent.getFirst().isEdit() ? ": the news" : ""), channel.seen().apply(it
                                                .body()), it
                                                        .body().contains(
                                                                "thread_ts") || it.body().contains(
                                                                        "reply_parameters"))));
            }
        }
        return cards;
    }

    private List<Sent> send(GalleryChannel channel, Scene scene) {
        received.clear();
        var base = "http://127.0.0.1:" + vendor.getAddress().getPort();
        var secrets = at(base, channel.secrets());
        var spec = new ChannelSpec("shown", channel.type(), at(base, channel.settings()), secrets.keySet().stream()
                .collect(
                        Collectors.toMap(key -> key, key -> (SecretRef) new SecretRef.Env("SECRET_" + key))), Set.of());
        var first = scene.follows() && !channel.receipt().isEmpty()
                ? Optional.of(new Receipt(channel.receipt(), false))
                : Optional.<Receipt>empty();
        var outcome = deliver(spec, secrets, scene, channel.address(), first);
        assertThat(outcome).as(channel.type() + ", " + scene.title()).isInstanceOf(Outcome.Delivered.class);
        return List.copyOf(received);
    }

    private Outcome deliver(ChannelSpec spec, Map<String, String> secrets, Scene scene, String address,
            Optional<Receipt> first) {
        var notification = scene.notification().to("shown", address).build();
        var now = NOON.plus(scene.after());
        try {
            return ChannelAdapters.all(http, LOOPBACK).named(spec.type()).orElseThrow().open(new ChannelSettings(spec,
                    new Secrets(
                            name -> Optional.ofNullable(secrets.get(name.substring("SECRET_".length())))))).deliver(
                                    new Dispatch(
                                            notification, new MessageWriter(Optional.of("https://tocsin.example.org"))
                                                    .write(notification, scene
                                                            .repeat(), now), scene.repeat(), first, now,
                                            new AnswerButtons(DOOR, notification, now)));
        } catch (MissingSecretException | ChannelRefusedException wrong) {
            throw new AssertionError(wrong);
        }
    }

    private static Map<String, String> at(String base, Map<String, String> settings) {
        return settings.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, it -> it.getValue().startsWith(
                "/")
                        ? base
                                + it.getValue()
                        : it.getValue()));
    }

    /** A mail as its reader sees it. */
    private record Mail(String title, String text, String html) {}

    private List<Mail> mails() throws MessagingException, IOException {
        var spec = new ChannelSpec("shown", "email", Map.of("host", "127.0.0.1", "port", Integer.toString(mails
                .getSmtp()
                .getPort()), "from", "tocsin@example.org"), Map.of(), Set.of());
        var written = new ArrayList<Mail>();
        for (var scene : Scene.all()) {
            assertThat(deliver(spec, Map.of(), scene, "alice@example.org", Optional.empty())).isInstanceOf(
                    Outcome.Delivered.class);
            var messages = mails.getReceivedMessages();
            written.add(mail(scene.title(), messages[messages.length - 1]));
        }
        return written;
    }

    private static Mail mail(String title, MimeMessage message) throws MessagingException, IOException {
        var parts = (MimeMultipart) message.getContent();
        return new Mail(title, "Subject: " + message.getSubject() + "\n\n" + text(parts, 0), text(parts, 1));
    }

    private static String text(MimeMultipart parts, int part) throws MessagingException, IOException {
        return parts.getBodyPart(part).getContent().toString().replace("\r\n", "\n");
    }

    /** The style sheets of mails do not meet. */
    private static String shadow(String html) {
        return "<div><template shadowrootmode=\"open\">" + html + "</template></div>";
    }

    private static void write(Map<String, String> pictures) throws IOException {
        if (isWriting()) {
            var folder = Files.createDirectories(Path.of("target", "gallery"));
            for (var picture : pictures.entrySet()) {
                Files.writeString(folder.resolve(picture.getKey() + ".html"), picture.getValue());
            }
        } else {
            assertThat(pictures.keySet()).allMatch(name -> Files.exists(DOCS.resolve("gallery").resolve(name
                    + ".png")));
        }
        assertThat(pictures.keySet()).containsAll(MAIL_PICTURES);
    }

    private static void hold(Map<String, String> documents, String index) throws IOException {
        var files = new LinkedHashMap<Path, String>();
        files.put(DOCS.resolve("gallery.md"), index);
        documents.forEach((name, text) -> files.put(DOCS.resolve("gallery").resolve(name + ".md"), text));
        for (var file : files.entrySet()) {
            if (isWriting()) {
                Files.writeString(file.getKey(), file.getValue());
            }
            assertThat(Files.readString(file.getKey())).as(
                    "run this test with -Dtocsin.documents=write, then docs/gallery/draw")
                    .isEqualTo(file.getValue());
        }
    }

    private static boolean isWriting() {
        return "write".equals(System.getProperty("tocsin.documents"));
    }
}
