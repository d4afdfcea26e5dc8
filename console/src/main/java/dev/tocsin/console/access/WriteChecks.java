package dev.tocsin.console.access;

import java.util.Optional;

import dev.tocsin.console.http.CrossSite;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;

/** What a request must pass that could change something. */
public final class WriteChecks {

    /** Header with the token that a page gets from {@code GET /api/session}. */
    public static final String CSRF = "X-CSRF-Token";

    private final Sessions sessions;
    private final RateLimit limit;
    private final ClientAddress addresses;

    /**
     * @param limit
     *            for each caller
     */
    public WriteChecks(Sessions sessions, RateLimit limit, ClientAddress addresses) {
        this.sessions = sessions;
        this.limit = limit;
        this.addresses = addresses;
    }

    /**
     * Checks a request.
     *
     * @param open
     *            whether the route takes no login, so that there may be no session to have a token of
     * @throws ProblemException
     *             403 when another page sent it, 415 when a form could have, 429 when there were too many
     */
    public void check(Context context, boolean open) {
        CrossSite.check(context);
        var caller = Caller.of(context);
        var session = caller.session();
        if (!open && session.isPresent() && !sessions.isFromOurPage(session.get(), Optional.ofNullable(context.header(
                CSRF)))) {
            throw new ProblemException(Problem.of(403, "csrf", "The request does not come from the console's page",
                    "Send the header " + CSRF + " with the csrfToken of GET /api/session."));
        }
        limit.take(key(caller, context)).ifPresent(wait -> {
            throw RateLimit.refusal("Too many requests that change something.", wait);
        });
    }

    private String key(Caller caller, Context context) {
        return caller.session().map(Session::digest).orElseGet(() -> caller.credential().isEmpty()
                ? addresses.of(context)
                : caller.credential() + " " + addresses.of(context));
    }
}
