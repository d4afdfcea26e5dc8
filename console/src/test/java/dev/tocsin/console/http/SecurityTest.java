package dev.tocsin.console.http;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import dev.tocsin.console.ConsoleConfig;
import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecurityTest {

    private static final String TOKEN = "correct-horse-battery";

    @Nested
    class WithoutAToken {

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"/", "/console.js", "/api/incidents", "/api/nope", "/healthz"})
        void shouldTellBrowsersToTrustOnlyItsOwnFiles(String path) {
            try (var console = new ConsoleFixture()) {
                var headers = console.get(path).headers();

                assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'",
                        "frame-ancestors 'none'", "base-uri 'none'", "require-trusted-types-for 'script'")
                        .doesNotContain(
                                "unsafe");
                assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
                assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
                assertThat(headers.firstValue("X-Frame-Options")).contains("DENY");
                assertThat(headers.firstValue("Server")).isEmpty();
            }
        }

        @ParameterizedTest(name = "Sec-Fetch-Site {0} is answered {1}")
        @CsvSource({"same-origin, 202", "none, 202", "same-site, 403", "cross-site, 403", "nonsense, 403"})
        void shouldRefuseCommandsFromOtherSites(String site, int status) {
            try (var console = withAnIncident(new ConsoleFixture())) {
                var response = console.send(acknowledge(console).header("Sec-Fetch-Site", site));

                assertThat(response.statusCode()).isEqualTo(status);
                assertThat(console.written).hasSize(status == 202 ? 1 : 0);
            }
        }

        @Test
        void shouldRefuseCommandsFromAnotherOrigin() {
            try (var console = withAnIncident(new ConsoleFixture())) {
                var own = console.send(acknowledge(console).header("Origin", "http://127.0.0.1:" + console.port()));
                var other = console.send(acknowledge(console).header("Origin", "https://evil.example"));
                var opaque = console.send(acknowledge(console).header("Origin", "null"));

                assertThat(own.statusCode()).isEqualTo(202);
                assertThat(other.statusCode()).isEqualTo(403);
                assertThat(opaque.statusCode()).isEqualTo(403);
            }
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x",
                "application/jsonp"})
        void shouldRefuseWhatAFormOfAnotherSiteCouldSend(String type) {
            try (var console = withAnIncident(new ConsoleFixture())) {
                var response = console.send(console.to("/api/incidents/i1/acknowledge").header("Content-Type", type)
                        .POST(
                                BodyPublishers.ofString("{}")));

                assertThat(response.statusCode()).isEqualTo(415);
                assertThat(console.written).isEmpty();
            }
        }

        @ParameterizedTest(name = "Host {0} is answered {1}")
        @CsvSource({"127.0.0.1:8080, 200", "[::1]:8080, 200", "localhost, 200", "tocsin.localhost:80, 200",
                "console:8080, 200",
                "tocsin.example.org, 200", "evil.example, 403", "127.0.0.1.evil.example:8080, 403"})
        void shouldNotBeReachedThroughAStrangersName(String host, int status) throws IOException {
            try (var console = new ConsoleFixture(Settings.of(Map.of("console.hosts", "tocsin.example.org")))) {
                assertThat(statusFor(console, host)).isEqualTo(status);
            }
        }
    }

    @Nested
    class WithAToken {

        private final Settings settings = Settings.of(Map.of("console.token", TOKEN));

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"/api/incidents", "/api/stream", "/api/status", "/console.js", "/api/audit"})
        void shouldAskForTheToken(String path) {
            try (var console = new ConsoleFixture(settings)) {
                var response = console.get(path);

                assertThat(response.statusCode()).isEqualTo(401);
                assertThat(response.headers().firstValue("WWW-Authenticate")).isPresent();
                assertThat(response.headers().firstValue("Content-Security-Policy")).isPresent();
            }
        }

        @ParameterizedTest(name = "{0}")
        @ValueSource(strings = {"/healthz", "/readyz", "/metrics", "/login", "/login.js", "/console.css"})
        void shouldServeLoginFilesWithoutToken(String path) {
            try (var console = new ConsoleFixture(settings)) {
                assertThat(console.get(path).statusCode()).isEqualTo(200);
            }
        }

        @Test
        void shouldAcceptToken() {
            try (var console = withAnIncident(new ConsoleFixture(settings))) {
                var right = console.send(console.to("/api/incidents").header("Authorization", "Bearer " + TOKEN));
                var wrong = console.send(console.to("/api/incidents").header("Authorization", "Bearer " + TOKEN + "x"));
                var command = console.send(acknowledge(console).header("Authorization", "Bearer " + TOKEN));

                assertThat(right.statusCode()).isEqualTo(200);
                assertThat(wrong.statusCode()).isEqualTo(401);
                assertThat(command.statusCode()).isEqualTo(202);
            }
        }

        @Test
        void shouldSendThePageToTheLogin() {
            try (var console = new ConsoleFixture(settings)) {
                var response = console.get("/");

                assertThat(response.statusCode()).isEqualTo(302);
                assertThat(response.headers().firstValue("Location").orElseThrow()).endsWith("/login");
            }
        }

        @Test
        void shouldGiveABrowserACookieThatIsNotTheToken() {
            try (var console = new ConsoleFixture(settings)) {
                var login = console.post("/api/session", "{\"token\":\"" + TOKEN + "\"}");

                var cookie = login.headers().firstValue("Set-Cookie").orElseThrow();
                var inside = console.send(console.to("/api/incidents").header("Cookie", cookie.split(";", 2)[0]));

                assertThat(login.statusCode()).isEqualTo(204);
                assertThat(cookie).contains("HttpOnly", "SameSite=Lax", "Path=/").doesNotContain(TOKEN);
                assertThat(inside.statusCode()).isEqualTo(200);
            }
        }

        @Test
        void shouldNotLogInWithAWrongToken() {
            try (var console = new ConsoleFixture(settings)) {
                var login = console.post("/api/session", "{\"token\":\"guess\"}");

                assertThat(login.statusCode()).isEqualTo(401);
                assertThat(login.headers().firstValue("Set-Cookie")).isEmpty();
                assertThat(json(login).get("detail").stringValue()).doesNotContain("guess");
            }
        }

        @Test
        void shouldNotTakeTheCookieFromAnotherSite() {
            try (var console = withAnIncident(new ConsoleFixture(settings))) {
                var cookie = console.post("/api/session", "{\"token\":\"" + TOKEN + "\"}").headers().firstValue(
                        "Set-Cookie")
                        .orElseThrow().split(";", 2)[0];

                var response = console.send(acknowledge(console).header("Cookie", cookie).header("Sec-Fetch-Site",
                        "cross-site"));

                assertThat(response.statusCode()).isEqualTo(403);
                assertThat(console.written).isEmpty();
            }
        }
    }

    @Test
    void shouldNotStartOpenToANetworkWithoutAToken() {
        assertThatThrownBy(() -> ConsoleConfig.of(Settings.of(Map.of("http.host", "0.0.0.0")))).isInstanceOf(
                SettingsException.class).hasMessageContaining("console.token").hasMessageContaining(
                        "console.unprotected");
        assertThat(ConsoleConfig.of(Settings.of(Map.of("http.host", "0.0.0.0", "console.token", TOKEN))).access()
                .asked())
                .isTrue();
        assertThat(ConsoleConfig.of(Settings.of(Map.of("http.host", "0.0.0.0", "console.unprotected", "true"))).access()
                .asked())
                .isFalse();
        assertThat(ConsoleConfig.of(Settings.of(Map.of())).host()).isEqualTo("127.0.0.1");
    }

    @Test
    void shouldRefuseATokenThatCouldBeGuessed() {
        assertThatThrownBy(() -> ConsoleConfig.of(Settings.of(Map.of("console.token", "secret")))).isInstanceOf(
                SettingsException.class).hasMessageNotContaining("secret");
    }

    private static ConsoleFixture withAnIncident(ConsoleFixture console) {
        console.projection.apply(anIncident("i1").build());
        return console;
    }

    private static HttpRequest.Builder acknowledge(ConsoleFixture console) {
        return console.to("/api/incidents/i1/acknowledge").header("Content-Type", "application/json").POST(
                BodyPublishers.ofString(
                        "{}"));
    }

    /** Over a bare socket, because Java's client does not let a program choose the Host header. */
    private static int statusFor(ConsoleFixture console, String host) throws IOException {
        try (var socket = new Socket("127.0.0.1", console.port())) {
            socket.getOutputStream().write(("GET /api/incidents HTTP/1.1\r\nHost: " + host
                    + "\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var line = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8).lines().findFirst()
                    .orElseThrow();
            return Integer.parseInt(line.split(" ")[1]);
        }
    }
}
