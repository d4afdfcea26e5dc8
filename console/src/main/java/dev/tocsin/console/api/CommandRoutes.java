package dev.tocsin.console.api;

import java.util.Map;
import java.util.Optional;

import dev.tocsin.console.api.view.IncidentRow;
import dev.tocsin.console.command.CommandAnswer;
import dev.tocsin.console.command.CommandDesk;
import dev.tocsin.console.command.CommandLogUnavailableException;
import dev.tocsin.console.command.CommandRequest;
import dev.tocsin.console.http.Clearance;
import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.event.CommandKind;
import dev.tocsin.runtime.Problem;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

/** What can be asked of an incident: {@code POST /api/incidents/{id}/acknowledge|mitigate|resolve|note}. */
public final class CommandRoutes {

    private static final int TRY_AGAIN_SECONDS = 5;

    private final CommandDesk desk;
    private final PolicyInForce policy;
    private final Projection projection;

    public CommandRoutes(CommandDesk desk, PolicyInForce policy, Projection projection) {
        this.desk = desk;
        this.policy = policy;
        this.projection = projection;
    }

    /** Adds the routes. */
    public void add(JavalinConfig config) {
        CommandForm.ACTIONS.forEach((action, kind) -> config.routes.post("/api/incidents/{id}/" + action,
                context -> take(context, CommandForm.read(context.pathParam("id"), kind, JsonBody.read(context), via(
                        context)))));
    }

    private void take(Context context, CommandRequest order) throws InterruptedException {
        if (uncovers(order.kind()) && !Clearance.isCleared(context) && projection.incident(order.incidentId()).filter(
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

    /** Whether it could bring what is confidential to where all can read it. */
    private static boolean uncovers(CommandKind kind) {
        return switch (kind) {
            case SET_CONFIDENTIAL, MERGE, SPLIT, MOVE -> true;
            case ACKNOWLEDGE, MITIGATE, RESOLVE, ADD_NOTE, SET_SEVERITY, ASSIGN_ROLE, SNOOZE, ESCALATE, CLOSE,
                    UNACKNOWLEDGE, REOPEN, ASSESS, POST_UPDATE, MITIGATION_FAILED, PAUSE_CLOCKS, RESUME_CLOCKS,
                    ADD_TASK, ASSIGN_TASK,
                    COMPLETE_TASK,
                    UNKNOWN -> false;
        };
    }

    /** Browsers say so with every request; other programs do not. */
    private static String via(Context context) {
        return Optional.ofNullable(context.header("Sec-Fetch-Site")).map(site -> "console").orElse("api");
    }
}
