package dev.tocsin.console.access;

import java.util.Optional;
import java.util.regex.Pattern;

import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * Keeps with each request who sends it, and sends browsers without a login to the login page. What a caller may do is decided at
 * the route.
 */
public final class AccessGate implements Handler {

    /** The page sends it with a request if somebody used it in the last minute. */
    static final String USED = "Tocsin-Used";

    private static final Pattern INCIDENT = Pattern.compile("[A-Za-z0-9-]{1,80}");

    private final Authenticator authenticator;
    private final Sessions sessions;

    public AccessGate(Authenticator authenticator, Sessions sessions) {
        this.authenticator = authenticator;
        this.sessions = sessions;
    }

    @Override
    public void handle(Context context) {
        var caller = authenticator.identify(context);
        caller.keep(context);
        if (caller.role().isEmpty() && context.path().equals("/")) {
            // A message's link leads to its incident also through the login.
            context.redirect(Optional.ofNullable(context.queryParam("incident")).filter(INCIDENT.asMatchPredicate())
                    .map(id -> "/login?incident=" + id).orElse("/login"));
            context.skipRemainingHandlers();
        } else if (context.header(USED) != null || context.path().equals("/")) {
            caller.session().ifPresent(session -> sessions.noteUse(context, session));
        }
    }
}
