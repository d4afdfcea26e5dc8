package dev.tocsin.console.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Problem;
import dev.tocsin.schemas.command.Role;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Lets in who has the token: as {@code Authorization: Bearer}, as the password of basic authentication, which is all that many
 * tools can send, or as the cookie of the login page.
 */
public final class AccessGate implements Handler {

    public static final String COOKIE = "tocsin_console";

    private static final Pattern INCIDENT = Pattern.compile("[A-Za-z0-9-]{1,80}");
    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final Tokens tokens;
    private final Set<String> open;

    /**
     * @param open
     *            paths that take no token
     */
    public AccessGate(Tokens tokens, Set<String> open) {
        this.tokens = tokens;
        this.open = Set.copyOf(open);
    }

    @Override
    public void handle(Context context) {
        var shown = token(context).or(() -> cookie(context));
        shown.ifPresent(token -> new Caller(Optional.of(Role.ADMIN), tokens.clears(token)).keep(context));
        if (shown.isPresent() || open.contains(context.path())) {
            return;
        }
        if (context.path().equals("/")) {
            // A message's link leads to its incident also through the login.
            context.redirect(Optional.ofNullable(context.queryParam("incident")).filter(INCIDENT.asMatchPredicate())
                    .map(
                            id -> "/login?incident=" + id).orElse("/login"));
            context.skipRemainingHandlers();
            return;
        }
        context.header("WWW-Authenticate", "Bearer realm=\"tocsin\"");
        throw new ProblemException(Problem.of(401, "unauthorized", "The token is missing or wrong",
                "Send the header Authorization: Bearer <token>, or log in at /login."));
    }

    private Optional<AccessToken> token(Context context) {
        return Optional.ofNullable(context.header("Authorization")).flatMap(AccessGate::shown).flatMap(
                shown -> tokens.find(token -> token.matches(shown)));
    }

    private static Optional<String> shown(String header) {
        if (header.startsWith(BEARER)) {
            return Optional.of(header.substring(BEARER.length()).strip());
        }
        return header.startsWith(BASIC) ? password(header.substring(BASIC.length()).strip()) : Optional.empty();
    }

    private static Optional<String> password(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0 ? Optional.empty() : Optional.of(pair.substring(colon + 1));
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    private Optional<AccessToken> cookie(Context context) {
        return Optional.ofNullable(context.cookie(COOKIE)).flatMap(value -> tokens.find(token -> token.matchesCookie(
                value)));
    }
}
