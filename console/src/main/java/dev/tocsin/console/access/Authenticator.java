package dev.tocsin.console.access;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;

/**
 * Finds out who sends a request: by a token as {@code Authorization: Bearer} or as the password of basic authentication, which is
 * all that many tools can send, or by the session of the browser.
 */
public final class Authenticator {

    private static final String BEARER = "Bearer ";
    private static final String BASIC = "Basic ";

    private final AccessConfig config;
    private final TokenBook book;
    private final Sessions sessions;
    private final RateLimit attempts;
    private final ClientAddress addresses;

    /**
     * @param attempts
     *            bounds guesses of a shared token, which a person may have chosen
     */
    public Authenticator(AccessConfig config, TokenBook book, Sessions sessions, RateLimit attempts,
            ClientAddress addresses) {
        this.config = config;
        this.book = book;
        this.sessions = sessions;
        this.attempts = attempts;
        this.addresses = addresses;
    }

    /**
     * The caller of a request.
     *
     * @throws ProblemException
     *             429 after too many wrong tokens
     */
    public Caller identify(Context context) {
        if (!config.asked()) {
            return Caller.ANYBODY;
        }
        var offered = Optional.ofNullable(context.header("Authorization")).flatMap(Authenticator::shown);
        return offered.isPresent()
                ? shown(offered.get(), context).map(Caller::of).orElse(Caller.STRANGER)
                : sessions.of(context).flatMap(this::renewed).orElse(Caller.STRANGER);
    }

    /**
     * What a token allows that a client showed.
     *
     * @throws ProblemException
     *             429 after too many wrong ones
     */
    public Optional<Grant> shown(String secret, Context context) {
        var own = book.shown(secret);
        if (own.isPresent() || !config.tokens().exist()) {
            return own;
        }
        var address = addresses.of(context);
        attempts.wait(address).ifPresent(wait -> {
            throw RateLimit.refusal("Too many wrong tokens came from this address.", wait);
        });
        var shared = config.tokens().shown(secret);
        if (shared.isEmpty()) {
            attempts.take(address);
        }
        return shared;
    }

    /** A session is worth no more than the token that it began with is now. */
    private Optional<Caller> renewed(Session session) {
        var began = session.grant();
        return switch (began.credential()) {
            case Grant.OIDC -> Optional.of(Caller.of(began, session));
            default -> config.tokens().known(began.credential()).or(() -> book.known(began.credential())).map(
                    grant -> Caller.of(grant, session));
        };
    }

    /** What is answered to a stranger. */
    public static ProblemException unauthorized(Context context) {
        context.header("WWW-Authenticate", "Bearer realm=\"tocsin\"");
        return new ProblemException(Problem.of(401, "unauthorized", "The token is missing or wrong",
                "Send the header Authorization: Bearer <token>, or log in at /login."));
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
}
