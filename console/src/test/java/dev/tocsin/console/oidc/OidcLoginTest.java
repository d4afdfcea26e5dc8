package dev.tocsin.console.oidc;

import static dev.tocsin.console.ConsoleFixture.json;
import static dev.tocsin.console.Records.NOW;
import static dev.tocsin.console.Records.anIncident;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import com.nimbusds.jwt.JWTClaimsSet;
import dev.tocsin.console.ConsoleConfig;
import dev.tocsin.console.ConsoleFixture;
import dev.tocsin.console.access.SetClock;
import dev.tocsin.event.Command;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Login at a provider that conforms, and at one that does not. */
class OidcLoginTest {

    private static final String URL = "http://console.localhost";

    private final SetClock clock = new SetClock(NOW);
    private FakeProvider provider;
    private ConsoleFixture console;

    @BeforeEach
    void start() throws IOException {
        provider = new FakeProvider(URL + "/login/oidc/callback");
        console = new ConsoleFixture(Settings.of(settings()), clock);
        console.projection.apply(anIncident("i1").build());
    }

    @AfterEach
    void stop() {
        console.close();
        provider.close();
    }

    @Test
    void shouldLogInAndActUnderThePersonsName() {
        var login = logIn();

        var cookie = session(login);
        var shown = json(console.send(console.to("/api/session").header("Cookie", cookie)));
        var done = console.send(console.to("/api/incidents/i1/acknowledge").header("Cookie", cookie).header(
                "X-CSRF-Token", shown.get("csrfToken").stringValue()).header("Content-Type", "application/json").POST(
                        BodyPublishers.ofString("{\"actor\":\"somebody else\"}")));

        assertThat(login.headers().firstValue("Location")).contains("/?incident=i1");
        assertThat(shown.get("person").stringValue()).isEqualTo("ada");
        assertThat(shown.get("role").stringValue()).isEqualTo("responder");
        assertThat(done.statusCode()).isEqualTo(202);
        assertThat(((Command) console.written.getFirst().getBody()).getActor()).isEqualTo("ada");
        assertThat(console.audited).extracting(entry -> entry.getRoute() + " " + entry.getPerson() + " " + entry
                .getProblem()).first().isEqualTo("/login/oidc/callback ada ");
    }

    @Test
    void shouldReadTheKeysAgainWhenTheProviderChangedThem() {
        logIn();
        provider.rotateKey();

        var login = logIn();

        assertThat(session(login)).startsWith("tocsin_session=");
        assertThat(provider.keysRead.get()).isEqualTo(2);
    }

    @Test
    void shouldAcceptNoAnswerAtAnotherBrowserNorTwice() {
        var begun = begin();
        var back = provider.logIn(begun.at());

        assertThat(problem(comeBack(back, ""))).isEqualTo("login-expired");
        assertThat(provider.codesRedeemed.get()).isZero();
        assertThat(session(comeBack(back, begun.cookie()))).isNotEmpty();
        assertThat(problem(comeBack(back, begun.cookie()))).as("the provider refuses a used code").isEqualTo(
                "login-provider");
    }

    @Test
    void shouldAcceptNoAnswerToAnotherAttempt() {
        var first = begin();
        var second = begin();

        assertThat(problem(comeBack(provider.logIn(first.at()), second.cookie()))).isEqualTo("login-expired");
        assertThat(provider.codesRedeemed.get()).isZero();
    }

    @Test
    void shouldNotWaitForEver() {
        var begun = begin();
        clock.pass(OidcLogin.PATIENCE);

        assertThat(problem(comeBack(provider.logIn(begun.at()), begun.cookie()))).isEqualTo("login-expired");
    }

    @Test
    void shouldAcceptNoAnswerOfAnotherIssuer() {
        var begun = begin();
        var back = URI.create(provider.logIn(begun.at()).toString().replace("/realm", "/evil"));

        assertThat(problem(comeBack(back, begun.cookie()))).isEqualTo("login-invalid");
        assertThat(provider.codesRedeemed.get()).isZero();
    }

    @Test
    void shouldSayThatTheProviderRefused() {
        var begun = begin();
        var state = provider.logIn(begun.at()).getQuery().replaceFirst("code=[^&]*&", "");

        assertThat(problem(comeBack(URI.create(URL + OidcConfig.CALLBACK + "?error=access_denied&" + state), begun
                .cookie()))).isEqualTo("login-denied");
    }

    /** Each breaks one rule of section 3.1.3.7 of OpenID Connect Core. */
    enum Forgery {
        ISSUER(set -> set.issuer("https://evil.example")), AUDIENCE(set -> set.audience("another-client")), EXPIRED(
                set -> set.expirationTime(Date.from(java.time.Instant.now().minusSeconds(600)))), NONCE(
                        set -> set.claim("nonce", "another")), NO_NONCE(set -> set.claim("nonce", null)), FOR_ANOTHER(
                                set -> set.audience(List.of(FakeProvider.CLIENT, "x")).claim("azp", "x"));

        private final UnaryOperator<JWTClaimsSet.Builder> change;

        Forgery(UnaryOperator<JWTClaimsSet.Builder> change) {
            this.change = change;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldRefuseAnIdTokenThatIsNotForThisLogin(Forgery forgery) {
        provider.claims = forgery.change;

        assertThat(problem(logIn())).isEqualTo("login-invalid");
        assertThat(console.audited).last().satisfies(entry -> {
            assertThat(entry.getProblem()).isEqualTo("login-invalid");
            assertThat(entry.getPerson()).isEmpty();
        });
    }

    @Test
    void shouldRefuseAnIdTokenWithAForgedSignature() {
        provider.signsWithAKeyOfItsOwn = true;

        assertThat(problem(logIn())).isEqualTo("login-invalid");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"admins, admin", "on-call, responder", "staff, viewer", "guests, ''"})
    void shouldGiveTheRoleOfTheClaim(String group, String role) {
        provider.person = Map.of("preferred_username", "ada", "groups", List.of("x", group));

        var login = logIn();

        if (role.isEmpty()) {
            assertThat(problem(login)).isEqualTo("login-no-role");
        } else {
            assertThat(json(console.send(console.to("/api/session").header("Cookie", session(login)))).get("role")
                    .stringValue()).isEqualTo(role);
        }
    }

    @Test
    void shouldEndTheLoginAtTheProviderToo() {
        var cookie = session(logIn());

        var out = console.send(console.to("/api/session").header("Cookie", cookie).header("Content-Type",
                "application/json").DELETE());

        assertThat(json(out).get("logoutUrl").stringValue()).startsWith(provider.issuer() + "/logout?").contains(
                "client_id=tocsin");
    }

    @Test
    void shouldStartAndExplainItselfWithoutTheProvider() {
        provider.close();

        var begun = console.get("/login/oidc");

        assertThat(problem(begun)).isEqualTo("login-provider");
        assertThat(console.get("/login").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldLimitLogins() {
        for (var login = 1; login <= 10; login++) {
            assertThat(console.get("/login/oidc").statusCode()).isEqualTo(302);
        }

        assertThat(console.get("/login/oidc").statusCode()).isEqualTo(429);
        clock.pass(Duration.ofMinutes(1));
        assertThat(console.get("/login/oidc").statusCode()).isEqualTo(302);
    }

    @ParameterizedTest(name = "{0}={1}")
    @CsvSource({"console.oidc.issuer, http://login.example.org, https", "console.url, '', console.url",
            "console.oidc.client.id, '', console.oidc.client.id", "console.oidc.issuer, nonsense, absolute"})
    void shouldRefuseSettingsThatCannotWork(String name, String value, String said) {
        var settings = settings();
        settings.put(name, value);

        assertThatThrownBy(() -> ConsoleConfig.of(Settings.of(settings))).isInstanceOf(SettingsException.class)
                .hasMessageContaining(said);
    }

    @Test
    void shouldRefuseSettingsThatGiveNobodyARole() {
        var settings = settings();
        settings.keySet().removeIf(name -> name.matches("console.oidc.(admins|responders|viewers)"));

        assertThatThrownBy(() -> ConsoleConfig.of(Settings.of(settings))).isInstanceOf(SettingsException.class)
                .hasMessageContaining("console.oidc.responders");
    }

    private Map<String, String> settings() {
        return new HashMap<>(Map.of("console.oidc.issuer", provider.issuer(), "console.url", URL,
                "console.oidc.client.id", FakeProvider.CLIENT, "console.oidc.client.secret", FakeProvider.SECRET,
                "console.oidc.admins", "admins", "console.oidc.responders", "on-call", "console.oidc.viewers",
                "staff"));
    }

    private record Begun(URI at, String cookie) {}

    private Begun begin() {
        var answer = console.get("/login/oidc?incident=i1");
        return new Begun(URI.create(answer.headers().firstValue("Location").orElseThrow()), answer.headers().firstValue(
                "Set-Cookie").orElseThrow().split(";", 2)[0]);
    }

    private HttpResponse<String> logIn() {
        var begun = begin();
        return comeBack(provider.logIn(begun.at()), begun.cookie());
    }

    private HttpResponse<String> comeBack(URI back, String cookie) {
        var request = console.to(back.getRawPath() + "?" + back.getRawQuery());
        return console.send(cookie.isEmpty() ? request : request.header("Cookie", cookie));
    }

    private static String session(HttpResponse<String> login) {
        return login.headers().allValues("Set-Cookie").stream().filter(it -> it.startsWith("tocsin_session="))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no session: " + login.headers().map())).split(";", 2)[0];
    }

    private static String problem(HttpResponse<String> answer) {
        return answer.headers().firstValue("Location").orElse("").replaceFirst(".*[?&]problem=([a-z-]+).*", "$1");
    }
}
