package dev.tocsin.console.route;

import java.util.Optional;

import dev.tocsin.console.oidc.OidcConfig;
import dev.tocsin.schemas.command.Role;
import io.javalin.http.HandlerType;

/**
 * A row of {@link RouteTable}: a path of the console, and who may use it.
 *
 * @param path
 *            with {@code {name}} for its parameters
 * @param role
 *            the least role that may use it; empty if it takes no login
 * @param summary
 *            what it does, in one sentence
 */
public record Route(HandlerType method, String path, Optional<Role> role, String summary) {

    static Route open(HandlerType method, String path, String summary) {
        return new Route(method, path, Optional.empty(), summary);
    }

    static Route viewer(HandlerType method, String path, String summary) {
        return new Route(method, path, Optional.of(Role.VIEWER), summary);
    }

    static Route responder(HandlerType method, String path, String summary) {
        return new Route(method, path, Optional.of(Role.RESPONDER), summary);
    }

    static Route admin(HandlerType method, String path, String summary) {
        return new Route(method, path, Optional.of(Role.ADMIN), summary);
    }

    /** Whether it changes something. */
    public boolean isUnsafe() {
        return !HandlerType.GET.equals(method);
    }

    /** Whether the audit gets an entry for it: it changes something, or somebody logs in by it. */
    public boolean isAudited() {
        return isUnsafe() || path.equals(OidcConfig.CALLBACK);
    }

    /** Method and path, such as {@code GET /api/incidents}. */
    public String label() {
        return method.name() + " " + path;
    }
}
