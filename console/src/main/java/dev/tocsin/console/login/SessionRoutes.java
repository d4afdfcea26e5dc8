package dev.tocsin.console.login;

import dev.tocsin.console.access.AccessGate;
import dev.tocsin.console.access.Tokens;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.route.Routes;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logging in with the token and out again. */
public final class SessionRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);
    private static final int TWELVE_HOURS = 12 * 60 * 60;

    private final Tokens tokens;
    private final boolean secure;

    /**
     * @param secure
     *            whether the cookie may travel over https only
     */
    public SessionRoutes(Tokens tokens, boolean secure) {
        this.tokens = tokens;
        this.secure = secure;
    }

    /** Adds {@code POST} and {@code DELETE /api/session}. */
    public void add(Routes routes) {
        routes.post("/api/session", this::logIn);
        routes.delete("/api/session", this::logOut);
    }

    private void logIn(Context context) {
        var offered = JsonBody.read(context).string("token").orElse("");
        var token = tokens.find(each -> each.matches(offered));
        if (tokens.asked() && token.isEmpty()) {
            LOG.warn("login with a wrong token from {}", context.ip());
            throw new ProblemException(Problem.of(401, "unauthorized", "The token is missing or wrong",
                    "The token does not match the setting console.token."));
        }
        token.ifPresent(right -> context.cookie(cookie(right.cookie(), TWELVE_HOURS)));
        context.status(204);
    }

    private void logOut(Context context) {
        context.cookie(cookie("", 0));
        context.status(204);
    }

    private Cookie cookie(String value, int maxAgeSeconds) {
        var cookie = new Cookie(AccessGate.COOKIE, value);
        cookie.setPath("/");
        cookie.setMaxAge(maxAgeSeconds);
        cookie.setHttpOnly(true);
        cookie.setSecure(secure);
        cookie.setSameSite(SameSite.STRICT);
        return cookie;
    }
}
