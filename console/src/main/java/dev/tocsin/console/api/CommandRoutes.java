package dev.tocsin.console.api;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.api.view.CommandView;
import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.command.CommandAnswer;
import dev.tocsin.console.command.CommandDesk;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.command.CommandRequest;
import dev.tocsin.console.access.ActorBody;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.http.RequestNotes;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.runtime.Problem;
import dev.tocsin.schemas.command.CommandSpec;
import dev.tocsin.schemas.command.Commands;
import io.javalin.http.Context;

/**
 * Commands on an incident: {@code POST /api/incidents/{id}/acknowledge|...}, a route for each entry of {@link Commands}; and
 * what commands there are: {@code GET /api/commands} and {@code GET /api/openapi.json}.
 */
public final class CommandRoutes {

    private static final int TRY_AGAIN_SECONDS = 5;

    private final CommandDesk desk;
    private final PolicyInForce policy;
    private final Projection projection;
    private final Clock clock;

    public CommandRoutes(CommandDesk desk, PolicyInForce policy, Projection projection, Clock clock) {
        this.clock = clock;
        this.desk = desk;
        this.policy = policy;
        this.projection = projection;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        Commands.all().forEach(spec -> routes.post(path(spec), context -> take(context, spec)));
        routes.get("/api/commands", context -> Json.answer(context, Map.of("commands", CommandView.all())));
        routes.get("/api/openapi.json", context -> Json.answer(context, OpenApi.document()));
    }

    /** Where a command is sent. */
    static String path(CommandSpec spec) {
        return "/api/incidents/{id}/" + spec.name();
    }

    private void take(Context context, CommandSpec spec) throws InterruptedException {
        var order = CommandForm.read(context.pathParam("id"), spec, repeatable(ActorBody.read(context, "actor"),
                context), via(context), clock.instant());
        RequestNotes.written(context, order.commandId());
        if (spec.reveals() && !Clearance.isCleared(context) && projection.incident(order.incidentId()).filter(
                IncidentHeadline::confidential).isPresent()) {
            throw ProblemException.forbidden(
                    "This incident is confidential, and this command could reveal its contents. Log in "
                            + "with a cleared token (console.token.cleared, or console.token where that is not set).");
        }
        var wait = Limits.parseWait(ReadRoutes.parameter(context, "wait"));
        try {
            answer(context, order, desk.take(order, wait));
        } catch (CommandLogUnavailableException away) {
            throw ProblemException.notNow(Problem.of(503, "log-unavailable", "The command could not be written",
                    away.getMessage() + ". Send it again with the same commandId.").with("commandId", order
                            .commandId()), TRY_AGAIN_SECONDS);
        }
    }

    private void answer(Context context, CommandRequest order, CommandAnswer answer) {
        switch (answer) {
            case CommandAnswer.Accepted(var commandId) -> {
                context.status(202);
                Json.answer(context, Map.of("commandId", commandId, "incidentId", order.incidentId(), "status",
                        "accepted"));
            }
            case CommandAnswer.CarriedOut(var commandId, var incident) ->
                Json.answer(context, Map.of("commandId", commandId, "incidentId", order.incidentId(), "status",
                        "carried-out", "incident", IncidentRow.of(incident, policy.pages(incident.ladder()), Clearance
                                .isCleared(context))));
            case CommandAnswer.Refused(var commandId, var reason) ->
                throw new ProblemException(Problem.of(409, "command-refused", "The command was refused",
                        reason).with("commandId", commandId));
            case CommandAnswer.UnknownIncident(var incidentId) ->
                throw ProblemException.notFound("The console has no incident with this ID.");
        }
    }

    /** A repeated request is the same command, also at another console or after a restart. */
    private static JsonBody repeatable(JsonBody body, Context context) {
        return body.string("commandId").isPresent()
                ? body
                : RequestNotes.key(context).map(key -> body.with("commandId", "key-" + key)).orElse(body);
    }

    /** Browsers say so with every request; other programs do not. */
    private static String via(Context context) {
        return Optional.ofNullable(context.header("Sec-Fetch-Site")).map(site -> "console").orElse("api");
    }
}
