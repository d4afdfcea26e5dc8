package dev.tocsin.notifier.delivery;

import static dev.tocsin.notifier.fixture.Notifications.a;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.tocsin.event.DeliveryOutcome;
import dev.tocsin.event.Notification;
import dev.tocsin.event.NotificationKind;
import dev.tocsin.notifier.channel.ChannelSettings;
import dev.tocsin.notifier.channel.Dispatch;
import dev.tocsin.notifier.directory.ChannelAdapters;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.json.JsonMapper;

/** kill -9 at each point of a send, through a real channel of each kind of deduplication, to a receiver that keeps what it takes. */
class KilledSendTest {

    /** Where the process is killed. */
    enum Kill {
        BEFORE_THE_CLAIM_IS_COMMITTED, BEFORE_THE_REQUEST, BEFORE_THE_ANSWER, BEFORE_THE_OUTCOME_IS_COMMITTED;

        boolean requestArrived() {
            return this == BEFORE_THE_ANSWER || this == BEFORE_THE_OUTCOME_IS_COMMITTED;
        }
    }

    private final Book book = new Book();
    private final AddressGuard guard = new AddressGuard(List.of(Cidr.parse("127.0.0.0/8")));
    private final GuardedHttp http = new GuardedHttp(guard, HttpLimits.standard(), Clock.systemUTC());
    private final List<String> bodies = Collections.synchronizedList(new ArrayList<>());
    private final Map<String, String> keyed = Collections.synchronizedMap(new TreeMap<>());
    private final List<Map<String, Object>> issues = Collections.synchronizedList(new ArrayList<>());
    private HttpServer receiver;

    @BeforeEach
    void listen() throws Exception {
        receiver = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        receiver.createContext("/hook", exchange -> {
            var body = body(exchange);
            keyed.put(exchange.getRequestHeaders().getFirst("webhook-id"), body);
            answer(exchange, 200, "ok");
        });
        receiver.createContext("/post", exchange -> {
            bodies.add(body(exchange));
            answer(exchange, 200, "ok");
        });
        receiver.createContext("/repos/octo/shop/issues", exchange -> {
            if (exchange.getRequestMethod().equals("GET")) {
                answer(exchange, 200, JsonMapper.shared().writeValueAsString(issues));
                return;
            }
            var issue = JsonMapper.shared().readTree(body(exchange));
            issues.add(Map.of("number", issues.size() + 1, "state", "open", "body", issue.path("body").asString()));
            answer(exchange, 201, "{\"number\":" + issues.size() + ",\"state\":\"open\"}");
        });
        receiver.start();
    }

    @AfterEach
    void close() {
        http.close();
        receiver.stop(0);
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveOneEffectWhereTheReceiverKnowsARepeatByItsKey(Kill kill) {
        play(kill, NotificationKind.PAGE, new ChannelSpec("hook", "webhook", Map.of("url", base() + "/hook"), Map.of(),
                java.util.Set.of()));

        assertThat(keyed).containsOnlyKeys("page");
    }

    @ParameterizedTest
    @EnumSource
    void shouldHaveOneEffectWhereAnUncertainOneIsSearchedFor(Kill kill) {
        play(kill, NotificationKind.TICKET, new ChannelSpec("hook", "github", Map.of("url", base(), "repository",
                "octo/shop"), Map.of("token", new SecretRef.Env("TOKEN")), java.util.Set.of()));

        assertThat(issues).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    void shouldMarkTheOneRepeatWhereTheReceiverCannotKnowIt(Kill kill) {
        play(kill, NotificationKind.PAGE, new ChannelSpec("hook", "mattermost", Map.of(), Map.of("webhook-url",
                new SecretRef.Env("POST")), java.util.Set.of()));

        assertThat(bodies).hasSize(kill.requestArrived() ? 2 : 1);
        assertThat(bodies.getFirst().contains("Possible repeat")).isEqualTo(kill == Kill.BEFORE_THE_REQUEST);
        assertThat(bodies.getLast().contains("Possible repeat")).isEqualTo(kill != Kill.BEFORE_THE_CLAIM_IS_COMMITTED);
    }

    /** Kills the first attempt at that point, restarts, and lets the second end well. */
    private void play(Kill kill, NotificationKind kind, ChannelSpec channel) {
        book.told(a(kind).build());
        if (kill == Kill.BEFORE_THE_CLAIM_IS_COMMITTED) {
            book.turnInVain();
        } else {
            book.turn();
        }
        if (kill.requestArrived()) {
            var outcome = send(book.sent().getLast(), channel);
            assertThat(outcome).isInstanceOf(Outcome.Delivered.class);
            if (kill == Kill.BEFORE_THE_OUTCOME_IS_COMMITTED) {
                book.answer(book.underWay().getFirst(), outcome).turnInVain();
            }
        }

        book.crash().turn();
        var id = book.underWay().getFirst();
        book.answer(id, send(book.sent().getLast(), channel)).turn();

        assertThat(book.underWay()).isEmpty();
        assertThat(book.book().size()).isZero();
        assertThat(book.written().getLast()).isInstanceOfSatisfying(DeliveryStep.Finish.class, it -> assertThat(it
                .outcome()).isEqualTo(DeliveryOutcome.DELIVERED));
    }

    private Outcome send(DeliveryStep.Claim claim, ChannelSpec spec) {
        Notification notification = claim.notification();
        var message = new MessageWriter(Optional.empty()).write(notification, claim.possibleRepeat(), book.now());
        var secrets = new Secrets(name -> Optional.of(name.equals("POST") ? base() + "/post" : "token-of-the-test"));
        try {
            return ChannelAdapters.all(http, guard).named(spec.type()).orElseThrow().open(new ChannelSettings(spec,
                    secrets)).deliver(new Dispatch(notification, message, claim.possibleRepeat(), Optional.empty(), book
                            .now()));
        } catch (Exception unusable) {
            throw new AssertionError(unusable);
        }
    }

    private String base() {
        return "http://127.0.0.1:" + receiver.getAddress().getPort();
    }

    private static String body(HttpExchange exchange) throws java.io.IOException {
        return new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws java.io.IOException {
        exchange.sendResponseHeaders(status, body.getBytes(UTF_8).length);
        exchange.getResponseBody().write(body.getBytes(UTF_8));
        exchange.close();
    }
}
