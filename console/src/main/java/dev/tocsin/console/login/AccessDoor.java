package dev.tocsin.console.login;

import java.time.Clock;
import java.time.Duration;
import java.util.Optional;

import dev.tocsin.console.access.AccessConfig;
import dev.tocsin.console.access.AccessGate;
import dev.tocsin.console.access.Authenticator;
import dev.tocsin.console.access.ClientAddress;
import dev.tocsin.console.access.CookieSeal;
import dev.tocsin.console.access.LoginLimit;
import dev.tocsin.console.access.RateLimit;
import dev.tocsin.console.access.Sessions;
import dev.tocsin.console.access.TokenBook;
import dev.tocsin.console.access.WriteChecks;
import dev.tocsin.console.audit.AuditReader;
import dev.tocsin.console.idempotency.IdempotencyBook;
import dev.tocsin.console.oidc.OidcConfig;
import dev.tocsin.console.oidc.OidcLogin;
import dev.tocsin.console.route.AuditTrail;
import dev.tocsin.console.route.RepeatedRequests;
import dev.tocsin.console.route.RouteAudit;
import dev.tocsin.console.route.RouteGuard;
import dev.tocsin.console.route.Routes;
import dev.tocsin.schemas.command.Role;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Everything about who may use the console, put together from the settings. */
public final class AccessDoor {

    private final AccessConfig config;
    private final Clock clock;
    private final CookieSeal seal;
    private final Sessions sessions;
    private final ClientAddress addresses;
    private final Authenticator authenticator;
    private final LoginLimit limit;
    private final Optional<OidcLogin> oidc;
    private final IdempotencyBook book;

    /**
     * @param oidc
     *            empty if people do not log in at a provider
     * @throws dev.tocsin.runtime.setting.SettingsException
     *             when the token file cannot be read
     */
    public AccessDoor(AccessConfig config, Optional<OidcConfig> oidc, Clock clock) {
        this.config = config;
        this.clock = clock;
        this.seal = new CookieSeal(config.sessionKey());
        this.sessions = new Sessions(seal, config.secure(), config.idle(), config.longest(), clock);
        this.addresses = new ClientAddress(config.proxies());
        this.authenticator = new Authenticator(config, new TokenBook(config.tokensFile(), clock), sessions,
                new RateLimit(config.logins(), clock), addresses);
        this.limit = new LoginLimit(new RateLimit(config.logins(), clock), addresses);
        this.oidc = oidc.map(it -> new OidcLogin(it, clock));
        this.book = new IdempotencyBook(clock);
    }

    /** Finds out who sends a request. */
    public Handler gate() {
        return new AccessGate(authenticator, sessions);
    }

    /** Whether the client of a request that goes on may still read. */
    public boolean isStillAdmitted(Context context) {
        return authenticator.identify(context).may(Role.VIEWER);
    }

    /**
     * What happens around the handler of each route.
     *
     * @param ready
     *            refuses while the console does not know enough to answer
     */
    public RouteGuard guard(Handler ready, AuditTrail audit) {
        return new RouteGuard(new WriteChecks(sessions, new RateLimit(config.writes(), clock), addresses), ready,
                new RepeatedRequests(book), new RouteAudit(audit, addresses, clock));
    }

    /** Adds the routes of logins. */
    public void addRoutes(Routes routes) {
        new SessionRoutes(authenticator, sessions, limit, oidc).add(routes);
        new OidcRoutes(oidc, sessions, seal, config.secure(), limit).add(routes);
    }

    /** Takes note of what other consoles, or this one before a restart, wrote to the audit. */
    public AuditReader auditReader() {
        return new AuditReader(sessions, book);
    }

    /** How far back the audit is needed. */
    public Duration auditFor() {
        return config.longest().compareTo(IdempotencyBook.KEPT_FOR) > 0 ? config.longest() : IdempotencyBook.KEPT_FOR;
    }
}
