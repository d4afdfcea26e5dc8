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
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.sun.net.httpserver.HttpServer;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.directory.ChannelAdapters;
import dev.tocsin.notifier.http.AddressGuard;
import dev.tocsin.notifier.http.GuardedHttp;
import dev.tocsin.notifier.http.HttpLimits;
import dev.tocsin.notifier.message.MessageWriter;
import dev.tocsin.notifier.secret.Secrets;
import dev.tocsin.policy.channel.ChannelCatalogue;
import dev.tocsin.policy.model.ChannelSpec;
import dev.tocsin.policy.model.SecretRef;
import dev.tocsin.runtime.net.Cidr;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/gallery.md} shows what the channels send. With {@code -Dtocsin.documents=write} it is written, and the pages that
 * {@code docs/gallery/draw} makes pictures of are written to {@code target/gallery}.
 */
class GalleryTest {

    private static final Duration PATIENT = Duration.ofMinutes(1);

    private final List<String> received = new CopyOnWriteArrayList<>();
    private final GuardedHttp http = new GuardedHttp(new AddressGuard(List.of(Cidr.parse("127.0.0.1/32"))),
            new HttpLimits(PATIENT, PATIENT), Clock.fixed(NOON, ZoneOffset.UTC));
    private HttpServer vendor;

    @BeforeEach
    void listen() throws IOException {
        vendor = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        vendor.createContext("/", exchange -> {
            received.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        vendor.start();
    }

    @AfterEach
    void stop() {
        vendor.stop(0);
        http.close();
    }

    @Test
    void shouldShowWhatTheChannelsSend() throws Exception {
        var pictures = new HashMap<String, String>();
        var text = new StringBuilder("""
                # Gallery

                What the channels send of one incident, made from the requests to their vendors by `GalleryTest`. The pictures are drawn
                from these requests by `docs/gallery/draw`; a chat shows them in its own style. Mail is plain text: the headline is its subject.

                """);
        for (var channel : GalleryChannel.values()) {
            var seen = Scene.all().stream().filter(it -> carries(channel, it)).toList();
            text.append("## ").append(channel.type()).append("\n\n");
            if (channel.isVisual()) {
                pictures.put(channel.type(), Drawing.page(seen.stream().map(Scene::title).toList(), seen.stream().map(
                        it -> send(channel, it)).toList()));
                text.append("![Messages in ").append(channel.type()).append("](gallery/").append(channel.type()).append(
                        ".png)\n\n");
            } else {
                text.append(seen.stream().map(it -> "**" + it.title() + "**\n\n```text\n" + send(channel, it)
                        + "\n```\n").collect(Collectors.joining("\n"))).append("\n");
            }
        }
        text.append("## email\n\n").append(Scene.all().stream().map(it -> "**" + it.title() + "**\n\n```text\nSubject: "
                + message(it).plain().replaceFirst("\n", "\n\n") + "\n```\n").collect(Collectors.joining("\n")));

        hold(Path.of("..", "docs", "gallery.md"), text.toString().strip() + "\n", pictures);
    }

    private static boolean carries(GalleryChannel channel, Scene scene) {
        return ChannelCatalogue.known(channel.type()).carries(scene.notification().build().getKind());
    }

    private String send(GalleryChannel channel, Scene scene) {
        received.clear();
        var base = "http://127.0.0.1:" + vendor.getAddress().getPort();
        var references = channel.secrets(base).keySet().stream().collect(Collectors.toMap(key -> key,
                key -> (SecretRef) new SecretRef.Env("SECRET_" + key)));
        var spec = new ChannelSpec("shown", channel.type(), channel.settings(base), references, Set.of());
        var secrets = new Secrets(name -> Optional.ofNullable(channel.secrets(base).get(name.substring("SECRET_"
                .length()))));
        var notification = scene.notification().to("shown", channel.address()).build();
        try {
            ChannelAdapters.all(http, new AddressGuard(List.of())).named(channel.type()).orElseThrow().open(
                    new ChannelSettings(spec, secrets)).deliver(new Dispatch(notification, message(scene), false,
                            Optional.empty(), NOON.plus(scene.after())));
        } catch (dev.tocsin.notifier.secret.MissingSecretException
                | dev.tocsin.notifier.channel.ChannelRefusedException wrong) {
            throw new AssertionError(wrong);
        }
        assertThat(received).as(channel + " " + scene.title()).isNotEmpty();
        return channel.seen(received.getLast());
    }

    private static dev.tocsin.notifier.message.Message message(Scene scene) {
        return new MessageWriter(Optional.of("https://tocsin.example.org")).write(scene.notification().build(), false,
                NOON.plus(scene.after()));
    }

    private static void hold(Path file, String expected, HashMap<String, String> pictures) throws IOException {
        if ("write".equals(System.getProperty("tocsin.documents"))) {
            Files.writeString(file, expected);
            var folder = Files.createDirectories(Path.of("target", "gallery"));
            for (var picture : pictures.entrySet()) {
                Files.writeString(folder.resolve(picture.getKey() + ".html"), picture.getValue());
            }
        }
        assertThat(Files.readString(file)).as("run this test with -Dtocsin.documents=write, then docs/gallery/draw")
                .isEqualTo(expected);
        assertThat(Stream.of(GalleryChannel.values()).filter(GalleryChannel::isVisual).map(it -> file.resolveSibling(
                "gallery").resolve(it.type() + ".png"))).allMatch(Files::exists);
    }
}
