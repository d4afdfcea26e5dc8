package dev.tocsin.console.quarantine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.tocsin.console.access.ActorBody;
import dev.tocsin.console.api.Json;
import dev.tocsin.console.api.Limits;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.projection.QuarantineEntry;
import dev.tocsin.console.route.Routes;
import dev.tocsin.runtime.Problem;
import io.javalin.http.Context;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code GET /api/quarantine} and {@code POST /api/quarantine/replay}. */
public final class QuarantineRoutes {

    private static final Logger LOG = LoggerFactory.getLogger(QuarantineRoutes.class);
    private static final int USUAL = 100;
    private static final int MOST = 500;
    private static final int TRY_AGAIN_SECONDS = 3;

    private final Projection projection;
    private final ReplayLog log;
    private final Clock clock;

    public QuarantineRoutes(Projection projection, ReplayLog log, Clock clock) {
        this.projection = projection;
        this.log = log;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/quarantine", this::list);
        routes.post("/api/quarantine/replay", this::replay);
    }

    private record Quarantine(List<QuarantineEntry> requests, int total) {}

    /**
     * @param requested
     *            IDs that ingest is asked to replay; what came of it stands in the quarantine
     */
    private record Requested(List<String> requested, List<ReplayForm.Skipped> skipped) {}

    private void list(Context context) {
        var limit = Limits.parse(Optional.ofNullable(context.queryParam("limit")), USUAL, MOST);
        var all = projection.quarantine();
        Json.answer(context, new Quarantine(all.stream().limit(limit).toList(), all.size()));
    }

    private void replay(Context context) {
        var form = ReplayForm.read(ActorBody.read(context, "actor"));
        var choice = form.choose(projection.quarantine(), clock.instant());
        var requested = new ArrayList<String>();
        try {
            for (var asked : choice.asked()) {
                log.append(asked);
                requested.add(asked.getId());
            }
        } catch (CommandLogUnavailableException away) {
            throw ProblemException.notNow(Problem.of(503, "log-unavailable", "The replay could not be requested", away
                    .getMessage() + ". " + requested.size() + " of " + choice.asked().size()
                    + " were requested. Send it again."), TRY_AGAIN_SECONDS);
        }
        LOG.info("{} requested the replay of {} quarantined requests", form.actor(), requested.size());
        context.status(202);
        Json.answer(context, new Requested(requested, choice.skipped()));
    }
}
