package dev.tocsin.console.api;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;

import dev.tocsin.console.explain.Explainer;
import dev.tocsin.console.explain.PersonQuestion;
import dev.tocsin.console.access.Clearance;
import dev.tocsin.console.http.ProblemException;
import dev.tocsin.console.projection.IncidentHeadline;
import dev.tocsin.console.projection.Projection;
import dev.tocsin.console.route.Routes;
import io.javalin.http.Context;

/** {@code GET /api/explain/...}: why somebody was paged, or was not. Reads the log again, so an answer can take seconds. */
public final class ExplainRoutes {

    private final Explainer explainer;
    private final Projection projection;
    private final Clock clock;

    public ExplainRoutes(Explainer explainer, Projection projection, Clock clock) {
        this.explainer = explainer;
        this.projection = projection;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void add(Routes routes) {
        routes.get("/api/explain/incidents/{id}", this::incident);
        routes.get("/api/explain/notifications/{id}", this::notification);
        routes.get("/api/explain/alerts", this::alert);
        routes.get("/api/explain/silences/{id}", this::silence);
        routes.get("/api/explain/people/{person}", this::person);
    }

    private void incident(Context context) {
        var id = context.pathParam("id");
        refuseUnlessReadable(id, context);
        Json.answer(context, explainer.incident(id).orElseThrow(() -> ProblemException.notFound(
                "The console has no incident with this ID.")));
    }

    private void notification(Context context) {
        var id = context.pathParam("id");
        var incident = explainer.incidentOf(id).orElseThrow(() -> ProblemException.notFound(
                "The console has no notification with this ID. Explain its incident instead."));
        refuseUnlessReadable(incident, context);
        Json.answer(context, explainer.incident(incident).map(chain -> chain.about(id)).orElseThrow(
                () -> ProblemException.notFound("The incident of the notification cannot be read.")));
    }

    private void alert(Context context) {
        var identity = ReadRoutes.parameter(context, "identity").orElseThrow(() -> ProblemException.badRequest(
                "identity is required: the identity of an alert, as GET /api/incidents/{id} lists it"));
        var chain = explainer.alert(identity, at(context));
        chain.links().stream().map(link -> link.subjects().incident()).filter(id -> !id.isEmpty()).distinct().forEach(
                id -> refuseUnlessReadable(id, context));
        Json.answer(context, chain);
    }

    private void silence(Context context) {
        Json.answer(context, explainer.silence(context.pathParam("id"), clock.instant()).orElseThrow(
                () -> ProblemException.notFound("Nobody set a silence with this ID.")));
    }

    private void person(Context context) {
        var cleared = Clearance.isCleared(context);
        var only = ReadRoutes.parameter(context, "incident");
        only.ifPresent(id -> refuseUnlessReadable(id, context));
        Json.answer(context, explainer.person(new PersonQuestion(context.pathParam("person"), at(context)), only,
                incident -> cleared || !incident.confidential()));
    }

    private void refuseUnlessReadable(String incidentId, Context context) {
        refuseUnlessReadable(projection, incidentId, context);
    }

    /** Refuses a confidential incident to people without clearance. */
    static void refuseUnlessReadable(Projection projection, String incidentId, Context context) {
        if (!Clearance.isCleared(context) && projection.incident(incidentId).filter(IncidentHeadline::confidential)
                .isPresent()) {
            throw ProblemException.forbidden(
                    "The incident is confidential. Use the token for people with clearance.");
        }
    }

    private Instant at(Context context) {
        try {
            return ReadRoutes.parameter(context, "at").map(Instant::parse).orElseGet(clock::instant);
        } catch (DateTimeException wrong) {
            throw ProblemException.badRequest("at must be an instant such as 2026-11-21T03:00:00Z");
        }
    }
}
