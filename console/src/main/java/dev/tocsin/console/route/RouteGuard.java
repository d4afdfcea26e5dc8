package dev.tocsin.console.route;

import java.util.Locale;
import java.util.Optional;

import dev.tocsin.console.access.Authenticator;
import dev.tocsin.console.access.Caller;
import dev.tocsin.console.access.WriteChecks;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Problem;
import dev.tocsin.schemas.command.Role;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/**
 * What happens around the handler of each route: the role is checked; of a request that could change something, where it comes
 * from and how many there are; a repeated request is answered as the first; the audit gets its entry.
 */
public final class RouteGuard {

    private final WriteChecks writes;
    private final Handler ready;
    private final RepeatedRequests repeated;
    private final RouteAudit audit;

    /**
     * @param ready
     *            refuses while the console does not know enough to answer
     */
    public RouteGuard(WriteChecks writes, Handler ready, RepeatedRequests repeated, RouteAudit audit) {
        this.writes = writes;
        this.ready = ready;
        this.repeated = repeated;
        this.audit = audit;
    }

    /** Handles a request to a route. */
    void handle(Route row, Context context, Handler handler) throws Exception {
        try {
            row.role().ifPresent(needed -> admit(needed, context));
            if (row.isUnsafe()) {
                writes.check(context, row.role().isEmpty());
            }
            ready.handle(context);
            if (row.isUnsafe() && row.role().isPresent()) {
                repeated.handle(context, handler);
            } else {
                handler.handle(context);
            }
        } catch (Exception failure) {
            audit.note(row, context, Optional.of(failure));
            throw failure;
        }
        audit.note(row, context, Optional.empty());
    }

    private static void admit(Role needed, Context context) {
        var caller = Caller.of(context);
        if (caller.role().isEmpty()) {
            throw Authenticator.unauthorized(context);
        }
        if (!caller.may(needed)) {
            throw new ProblemException(Problem.of(403, "role", "Your role does not allow this", "This takes the role "
                    + needed.name().toLowerCase(Locale.ROOT) + "; yours is " + caller.role().get().name().toLowerCase(
                            Locale.ROOT) + "."));
        }
    }
}
