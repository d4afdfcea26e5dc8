package dev.tocsin.console.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.tocsin.console.http.JsonBody;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import dev.tocsin.console.routing.RouteTester;
import dev.tocsin.policy.change.OnCallChanges;
import dev.tocsin.policytools.routes.RouteQuestion;
import io.javalin.http.Context;

/** {@code POST /api/policy/route}: where an alert with some labels would go, by the policy in force. */
public final class RouteTrialRoute {

    private static final Set<String> MEMBERS = Set.of("labels", "source", "at");
    private static final String USUAL_SOURCE = "alertmanager";

    private final Projection projection;
    private final PolicyInForce policy;
    private final Clock clock;

    public RouteTrialRoute(Projection projection, PolicyInForce policy, Clock clock) {
        this.projection = projection;
        this.policy = policy;
        this.clock = clock;
    }

    /** Adds the route. */
    public void add(Routes routes) {
        routes.post("/api/policy/route", this::answer);
    }

    /** JSON Schema of the body. */
    static Map<String, Object> schema() {
        return Map.of("type", "object", "additionalProperties", false, "properties", Map.of("labels", Map.of("type",
                "object", "additionalProperties", Map.of("type", "string"), "minProperties", 1), "source", Map.of(
                        "type", "string", "default", USUAL_SOURCE), "at", Map.of("type", "string", "format",
                                "date-time", "description", "When it fires (default: now).")), "required", List
                                        .of("labels"));
    }

    private void answer(Context context) {
        var body = JsonBody.read(context).only(MEMBERS);
        var labels = body.texts("labels");
        if (labels.isEmpty()) {
            throw ProblemException.badRequest(
                    "labels is required: the labels of the alert, such as {\"alertname\": \"Errors\"}");
        }
        var inForce = policy.compiled();
        var schedules = OnCallChanges.of(projection.onCallChanges()).on(inForce.policy()).practice().schedules();
        Json.answer(context, new RouteTester(inForce, schedules, RouteTester.ready(inForce, projection.silences())).ask(
                new RouteQuestion(labels, body.string("source").map(String::strip).filter(it -> !it.isEmpty()).orElse(
                        USUAL_SOURCE), at(body), Optional.empty())));
    }

    private Instant at(JsonBody body) {
        try {
            return body.string("at").map(Instant::parse).map(at -> Instant.ofEpochMilli(at.toEpochMilli())).orElseGet(
                    clock::instant);
        } catch (DateTimeException | ArithmeticException wrong) {
            throw ProblemException.badRequest("at must be an instant such as 2026-11-21T06:00:00Z");
        }
    }
}
