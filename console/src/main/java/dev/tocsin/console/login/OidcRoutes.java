package dev.tocsin.console.login;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

import dev.tocsin.console.access.CookieSeal;
import dev.tocsin.console.access.LoginLimit;
import dev.tocsin.console.access.SafeCookie;
import dev.tocsin.console.access.Sessions;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.console.oidc.LoginAttempt;
import dev.tocsin.console.oidc.LoginOutcome;
import dev.tocsin.console.oidc.OidcConfig;
import dev.tocsin.console.oidc.OidcLogin;
import dev.tocsin.console.route.Routes;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login at an OpenID Connect provider: {@code GET /login/oidc}, and where the provider sends the browser back to. */
public final class OidcRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(OidcRoutes.class);
    private static final String PURPOSE = "login";
    private static final Pattern INCIDENT = Pattern.compile("[A-Za-z0-9-]{1,80}");

    private final Optional<OidcLogin> login;
    private final Sessions sessions;
    private final CookieSeal seal;
    private final boolean secure;
    private final LoginLimit limit;

    /**
     * @param login
     *            empty if the settings name no provider
     * @param secure
     *            whether browsers use https
     */
    public OidcRoutes(Optional<OidcLogin> login, Sessions sessions, CookieSeal seal, boolean secure,
            LoginLimit limit) {
        this.login = login;
        this.sessions = sessions;
        this.seal = seal;
        this.secure = secure;
        this.limit = limit;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/login/oidc", this::begin);
        routes.get(OidcConfig.CALLBACK, this::finish);
    }

    private void begin(Context context) {
        limit.take(context);
        var incident = Optional.ofNullable(context.queryParam("incident")).filter(INCIDENT.asMatchPredicate()).orElse(
                "");
        var begun = configured().begin(incident);
        if (begun.isEmpty()) {
            back(context, LoginOutcome.Reason.PROVIDER, incident);
            return;
        }
        context.cookie(cookie(seal.seal(PURPOSE, begun.get().attempt()), (int) OidcLogin.PATIENCE.toSeconds()));
        context.redirect(begun.get().at().toString());
    }

    private void finish(Context context) {
        var attempt = Optional.ofNullable(context.cookie(cookieName())).flatMap(text -> seal.open(PURPOSE, text,
                LoginAttempt.class));
        context.cookie(cookie("", 0));
        var incident = attempt.map(LoginAttempt::incident).orElse("");
        switch (configured().finish(attempt, context.queryParamMap())) {
            case LoginOutcome.LoggedIn(var grant) -> {
                sessions.begin(context, grant);
                RequestNotes.actor(context, grant.name());
                context.redirect("/" + query("incident", incident, "?"));
            }
            case LoginOutcome.Refused(var reason, var detail) -> {
                LOG.info("login refused: {} ({})", reason.code(), detail.replaceAll("\\p{Cntrl}", " "));
                RequestNotes.problem(context, reason.code());
                back(context, reason, incident);
            }
        }
    }

    private static void back(Context context, LoginOutcome.Reason reason, String incident) {
        context.redirect("/login?problem=" + reason.code() + query("incident", incident, "&"));
    }

    private static String query(String name, String value, String before) {
        return value.isEmpty() ? "" : before + name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
    }

    private OidcLogin configured() {
        return login.orElseThrow(() -> ProblemException.notFound(
                "No OpenID Connect provider is configured. Set console.oidc.issuer."));
    }

    private String cookieName() {
        return secure ? "__Host-tocsin-login" : "tocsin_login";
    }

    /** Lax, since the provider sends the browser back from another site. */
    private Cookie cookie(String value, int maxAgeSeconds) {
        return SafeCookie.of(cookieName(), value, maxAgeSeconds, secure);
    }
}
