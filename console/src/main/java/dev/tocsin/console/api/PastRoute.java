package dev.tocsin.console.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;

import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.past.PastBoard;
import dev.tocsin.console.route.Routes;
import io.javalin.http.Context;

/** {@code GET /api/at?time=}: the board at a moment in the past. */
public final class PastRoute {

    private final PastBoard board;
    private final Clock clock;

    public PastRoute(PastBoard board, Clock clock) {
        this.board = board;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.get("/api/at", context -> Json.answer(context, board.at(time(context), Clearance.isCleared(
                context))));
    }

    private Instant time(Context context) {
        try {
            var time = ReadRoutes.parameter(context, "time").map(Instant::parse).orElseThrow(
                    () -> ProblemException.badRequest("time is required, such as 2026-11-21T03:00:00Z"));
            if (time.isAfter(clock.instant())) {
                throw ProblemException.badRequest("time must not be in the future");
            }
            return time;
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest("time must be an instant such as 2026-11-21T03:00:00Z");
        }
    }
}
