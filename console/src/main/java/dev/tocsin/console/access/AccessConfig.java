package dev.tocsin.console.access;

import static dev.tocsin.console.access.AccessSettings.COOKIE_SECURE;
import static dev.tocsin.console.access.AccessSettings.LOGINS;
import static dev.tocsin.console.access.AccessSettings.OIDC_ISSUER;
import static dev.tocsin.console.access.AccessSettings.PROXIES;
import static dev.tocsin.console.access.AccessSettings.SESSION_IDLE;
import static dev.tocsin.console.access.AccessSettings.SESSION_KEY;
import static dev.tocsin.console.access.AccessSettings.SESSION_LONGEST;
import static dev.tocsin.console.access.AccessSettings.TOKEN;
import static dev.tocsin.console.access.AccessSettings.TOKENS_FILE;
import static dev.tocsin.console.access.AccessSettings.TOKEN_CLEARED;
import static dev.tocsin.console.access.AccessSettings.UNPROTECTED;
import static dev.tocsin.console.access.AccessSettings.URL;
import static dev.tocsin.console.access.AccessSettings.WRITES;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.tocsin.runtime.net.BearerToken;
import dev.tocsin.runtime.net.Cidr;
import dev.tocsin.runtime.setting.Settings;
import dev.tocsin.runtime.setting.SettingsException;
import dev.tocsin.runtime.tls.ServerTls;

/**
 * Who may use the console.
 *
 * @param tokens
 *            the shared ones
 * @param tokensFile
 *            file with those of people and programs
 * @param asked
 *            whether a login is required
 * @param sessionKey
 *            encrypts sessions; empty for a key of this process
 * @param secure
 *            whether browsers use https
 * @param proxies
 *            whose word about the client's address counts
 * @param logins
 *            login attempts for each address and minute
 * @param writes
 *            requests that change something for each caller and minute
 */
public record AccessConfig(Tokens tokens, Optional<Path> tokensFile, boolean asked, Optional<String> sessionKey,
        boolean secure, Duration idle, Duration longest, List<Cidr> proxies, int logins, int writes) {

    private static final int SHORTEST_KEY = 32;

    public AccessConfig {
        proxies = List.copyOf(proxies);
    }

    /**
     * From settings.
     *
     * @param reachable
     *            whether other machines reach the console
     * @throws SettingsException
     *             when the console would be open to a network without a login, or a value is wrong
     */
    public static AccessConfig from(Settings settings, boolean reachable) {
        var shared = settings.secret(TOKEN.name());
        var cleared = settings.secret(TOKEN_CLEARED.name());
        var file = Optional.of(TOKENS_FILE.in(settings)).filter(path -> !path.isEmpty()).map(Path::of);
        if (shared.isEmpty() && cleared.isPresent()) {
            throw new SettingsException("console.token.cleared is set without console.token: also set console.token, "
                    + "the token for people who must not read confidential incidents");
        }
        var asked = shared.isPresent() || file.isPresent() || !OIDC_ISSUER.in(settings).isEmpty();
        if (!asked && reachable && !UNPROTECTED.in(settings)) {
            throw new SettingsException("http.host lets other machines send commands: set console.token (or"
                    + " console.token.env, console.token.file) to a secret, console.tokens.file or console.oidc.issuer,"
                    + " or, if a proxy authenticates users, set console.unprotected to true");
        }
        return new AccessConfig(new Tokens(shared.map(token -> new BearerToken(TOKEN.name(), token)), cleared.map(
                token -> new BearerToken(TOKEN_CLEARED.name(), token))), file, asked,
                key(settings, shared, cleared), COOKIE_SECURE.in(settings) || WebAddress.isSecure(URL.in(settings))
                        || ServerTls.scheme(settings).equals("https"),
                SESSION_IDLE.in(settings), SESSION_LONGEST.in(settings), PROXIES.in(settings).stream().map(
                        AccessConfig::range).toList(), LOGINS.in(settings), WRITES.in(settings));
    }

    /** A shared token that is changed ends the sessions that began with it. */
    private static Optional<String> key(Settings settings, Optional<String> shared, Optional<String> cleared) {
        var own = settings.secret(SESSION_KEY.name());
        if (own.filter(key -> key.length() < SHORTEST_KEY).isPresent()) {
            throw new SettingsException("setting " + SESSION_KEY.name() + " is too short: use at least " + SHORTEST_KEY
                    + " random characters, such as the output of `openssl rand -hex 24`");
        }
        return Optional.of(Stream.of(own, shared, cleared).flatMap(Optional::stream).collect(Collectors.joining("\n")))
                .filter(key -> !key.isEmpty());
    }

    private static Cidr range(String text) {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException wrong) {
            throw new SettingsException("setting " + PROXIES.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    /** Never shows secrets. */
    @Override
    public String toString() {
        return "AccessConfig[...]";
    }
}
