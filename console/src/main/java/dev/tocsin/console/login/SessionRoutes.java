package dev.tocsin.console.login;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.access.Authenticator;
import dev.tocsin.console.access.Caller;
import dev.tocsin.console.access.Grant;
import dev.tocsin.console.access.LoginLimit;
import dev.tocsin.console.access.Session;
import dev.tocsin.console.access.Sessions;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.console.oidc.OidcLogin;
import dev.tocsin.console.route.Routes;
import dev.tocsin.event.AuditMeans;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who is logged in, logging in with a token, and out again: {@code GET}, {@code POST} and {@code DELETE /api/session}. An admin
 * ends the sessions of a person: {@code DELETE /api/sessions/{person}}.
 */
public final class SessionRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(SessionRoutes.class);

    private final Authenticator authenticator;
    private final Sessions sessions;
    private final LoginLimit limit;
    private final Optional<OidcLogin> oidc;

    /**
     * @param oidc
     *            empty if people do not log in at a provider
     */
    public SessionRoutes(Authenticator authenticator, Sessions sessions, LoginLimit limit, Optional<OidcLogin> oidc) {
        this.authenticator = authenticator;
        this.sessions = sessions;
        this.limit = limit;
        this.oidc = oidc;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/session", this::show);
        routes.post("/api/session", this::logIn);
        routes.delete("/api/session", this::logOut);
        routes.delete("/api/sessions/{person}", this::endAll);
    }

    /**
     * The answer of {@code GET /api/session}.
     *
     * @param person
     *            empty for a shared token
     * @param role
     *            empty without a login
     * @param csrfToken
     *            to be sent as X-CSRF-Token with what changes something; empty if none is needed
     * @param endsAt
     *            when the session ends in any case
     * @param idleEndsAt
     *            when it ends without further use
     * @param oidc
     *            whether people log in at a provider
     */
    private record Shown(boolean loginRequired, boolean oidc, String person, String role, boolean cleared,
            String csrfToken, Optional<Instant> endsAt, Optional<Instant> idleEndsAt) {}

    private void show(Context context) {
        var caller = Caller.of(context);
        answer(context, new Shown(caller.means() != AuditMeans.NOT_REQUIRED, oidc.isPresent(), caller.name(), caller
                .role().map(role -> role.name().toLowerCase(Locale.ROOT)).orElse(""), caller.cleared(), caller
                        .session().map(sessions::csrfToken).orElse(""), caller.session().map(Session::endsAt), caller
                                .session().map(sessions::idleEnd)));
    }

    private void logIn(Context context) {
        limit.take(context);
        var offered = JsonBody.read(context).string("token").orElse("");
        if (Caller.of(context).means() == AuditMeans.NOT_REQUIRED) {
            context.status(204);
            return;
        }
        var grant = authenticator.shown(offered, context);
        if (grant.isEmpty()) {
            LOG.warn("login with a wrong token from {}", context.ip());
            throw new ProblemException(Problem.of(401, "unauthorized", "The token is missing or wrong",
                    "The token is not valid. Ask an admin for one: `tocsin token add`."));
        }
        sessions.begin(context, grant.get());
        RequestNotes.actor(context, grant.get().name());
        RequestNotes.written(context, grant.get().credential());
        context.status(204);
    }

    private void logOut(Context context) {
        var atProvider = Caller.of(context).credential().equals(Grant.OIDC)
                ? oidc.flatMap(OidcLogin::logout)
                : Optional.<java.net.URI>empty();
        sessions.leave(context);
        if (atProvider.isPresent()) {
            answer(context, Map.of("logoutUrl", atProvider.get().toString()));
        } else {
            context.status(204);
        }
    }

    private void endAll(Context context) {
        sessions.endAll(context.pathParam("person"));
        context.status(204);
    }

    private static void answer(Context context, Object value) {
        context.contentType("application/json").result(JsonMapper.shared().writeValueAsBytes(value));
    }
}
