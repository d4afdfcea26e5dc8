package dev.tocsin.console.api;

import java.util.Set;
import java.util.function.BooleanSupplier;

import dev.tocsin.console.http.ProblemException;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import io.javalin.http.Handler;

/** Half of the truth looks like all of it: until everything was read once, the API says that it does not know yet. */
public final class CaughtUpGate implements Handler {

    private static final Set<String> ALWAYS = Set.of("/api/status", "/api/stream", "/api/session");

    private final BooleanSupplier caughtUp;

    public CaughtUpGate(BooleanSupplier caughtUp) {
        this.caughtUp = caughtUp;
    }

    @Override
    public void handle(Context context) {
        if (context.path().startsWith("/api/") && !ALWAYS.contains(context.path()) && !caughtUp.getAsBoolean()) {
            throw ProblemException.notNow(Problem.of(503, "catching-up", "The console is still reading its topics",
                    "An answer would be incomplete. See /api/status for the progress."), 1);
        }
    }
}
