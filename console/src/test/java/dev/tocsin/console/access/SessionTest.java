package dev.tocsin.console.access;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.event.Command;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.schemas.command.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sessions of browsers: how they begin, what they may do, and how they end. */
class SessionTest {

    private static final String KEY = "0123456789abcdef0123456789abcdef";
    private static final String ACKNOWLEDGE = "/api/incidents/i1/acknowledge";

    @TempDir
    private Path folder;

    private final SetClock clock = new SetClock(NOW);
    private TestTokens tokens;
    private ConsoleFixture console;

    @BeforeEach
    void start() {
        tokens = new TestTokens(folder);
        console = console(Map.of());
    }

    @AfterEach
    void stop() {
        console.close();
    }

    @Test
    void shouldActUnderTheNameOfTheToken() {
        var ada = logIn(console, tokens.add("ada", Role.RESPONDER));

        var shown = json(console.send(console.to("/api/session").header("Cookie", ada)));
        var done = console.send(acknowledge(ada, csrf(ada), "{\"actor\":\"ben\"}"));

        assertThat(shown.get("person").stringValue()).isEqualTo("ada");
        assertThat(shown.get("role").stringValue()).isEqualTo("responder");
        assertThat(done.statusCode()).isEqualTo(202);
        assertThat(((Command) console.written.getFirst().getBody()).getActor()).isEqualTo("ada");
    }

    @Test
    void shouldLetATokenForOthersNameTheActor() {
        var bot = tokens.add("chat-bot", Role.RESPONDER, true);

        console.send(with(bot, "{\"actor\":\"ben\"}"));
        console.send(with(bot, "{}"));

        assertThat(console.written).extracting(signal -> ((Command) signal.getBody()).getActor()).containsExactly("ben",
                "chat-bot");
        assertThat(console.audited).extracting(entry -> entry.getPerson() + " by " + entry.getCredential())
                .containsExactly("ben by id-chat-bot", "chat-bot by id-chat-bot");
    }

    @Test
    void shouldRefuseARequestWithoutTheTokenOfItsPage() {
        var ada = logIn(console, tokens.add("ada", Role.RESPONDER));
        var ben = logIn(console, tokens.add("ben", Role.RESPONDER));

        var without = console.send(acknowledge(ada, "", "{}"));
        var withAnother = console.send(acknowledge(ada, csrf(ben), "{}"));

        assertThat(without.statusCode()).isEqualTo(403);
        assertThat(json(without).get("type").stringValue()).isEqualTo("/problems/csrf");
        assertThat(withAnother.statusCode()).isEqualTo(403);
        assertThat(console.written).isEmpty();
    }

    @Test
    void shouldEndWithoutUse() {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));

        clock.pass(Duration.ofHours(4).minusSeconds(1));
        assertThat(status(ada)).isEqualTo(200);
        clock.pass(Duration.ofSeconds(1));
        assertThat(status(ada)).isEqualTo(401);
    }

    @Test
    void shouldNotBeKeptAliveByAnOpenPageAlone() {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));
        clock.pass(Duration.ofHours(3));

        var polled = console.send(console.to("/api/status").header("Cookie", ada));
        var used = console.send(console.to("/api/status").header("Cookie", ada).header("Tocsin-Used", "1"));

        assertThat(polled.headers().firstValue("Set-Cookie")).isEmpty();
        var renewed = cookie(used);
        clock.pass(Duration.ofHours(3));
        assertThat(status(ada)).isEqualTo(401);
        assertThat(status(renewed)).isEqualTo(200);
    }

    @Test
    void shouldEndInAnyCase() {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));
        for (var hour = 1; hour < 12; hour++) {
            clock.pass(Duration.ofHours(1));
            ada = cookie(console.send(console.to("/api/status").header("Cookie", ada).header("Tocsin-Used", "1")));
        }

        assertThat(status(ada)).isEqualTo(200);
        clock.pass(Duration.ofHours(1));
        assertThat(status(ada)).isEqualTo(401);
    }

    @Test
    void shouldEndAtLogoutAlsoAtAnotherConsole() {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));
        try (var other = console(Map.of())) {
            assertThat(other.send(other.to("/api/status").header("Cookie", ada)).statusCode()).isEqualTo(200);

            var out = console.send(console.to("/api/session").header("Cookie", ada).header("Content-Type",
                    "application/json").DELETE());
            console.audited.forEach(other::readAudit);

            assertThat(out.statusCode()).isEqualTo(204);
            assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Expires=Thu, 01 Jan 1970");
            assertThat(status(ada)).as("the old cookie").isEqualTo(401);
            assertThat(other.send(other.to("/api/status").header("Cookie", ada)).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void shouldEndWhenAnAdminEndsThoseOfAPerson() {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));
        var root = tokens.add("root", Role.ADMIN);
        clock.pass(Duration.ofSeconds(2));

        console.send(console.to("/api/sessions/ada").header("Authorization", "Bearer " + root).header("Content-Type",
                "application/json").DELETE());

        assertThat(status(ada)).isEqualTo(401);
        clock.pass(Duration.ofSeconds(1));
        assertThat(status(logIn(console, tokens.add("ada", Role.VIEWER)))).as("a new login").isEqualTo(200);
    }

    @Test
    void shouldEndWithItsTokenAndFollowItsRole() {
        var secret = tokens.add("ada", Role.RESPONDER);
        var ada = logIn(console, secret);
        tokens.revoke("ada");
        clock.pass(TokenBook.LOOK_EVERY);

        assertThat(status(ada)).isEqualTo(401);
        assertThat(console.send(console.to("/api/status").header("Authorization", "Bearer " + secret)).statusCode())
                .isEqualTo(401);
    }

    @Test
    void shouldSurviveARestartWithTheSameKeyOnly() {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));
        try (var restarted = console(Map.of());
                var withAnotherKey = console(Map.of("console.session.key", KEY
                        + "other"))) {
            assertThat(restarted.send(restarted.to("/api/status").header("Cookie", ada)).statusCode()).isEqualTo(200);
            assertThat(withAnotherKey.send(withAnotherKey.to("/api/status").header("Cookie", ada)).statusCode())
                    .isEqualTo(401);
        }
    }

    @Test
    void shouldCutTheStreamWhenTheSessionEnds() throws Exception {
        var ada = logIn(console, tokens.add("ada", Role.VIEWER));
        var ended = CompletableFuture.supplyAsync(() -> console.send(console.to("/api/stream").header("Cookie", ada)));
        org.awaitility.Awaitility.await().until(() -> console.feed.clients() == 1);

        clock.pass(Duration.ofHours(5));

        assertThat(ended.get(60, java.util.concurrent.TimeUnit.SECONDS).statusCode()).isEqualTo(200);
        org.awaitility.Awaitility.await().until(() -> console.feed.clients() == 0);
    }

    @Test
    void shouldBindTheCookieToTheHostWhereBrowsersUseHttps() {
        try (var https = console(Map.of("console.url", "https://tocsin.example.org"))) {
            var login = logInAnswer(https, tokens.add("ada", Role.VIEWER));

            assertThat(login.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("__Host-tocsin=").contains(
                    "Secure", "HttpOnly", "Path=/", "SameSite=Lax").doesNotContain("Domain");
            assertThat(login.headers().firstValue("Strict-Transport-Security")).isPresent();
        }
    }

    @Test
    void shouldRefuseACookieThatSomebodyMade() {
        assertThat(status("tocsin_session=eyJhbGciOiJub25lIn0.e30.")).isEqualTo(401);
        assertThat(status("tocsin_session=" + new CookieSeal(java.util.Optional.of("guess")).seal("session",
                new Session("x", new Grant("eve", Role.ADMIN, true, false, "oidc"), NOW, NOW.plusSeconds(60), NOW))))
                .isEqualTo(401);
    }

    @Test
    void shouldLimitLoginAttemptsOfAnAddress() {
        for (var attempt = 1; attempt <= 10; attempt++) {
            assertThat(logInAnswer(console, "guess").statusCode()).isEqualTo(401);
        }

        var refused = logInAnswer(console, tokens.add("ada", Role.VIEWER));
        clock.pass(Duration.ofSeconds(6));

        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).contains("5");
        assertThat(logInAnswer(console, "guess").statusCode()).as("one more after a tenth of a minute").isEqualTo(401);
    }

    @Test
    void shouldLimitWhatOneCallerChanges() {
        try (var few = console(Map.of("console.limit.writes", "2"))) {
            few.projection.apply(anIncident("i1").build());
            var ada = "Bearer " + tokens.add("ada", Role.RESPONDER);
            var ben = "Bearer " + tokens.add("ben", Role.RESPONDER);
            clock.pass(TokenBook.LOOK_EVERY);

            assertThat(acknowledged(few, ada)).isEqualTo(202);
            assertThat(acknowledged(few, ada)).isEqualTo(202);
            assertThat(acknowledged(few, ada)).isEqualTo(429);
            assertThat(acknowledged(few, ben)).isEqualTo(202);
            assertThat(few.send(few.to("/api/incidents").header("Authorization", ada)).statusCode()).as("reading")
                    .isEqualTo(200);
        }
    }

    private static int acknowledged(ConsoleFixture at, String authorization) {
        return at.send(at.to(ACKNOWLEDGE).header("Authorization", authorization).header("Content-Type",
                "application/json").POST(BodyPublishers.ofString("{}"))).statusCode();
    }

    private ConsoleFixture console(Map<String, String> more) {
        var settings = new HashMap<>(Map.of("console.tokens.file", tokens.file().toString(), "console.session.key", KEY,
                "console.heartbeat", "100ms"));
        settings.putAll(more);
        var made = new ConsoleFixture(Settings.of(settings), clock);
        made.projection.apply(anIncident("i1").build());
        return made;
    }

    private int status(String cookie) {
        return console.send(console.to("/api/status").header("Cookie", cookie)).statusCode();
    }

    private String csrf(String cookie) {
        return json(console.send(console.to("/api/session").header("Cookie", cookie))).get("csrfToken").stringValue();
    }

    private HttpRequest.Builder acknowledge(String cookie, String csrf, String body) {
        var request = console.to(ACKNOWLEDGE).header("Cookie", cookie).header("Content-Type", "application/json").POST(
                BodyPublishers.ofString(body));
        return csrf.isEmpty() ? request : request.header("X-CSRF-Token", csrf);
    }

    private HttpRequest.Builder with(String secret, String body) {
        clock.pass(TokenBook.LOOK_EVERY);
        return console.to(ACKNOWLEDGE).header("Authorization", "Bearer " + secret).header("Content-Type",
                "application/json").POST(BodyPublishers.ofString(body));
    }

    private String logIn(ConsoleFixture at, String secret) {
        return cookie(logInAnswer(at, secret));
    }

    private HttpResponse<String> logInAnswer(ConsoleFixture at, String secret) {
        if (!secret.equals("guess")) {
            clock.pass(TokenBook.LOOK_EVERY);
        }
        return at.post("/api/session", "{\"token\":\"" + secret + "\"}");
    }

    private static String cookie(HttpResponse<String> response) {
        return response.headers().firstValue("Set-Cookie").orElseThrow().split(";", 2)[0];
    }
}
